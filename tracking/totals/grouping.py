"""What commitments can be counted by."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from statements.models import Statement, Theme
from talks.models import Party, Process
from tracking.totals.standing import add_ties


@dataclass(frozen=True)
class Grouping:
    """A way to group commitments: by the column `column` of each, or by what its many-to-many `ties` lead to.

    With ties a commitment counts with each, so that groups may add up to more than the whole, and one without any that
    the reader sees is in a group of its own. `filter` is the filter of the list of commitments that shows one group.
    """

    name: str
    label: str
    model: type[Model]
    named: str
    filter: str
    column: str = ""
    ties: str = ""
    none: str = ""


GROUPINGS = {
    one.name: one
    for one in (
        Grouping("process", _("Process"), Process, "name", "process", column="process_id"),
        Grouping("statement", _("Statement"), Statement, "title", "statement", column="statement_id"),
        Grouping(
            "party", _("Party that is bound"), Party, "name", "obligor", ties="obligors", none=_("no party on record")
        ),
        Grouping("theme", _("Theme"), Theme, "label", "theme", ties="themes", none=_("no theme on record")),
    )
}


def add_groups(tables, grouping, question):
    """Add `grouped` (key, name, rating) to `tables` that hold `rated`: a row for each commitment in each group."""
    names = grouping.model.objects.visible_to(question.reader, question.at).values_list("pk", grouping.named)
    tables.add_rows("named (id, name)", names)
    if grouping.column:
        tables.add(
            "grouped (key, name, rating)",
            f"SELECT named.id, named.name, rated.rating FROM rated JOIN named ON named.id = rated.{grouping.column}",  # noqa: S608
        )
        return
    add_ties(tables, grouping.ties, question)
    tables.add(
        "shown (id, key, name)", "SELECT tied.id, named.id, named.name FROM tied JOIN named ON named.id = tied.key"
    )
    tables.add(
        "grouped (key, name, rating)",
        "SELECT shown.key, shown.name, rated.rating FROM rated LEFT JOIN shown ON shown.id = rated.id",
    )
