"""Parties and places that an import had to enter, until somebody has looked at them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.models.from_dataset import kept_by_the_site
from records.querysets import RecordQuerySet


class BroughtQuerySet(RecordQuerySet):
    """Questions about parties and places."""

    def listed(self):
        """Those that lists and choices offer: all but those that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def unreviewed(self):
        """Those that an import entered and nobody has confirmed or merged."""
        return self.filter(Brought.UNREVIEWED)


class Brought(models.Model):
    """A record that may have been entered by an import, because nothing on record matched what a row named.

    The columns are null for one entered by hand, but for one that was merged.
    """

    brought_by = kept_by_the_site("records.Release", _("came with"))
    # The record that this one turned out to be. It stays, so that the next import finds the other one by its name.
    merged_into = kept_by_the_site("self", _("merged into"), related_name="merged")
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True, editable=False)

    UNREVIEWED = Q(brought_by__isnull=False, reviewed_at__isnull=True, merged_into__isnull=True)

    class Meta:
        abstract = True

    @property
    def is_unreviewed(self):
        """Whether it came with an import and nobody has confirmed or merged it."""
        return self.brought_by_id is not None and self.reviewed_at is None and self.merged_into_id is None


def unreviewed_rows(name):
    """An index, called `name`, of the rows that nobody has reviewed."""
    return models.Index(fields=["brought_by"], condition=Brought.UNREVIEWED, name=name)
