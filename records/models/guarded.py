from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.audit.chain import writing
from records.models.audited import Audited
from records.querysets import AccountableQuerySet
from records.revisions import StaleRevision


class Guarded(Audited):
    """A row that counts its saves: whoever read it before another's save cannot write over that."""

    # Fields that the site writes by itself: a save of these alone is nobody's edit, and makes no open form stale.
    kept_by_the_site = frozenset()

    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)

    objects = AccountableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, provided=None, **kwargs):
        """Store the next revision; StaleRevision if the row moved on since it was read.

        `provided` is a condition (a Q) that the stored row must meet besides. True if it was stored, False if not.
        """
        if self._state.adding:
            self.revision = 1
            super().save(*args, update_fields=update_fields, **kwargs)
            return True
        if update_fields is not None:
            if self.kept_by_the_site.issuperset(update_fields):
                super().save(*args, update_fields=update_fields, **kwargs)
                return True
            update_fields = {*update_fields, "revision"}
        with writing():
            if not self.moves_on(provided or Q()):
                return False
            super().save(*args, update_fields=update_fields, **kwargs)
        return True

    def moves_on(self, provided):
        """Count a save of the stored row, which is locked from then on, if it meets the condition `provided`."""
        untouched = type(self)._base_manager.filter(pk=self.pk, revision=self.revision)
        if untouched.filter(provided).update(revision=self.revision + 1):
            self.revision += 1
            return True
        if untouched.exists():
            return False
        raise StaleRevision(self)
