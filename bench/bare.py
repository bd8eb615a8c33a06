"""The least that can be done to show the same rows: one `values()` query, one for each cell of many values, a table."""

from dataclasses import dataclass

from django.db.models import Count, F
from django.template import Context, Engine

from events.models import Event, EventParty, Report
from statements.models import Commitment, Statement, Version
from talks.models import Participation, Process, Round
from tracking.models import Assessment

TABLE = Engine().from_string(
    "<table>{% for row in rows %}<tr>{% for cell in row.values %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


@dataclass(frozen=True)
class Cells:
    """What a list shows of a row: its own columns, and functions of (keys, reader) that give rows (key, value, …)."""

    columns: tuple
    many: tuple = ()


def parts_in_rounds(keys, reader):
    return Participation.objects.visible_to(reader).filter(round__in=keys).values_list("round", "party__name", "role")


def rounds_held(keys, reader):
    return counted(Round.objects.visible_to(reader).filter(process__in=keys), "process")


def languages(keys, reader):
    return Version.objects.visible_to(reader).filter(statement__in=keys).values_list("statement", "language")


def commitments_made(keys, reader):
    return counted(Commitment.objects.visible_to(reader).filter(clause__statement__in=keys), "clause__statement")


def obligors(keys, reader):
    ties = Commitment.obligors.through.objects.filter(commitment__in=keys, party__shown_level__lte=reader)
    return ties.values_list("commitment", "party__name")


def ratings(keys, reader):
    return (
        Assessment.objects.visible_to(reader).in_force().filter(commitment__in=keys).values_list("commitment", "rating")
    )


def parts_in_events(keys, reader):
    return EventParty.objects.visible_to(reader).filter(event__in=keys).values_list("event", "party__name", "role")


def stances(keys, reader):
    return (
        Report.objects.visible_to(reader).filter(event__in=keys).order_by().values_list("event", "stance", "supersedes")
    )


def counted(rows, by):
    return rows.order_by().values_list(by).annotate(Count("pk"))


CELLS = {
    Process: Cells(("public_id", "name", "conflict", "countries", "opened_on", "closed_on"), (rounds_held,)),
    Round: Cells(
        (
            *("public_id", "name", "opened_on", "place__name", "place__admin1", "format", "status"),
            *("process__name", "process__public_id"),
        ),
        (parts_in_rounds,),
    ),
    Statement: Cells(
        (
            *("public_id", "title", "issued_on", "form", "round__name", "round__public_id"),
            *("process__name", "process__public_id"),
        ),
        (languages, commitments_made),
    ),
    Commitment: Cells(
        (
            *("public_id", "summary", "obligors_as_written", "kind", "specificity", "clause__number"),
            *("clause__statement__title", "clause__statement__public_id", "clause__statement__issued_on"),
        ),
        (obligors, ratings),
    ),
    Event: Cells(
        ("public_id", "title", "happened_on", "place__name", "place__admin1", "kind"), (parts_in_events, stances)
    ),
}


def rows_of(queryset, first, last, reader):
    """Rows `first` to `last` (from 0, half open) of `queryset` as dicts of the cells that their list shows."""
    cells = CELLS[queryset.model]
    rows = {row.pop("key"): row for row in queryset.values(*cells.columns, key=F("pk"))[first:last]}
    for column in cells.many:
        for row in rows.values():
            row[column.__name__] = []
        for key, *value in column(list(rows), reader):
            rows[key][column.__name__].append(value)
    return list(rows.values())


def page_of(queryset, first, last, reader):
    """Those rows as an HTML table."""
    return TABLE.render(Context({"rows": rows_of(queryset, first, last, reader)}))
