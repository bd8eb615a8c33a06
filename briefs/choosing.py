"""What the form for a brief offers of one process: its rounds, statements, parties and commitments."""

import uuid

from django import forms

from statements.models import Commitment, Statement
from talks.models import Party, Process, Round

# A page with more boxes is no longer looked through: who has more narrows to a round or a statement first.
MOST_OFFERED = 1000


class ByPublicId(forms.ModelChoiceField):
    """A choice among records, known to the page by their public ids."""

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name="public_id", **kwargs)


class ManyByPublicId(forms.ModelMultipleChoiceField):
    """A choice of several records, known to the page by their public ids."""

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name="public_id", **kwargs)


class Offered:
    """The rows that `reader` may choose from, once the public ids of a process, a round and a statement are known."""

    def __init__(self, reader, chosen):
        self.reader, self.chosen = reader, {name: identifier(value) for name, value in chosen.items()}

    def of(self, model):
        return model.objects.visible_to(self.reader)

    @property
    def processes(self):
        return self.of(Process)

    @property
    def rounds(self):
        return self.of(Round).select_related("process")

    @property
    def statements(self):
        return self.of(Statement).select_related("process")

    @property
    def commitments(self):
        """Those of the process, narrowed to the round and the statement; none before a process is chosen."""
        process, round_, statement = (self.chosen.get(name) for name in ("process", "round", "statement"))
        found = self.of(Commitment).filter(clause__statement__process__public_id=process)
        if round_:
            found = found.filter(clause__statement__round__public_id=round_)
        if statement:
            found = found.filter(clause__statement__public_id=statement)
        return found.select_related("clause__statement").order_by(
            "clause__statement__issued_on_latest", "clause__statement_id", "clause__position", "pk"
        )

    @property
    def parties(self):
        """Those whom the commitments of the process bind, by name."""
        process = self.chosen.get("process")
        bound = self.of(Commitment).filter(clause__statement__process__public_id=process)
        return self.of(Party).filter(commitments__in=bound.order_by().values("pk")).distinct().order_by("name")

    def commitments_by_statement(self):
        """Choices of boxes: [(title of a statement, [(public id, label)])], at most MOST_OFFERED; and whether that is all."""
        rows = list(self.commitments[: MOST_OFFERED + 1])
        groups = {}
        for row in rows[:MOST_OFFERED]:
            statement, label = row.clause.statement, f"{row.clause.number}: {row.summary}"
            groups.setdefault(statement.pk, (str(statement), []))[1].append((str(row.public_id), label))
        return list(groups.values()), len(rows) <= MOST_OFFERED


def identifier(value):
    """The UUID that was typed or sent as `value`; None where it is none."""
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None
