from records.models.audit import AuditEntry
from records.models.guarded import Guarded
from records.models.kept import Detail, Kept, Record, Reference, ShownTooWidely
from records.models.lowering import Lowering
from records.models.source import Publisher, Source
from records.models.user import User
from records.revisions import StaleRevision

__all__ = [
    "AuditEntry",
    "Detail",
    "Guarded",
    "Kept",
    "Lowering",
    "Publisher",
    "Record",
    "Reference",
    "ShownTooWidely",
    "Source",
    "StaleRevision",
    "User",
]
