from records.models.audit import AuditEntry
from records.models.dataset import Dataset, ImportIssue, ImportRun, Release
from records.models.from_dataset import FromDataset
from records.models.guarded import Guarded
from records.models.kept import Detail, Kept, Record, Reference, ShownTooWidely
from records.models.lowering import Lowering
from records.models.source import Publisher, Source
from records.models.user import User
from records.revisions import StaleRevision

__all__ = [
    "AuditEntry",
    "Dataset",
    "Detail",
    "FromDataset",
    "Guarded",
    "ImportIssue",
    "ImportRun",
    "Kept",
    "Lowering",
    "Publisher",
    "Record",
    "Reference",
    "Release",
    "ShownTooWidely",
    "Source",
    "StaleRevision",
    "User",
]
