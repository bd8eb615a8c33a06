"""The release that a file belongs to: the one on record, or a new one."""

from records.beside import NAME as BESIDE
from records.beside import stand_beside
from records.imports.importers import importer_of
from records.levels import AFTER_EVERY_EMBARGO, Level
from records.models import Release


def release_named(dataset, name, person=None):
    """The Release `name` of `dataset` that `person` sees; a new one, restricted and not stored, when there is none.

    Without a person, as in a command, all are seen.
    """
    reader = max(Level) if person is None else person
    seen = Release.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(dataset=dataset, name=name)
    if found := seen.order_by("beside").first():
        return found
    importer = importer_of(dataset)
    attribution = importer.attribution.format(release=name)
    release = Release(dataset=dataset, name=name, licence=importer.licence, attribution=attribution)
    release.created_by = release.changed_by = person
    stand_beside(release, reader)
    return release


def enter(release):
    """Store a `release` that is new. ValidationError names what is wrong with its name."""
    if release._state.adding:
        # Which rows of its name they see has been settled for whoever imports.
        release.full_clean(exclude=[BESIDE])
        release.save()
