from statements.admin.clause import ClauseAdmin
from statements.admin.commitment import CommitmentAdmin
from statements.admin.statement import StatementAdmin
from statements.admin.theme import ThemeAdmin
from statements.admin.version import VersionAdmin

__all__ = ["ClauseAdmin", "CommitmentAdmin", "StatementAdmin", "ThemeAdmin", "VersionAdmin"]
