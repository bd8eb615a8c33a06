"""PA-X in the record: processes, statements with who signed them as written, and the themes they deal with."""

from records.dates import PartialDate
from records.imports.importers import Importer, Tally, register
from records.imports.single import bring, conflict, digest_of, stored_as
from records.imports.touched import by_hand, is_touched, reason
from records.models import Dataset
from statements.imports import pax
from statements.imports.parts import Signed
from statements.imports.pax import Agreement
from statements.models import Signature, Statement, Theme
from talks.models import Process
from talks.named import Parties, PartyNamed
from talks.short_names import short_name

AT_ONCE = 500


@register
class Pax(Importer):
    """The PA-X Peace Agreements Database of the University of Edinburgh."""

    dataset = Dataset.PAX
    licence = "PA-X terms of use: rows are not passed on"
    attribution = "PA-X Peace Agreements Database, {release}, University of Edinburgh"

    def read(self, table):
        return pax.read(table, digest_of)

    def pack(self, record):
        return tuple(record)

    def describe(self, packed):
        row = Agreement._make(packed)
        signed = f"; {len(row.signed)} signatures" if row.signed else ""
        return f"{row.issued_on}: {row.title} ({row.process}){signed}"

    def forecast(self, batch):
        known = self.known(batch)
        new = sum(packed[1] not in known for packed in batch)
        same = sum(known.get(packed[1]) == packed[2] for packed in batch)
        return Tally(new, len(batch) - new - same, same)

    def known(self, batch):
        """{external id: digest} of what is stored of `batch` and not withdrawn; None for a digest of one withdrawn."""
        ids, found = [packed[1] for packed in batch], {}
        for start in range(0, len(ids), AT_ONCE):
            rows = Statement._base_manager.filter(dataset=self.dataset, external_id__in=ids[start : start + AT_ONCE])
            for external_id, digest, withdrawn in rows.values_list("external_id", "digest", "withdrawn_in"):
                found[external_id] = None if withdrawn else bytes(digest or b"")
        return found

    def store(self, batch, release, person):
        known, conflicts = self.known(batch), []
        parties = Parties(release, person)
        new = same = 0
        for packed in batch:
            row = Agreement._make(packed)
            new += row.external_id not in known
            if known.get(row.external_id) == row.digest:
                same += 1
                bring(Statement, row.external_id, {}, release=release, person=person)
            else:
                conflicts += self.bring(row, release, person, parties)
        return Tally(new, len(batch) - new - same, same, tuple(conflicts))

    def bring(self, row, release, person, parties):
        """Enter or update one agreement; the conflicts."""
        process, conflicts = process_of(row, release, person)
        told = {
            **{name: getattr(row, name) for name in ("title", "form", "stage", "substage", "status", "summary")},
            "signatures_note": row.signatures_note,
            "issued_on": PartialDate(row.issued_on),
            "process": process,
        }
        statement, more, is_new = bring(
            Statement, row.external_id, told, release=release, person=person, row=row.row, digest=row.digest
        )
        conflicts += more
        conflicts += settle_themes(statement, row, release, is_new)
        conflicts += settle_signatures(statement, row, release, parties)
        return conflicts

    def on_record(self):
        return self.standing().count()

    def standing(self):
        """The statements of the dataset that are not withdrawn."""
        return Statement._base_manager.filter(dataset=self.dataset, withdrawn_in=None)

    def vanished(self, ids, release):
        rows = self.standing() if release is None else self.standing().exclude(release=release)
        keys = dict(rows.order_by("external_id").values_list("external_id", "pk"))
        return [keys[external_id] for external_id in ids.missing_from(list(keys))]

    def withdraw(self, keys, release):
        Statement.objects.filter(pk__in=keys).update(withdrawn_in=release)


def process_of(row, release, person):
    """(the process of an agreement, entered if it is not on record, the conflicts)."""
    told = {"name": row.process, "conflict": row.conflict, "countries": list(row.countries)}
    stored = stored_as(Process, release.dataset, row.process_id)
    if stored is not None:
        # Agreements of one process name their own conflicts and countries: the first has said them.
        told = {"name": row.process}
    else:
        told |= short_name(row.process, f"pax-{row.process_id}", person)
    process, conflicts, _is_new = bring(Process, row.process_id, told, release=release, person=person, row=row.row)
    return process, conflicts


def settle_themes(statement, row, release, is_new):
    """Give `statement` the themes of its issues, unless an analyst chose others; the conflicts."""
    told = dict(Theme.objects.filter(codebook=Theme.Codebook.PAX, code__in=row.themes).values_list("pk", "code"))
    ours = dict(statement.themes.values_list("pk", "code"))
    if told.keys() == ours.keys():
        return []
    if not is_new and by_hand(statement, ["themes"]):
        return [conflict(row.row, "themes", ", ".join(sorted(ours.values())), ", ".join(row.themes), row.external_id)]
    statement._change_reason = reason(release)
    statement.themes.set(told)
    return []


def settle_signatures(statement, row, release, parties):
    """Give `statement` the signatures that the row tells of, unless an analyst changed them; the conflicts."""
    day = PartialDate(row.issued_on).latest
    standing = Signature.Standing.ATTRIBUTED if row.status == Statement.Status.UNCLEAR else Signature.Standing.SIGNED
    told = {}
    for one in map(Signed._make, row.signed):
        party = parties.key_of(PartyNamed("", one.name, one.kind), day)
        told.setdefault((party, one.capacity), one)
    stored = {(one.party_id, one.capacity): one for one in statement.signatures.all()}
    same = told.keys() == stored.keys() and all(told[key].as_written == stored[key].as_written for key in told)
    if same:
        return []
    if is_touched(Signature, statement=statement):
        ours = "; ".join(map(str, stored.values()))
        return [conflict(row.row, "Part", ours, "; ".join(one.name for one in told.values()), row.external_id)]
    for one in stored.values():
        one._change_reason = reason(release)
        one.delete()
    for (party, capacity), one in told.items():
        signature = Signature(
            statement=statement, party_id=party, capacity=capacity, standing=standing, as_written=one.as_written
        )
        signature._change_reason = reason(release)
        signature.save()
    return []
