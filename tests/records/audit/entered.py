"""What a change adds to the audit, in a few words."""

from records.audit.head import last_entry
from records.models import AuditEntry


def entered_by(change):
    """The entries that calling `change` adds, oldest first."""
    last = last_entry().number
    change()
    return list(AuditEntry.objects.filter(number__gt=last).order_by("number"))


def told_by(change):
    """[(action, kind, names of fields)] of the entries that calling `change` adds."""
    return [(entry.action, entry.kind, entry.fields) for entry in entered_by(change)]
