"""The least that shows the same rows: one `values()` query, one for each cell of many values, a plain table of the cells."""

from dataclasses import dataclass, field

from django.db.models import Count, F
from django.template import Context, Engine, Template

from events.models import Event, EventParty, Report
from statements.models import Commitment, Deadline, Statement, Version
from talks.models import Participation, Process, Round
from tracking.models import Assessment


def plain_table(cells):
    """The template of a table whose rows hold `cells`: no frame, no form, no words, no badges."""
    return Engine().from_string(f"<table>{{% for row in rows %}}<tr>{cells}</tr>{{% endfor %}}</table>")


@dataclass(frozen=True)
class Cells:
    """What a list shows of a row: its own columns, its cells of many values by name, and the template of the table.

    A cell of many values comes from a function of (keys, reader) that gives rows (key, value, …).
    """

    columns: tuple
    template: Template
    many: dict = field(default_factory=dict)


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


def deadlines(keys, reader):
    rows = Deadline.objects.visible_to(reader).filter(commitment__in=keys).in_order()
    return rows.values_list("commitment", "due_on", "words")


def parts_in_events(keys, reader):
    return EventParty.objects.visible_to(reader).filter(event__in=keys).values_list("event", "party__name", "role")


def stances(keys, reader):
    return (
        Report.objects.visible_to(reader).filter(event__in=keys).order_by().values_list("event", "stance", "supersedes")
    )


def counted(rows, by):
    return rows.order_by().values_list(by).annotate(Count("pk"))


CELLS = {
    Process: Cells(
        ("public_id", "name", "conflict", "countries", "opened_on", "closed_on"),
        plain_table(
            '<th><a href="/processes/{{ row.public_id }}/">{{ row.name }}</a></th><td>{{ row.conflict }}</td>'
            "<td>{{ row.countries }}</td><td>{{ row.opened_on }}</td><td>{{ row.closed_on }}</td>"
            "<td>{% for number in row.rounds %}{{ number.0 }}{% endfor %}</td>"
        ),
        {"rounds": rounds_held},
    ),
    Round: Cells(
        (
            *("public_id", "name", "opened_on", "place__name", "place__admin1", "format", "status"),
            *("process__name", "process__public_id"),
        ),
        plain_table(
            '<th><a href="/rounds/{{ row.public_id }}/">{{ row.name }}</a></th><td>{{ row.opened_on }}</td>'
            "<td>{{ row.place__name }}, {{ row.place__admin1 }}</td>"
            "<td>{% for party, role in row.parties %}{{ party }} ({{ role }}), {% endfor %}</td>"
            "<td>{{ row.format }}</td><td>{{ row.status }}</td>"
            '<td><a href="/processes/{{ row.process__public_id }}/">{{ row.process__name }}</a></td>'
        ),
        {"parties": parts_in_rounds},
    ),
    Statement: Cells(
        (
            *("public_id", "title", "issued_on", "form", "round__name", "round__public_id"),
            *("process__name", "process__public_id"),
        ),
        plain_table(
            '<th><a href="/statements/{{ row.public_id }}/">{{ row.title }}</a></th><td>{{ row.issued_on }}</td>'
            "<td>{{ row.form }}</td>"
            '<td><a href="/rounds/{{ row.round__public_id }}/">{{ row.round__name }}</a></td>'
            '<td><a href="/processes/{{ row.process__public_id }}/">{{ row.process__name }}</a></td>'
            "<td>{% for language in row.languages %}{{ language.0 }}, {% endfor %}</td>"
            "<td>{% for number in row.commitments %}{{ number.0 }}{% endfor %}</td>"
        ),
        {"languages": languages, "commitments": commitments_made},
    ),
    Commitment: Cells(
        (
            *("public_id", "summary", "obligors_as_written", "kind", "specificity", "clause__number"),
            *("clause__statement__title", "clause__statement__public_id", "clause__statement__issued_on"),
        ),
        plain_table(
            '<th><a href="/commitments/{{ row.public_id }}/">{{ row.summary }}</a></th>'
            "<td>{{ row.ratings.0.0 }}</td>"
            "<td>{{ row.obligors_as_written }}: {% for party in row.obligors %}{{ party.0 }}, {% endfor %}</td>"
            "<td>{% with row.deadlines|last as set %}{% firstof set.0 set.1 %}{% endwith %}</td>"
            "<td>{{ row.kind }}</td><td>{{ row.specificity }}</td>"
            '<td><a href="/statements/{{ row.clause__statement__public_id }}/">{{ row.clause__statement__title }}</a>, '
            "{{ row.clause__number }}</td><td>{{ row.clause__statement__issued_on }}</td>"
        ),
        {"obligors": obligors, "ratings": ratings, "deadlines": deadlines},
    ),
    Event: Cells(
        ("public_id", "title", "happened_on", "place__name", "place__admin1", "kind"),
        plain_table(
            '<th><a href="/events/{{ row.public_id }}/">{{ row.title }}</a></th><td>{{ row.happened_on }}</td>'
            "<td>{{ row.place__name }}, {{ row.place__admin1 }}</td><td>{{ row.kind }}</td>"
            "<td>{% for party, role in row.parties %}{{ party }}, {% endfor %}</td>"
            "<td>{% for stance, supersedes in row.stances %}{{ stance }}, {% endfor %}</td>"
        ),
        {"parties": parts_in_events, "stances": stances},
    ),
}


def rows_of(queryset, first, last, reader):
    """Rows `first` to `last` (from 0, half open) of `queryset` as dicts of the cells that their list shows."""
    cells = CELLS[queryset.model]
    rows = {row.pop("key"): row for row in queryset.values(*cells.columns, key=F("pk"))[first:last]}
    for name, ask in cells.many.items():
        for row in rows.values():
            row[name] = []
        for key, *value in ask(list(rows), reader):
            rows[key][name].append(value)
    return list(rows.values())


def page_of(queryset, first, last, reader):
    """Those rows as an HTML table."""
    rows = rows_of(queryset, first, last, reader)
    return CELLS[queryset.model].template.render(Context({"rows": rows}))
