"""What Django checks before it changes a database."""

from django.core.checks import Error, Tags, register
from django.db import connections

from records import translations
from records.database_state import problem_of


@register(Tags.database)
def database_can_be_written_by_this_version(databases=None, **kwargs):
    """Before `migrate`: one error for each database that is read-only, out of reach, or newer than the code."""
    problems = [problem_of(connections[alias]) for alias in databases or []]
    return [Error(problem.sentence, id="parley.E001") for problem in problems if problem]


@register(Tags.translation)
def catalogues_are_compiled(**kwargs):
    """One error when a brief in Persian or Dari would come out in English, or in the words of an earlier version."""
    if translations.are_compiled():
        return []
    return [
        Error(
            "The catalogues in locale/ are not compiled, or have changed since.",
            hint="Run make, or python -m records.translations.",
            id="parley.E002",
        )
    ]
