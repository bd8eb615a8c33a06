"""The entries of the audit."""

import json

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from records.audit.actions import Action
from records.levels import Level, clearance_of


class AuditQuerySet(models.QuerySet):
    """Questions about entries."""

    def visible_to(self, reader, at=None):
        """Entries that `reader` may see at the moment `at`: an entry tells that its record exists.

        Those at or below their clearance when they were written, whose row and record they may see now too. Of a row
        that is gone, none, if any entry about it is above their clearance: that is as far as it had been raised.
        """
        clearance = clearance_of(reader)
        if clearance == max(Level):
            return self.all()
        hidden = Q()
        for model in apps.get_models():
            if not hasattr(model._default_manager, "visible_to") or model is self.model:
                continue
            seen = model._default_manager.visible_to(reader, at).order_by()
            row, stored = seen.filter(pk=OuterRef("key")), model._base_manager.filter(pk=OuterRef("key"))
            about_it = self.model._base_manager.filter(
                record=OuterRef("record"), kind=OuterRef("kind"), key=OuterRef("key")
            )
            is_hidden = ~Exists(row) & (Exists(stored) | Exists(about_it.filter(level__gt=clearance)))
            hidden |= Q(kind=model._meta.label_lower, key__isnull=False) & is_hidden
            if hasattr(model, "public_id"):
                record, stored = (
                    rows.filter(public_id=OuterRef("record")) for rows in (seen, model._base_manager.order_by())
                )
                hidden |= Q(record_kind=model._meta.label_lower) & Exists(stored) & ~Exists(record)
        return self.filter(level__lte=clearance).exclude(hidden)


class AuditEntry(models.Model):
    """One thing that was done: by whom, when and to which record, without a word of what the record says.

    Entries are added by `records.audit.chain.append` alone, and never changed: the database refuses it. Nothing in them
    is a foreign key, since an entry outlives what it tells of.
    """

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("at"))
    action = models.CharField(_("action"), max_length=20, choices=Action)
    person = models.BigIntegerField(null=True, blank=True)
    person_name = models.CharField(_("person"), max_length=150, blank=True)
    kind = models.CharField(_("kind"), max_length=100, blank=True)
    key = models.BigIntegerField(null=True, blank=True)
    record_kind = models.CharField(max_length=100, blank=True)
    record = models.UUIDField(_("record"), null=True, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    fields = models.TextField(_("fields"), blank=True)
    facts = models.TextField(_("facts"), blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-number"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["kind", "number"], name="audit_by_kind"),
            models.Index(fields=["record", "number"], name="audit_by_record"),
            models.Index(fields=["person", "number"], name="audit_by_person"),
            models.Index(fields=["action", "number"], name="audit_by_action"),
            models.Index(fields=["at"], name="audit_by_moment"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.get_action_display()}"

    @property
    def told(self):
        """The facts as a dict."""
        return json.loads(self.facts) if self.facts else {}
