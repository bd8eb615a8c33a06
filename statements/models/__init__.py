from statements.models.clause import Clause, Omission, Passage
from statements.models.commitment import Commitment, Deadline
from statements.models.statement import Signature, Statement, StatementLink
from statements.models.theme import Theme
from statements.models.version import Version

__all__ = [
    "Clause",
    "Commitment",
    "Deadline",
    "Omission",
    "Passage",
    "Signature",
    "Statement",
    "StatementLink",
    "Theme",
    "Version",
]
