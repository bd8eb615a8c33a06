"""A file loaded by its importer, as a run would: read whole, stored in one transaction, what vanished marked."""

from records.audit.chain import writing
from records.imports.faults import RowFault
from records.imports.ids import ExternalIds
from records.imports.importers import importer_of
from records.imports.table import open_table


def records_of(dataset, text, folder):
    """(the packed records, the RowFaults) of a file with this `text`; `folder` is where it is written."""
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8", newline="")
    importer = importer_of(dataset)
    with open_table(path) as table:
        found = list(importer.read(table))
    faults = [one for one in found if isinstance(one, RowFault)]
    return [importer.pack(one) for one in found if not isinstance(one, RowFault)], faults


def loaded(text, release, folder, person=None, *, whole=False):
    """The Tally of storing a file with this `text` as `release`, after a forecast that must have said the same.

    With `whole` it is all of the dataset: rows of the same release that are not in it vanish too.
    """
    importer = importer_of(release.dataset)
    packed, _faults = records_of(release.dataset, text, folder)
    foretold = importer.forecast(packed)
    with writing():
        tally = importer.store(packed, release, person)
    assert foretold[:3] == tally[:3]
    ids = ExternalIds()
    for one in packed:
        ids.add(one[1])
    gone = list(importer.vanished(ids, None if whole else release))
    assert importer.on_record() >= len(gone)
    ids.close()
    if gone:
        with writing():
            importer.withdraw(gone, release)
    return tally
