"""The workbench: a text with its marks, and beside it the short forms by which words are marked."""

from statements.admin.workbench.page import WorkbenchPages

__all__ = ["WorkbenchPages"]
