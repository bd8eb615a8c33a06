from records.admin.audit import AuditEntryAdmin
from records.admin.imports import ImportRunAdmin, ReleaseAdmin
from records.admin.source import PublisherAdmin, SourceAdmin
from records.admin.user import AccountAdmin

__all__ = ["AccountAdmin", "AuditEntryAdmin", "ImportRunAdmin", "PublisherAdmin", "ReleaseAdmin", "SourceAdmin"]
