from records.models.kept import Detail, Kept, Record, Reference, StaleRevision
from records.models.source import Publisher, Source
from records.models.user import User

__all__ = ["Detail", "Kept", "Publisher", "Record", "Reference", "Source", "StaleRevision", "User"]
