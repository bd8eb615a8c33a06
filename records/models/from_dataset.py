"""What a record remembers of the dataset it came from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.models.dataset import Dataset


class DigestField(models.BinaryField):
    """Eight bytes that tell whether a row of a file says what it said when it was imported; None for a row of our own.

    What an analyst changed since is told by the history, which begins with the row as it was imported.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"null": True, "editable": False, **kwargs})


def kept_by_the_site(to, label, *, related_name="+", db_index=False):
    """A foreign key to `to` that most rows leave empty and no form shows: an import or a merging sets it."""
    return models.ForeignKey(
        to,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=db_index,
        related_name=related_name,
        verbose_name=label,
    )


class FromDataset(models.Model):
    """A record that may have come with a release of a dataset. One entered by hand has nothing in these columns.

    They are null, not empty: a database then finds the row of a dataset in an index of those alone.
    """

    dataset = models.CharField(_("dataset"), max_length=8, choices=Dataset, null=True, blank=True, editable=False)  # noqa: DJ001
    external_id = models.CharField(_("id in the dataset"), max_length=100, null=True, blank=True, editable=False)  # noqa: DJ001
    # The newest release that it was found in.
    release = kept_by_the_site("records.Release", _("release"), db_index=True)
    # The release in which its publisher no longer has the row.
    withdrawn_in = kept_by_the_site("records.Release", _("withdrawn in"))
    digest = DigestField()

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self):
        return self.withdrawn_in_id is not None


def known_once(kind):
    """The constraint by which a row of a dataset is stored as one `kind` of record once."""
    return models.UniqueConstraint(
        fields=["dataset", "external_id"],
        condition=Q(external_id__isnull=False),
        name=f"{kind}_knows_a_row_of_a_dataset_once",
        violation_error_message=_("This row of the dataset is on record already."),
    )


def withdrawn_rows(name):
    """An index, called `name`, of the few rows that their publisher has withdrawn."""
    return models.Index(fields=["withdrawn_in"], condition=Q(withdrawn_in__isnull=False), name=name)
