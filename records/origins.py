"""Which row of which release of a dataset a record came from, and whether its publisher has withdrawn it since."""

from dataclasses import dataclass

from records.models import Release


@dataclass(frozen=True)
class Origin:
    """The row `external_id` of the dataset called `dataset`, in the newest `release` that has it.

    `withdrawn_in` is the release in which its publisher no longer has the row. Both are None where the reader sees none.
    """

    dataset: str
    external_id: str
    release: Release | None = None
    withdrawn_in: Release | None = None

    @property
    def name(self):
        """What the row is of: the release, or the dataset where the release is not known."""
        return str(self.release or self.dataset)


def origin_of(record, reader, at=None):
    """The Origin of `record` as `reader` sees it at the moment `at`; None for one that was entered by hand.

    The releases are asked for in any case: whether there is a hidden one is told by nothing, the number of queries included.
    """
    keys = [key or 0 for key in (record.release_id, record.withdrawn_in_id)]
    seen = {release.pk: release for release in Release.objects.visible_to(reader, at).filter(pk__in=keys)}
    if record.external_id is None:
        return None
    return Origin(record.get_dataset_display(), record.external_id, *(seen.get(key) for key in keys))
