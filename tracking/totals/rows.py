"""The rows of the overview: a group with its name, its numbers, its bar, and where each number leads."""

from dataclasses import dataclass

from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from tracking.totals import drawing
from tracking.totals.counting import Count

# Keys of one query.
MOST_KEYS = 100
BAR_WIDTH, BAR_HEIGHT, WHOLE_WIDTH, WHOLE_HEIGHT = 300, 20, 800, 32


@dataclass(frozen=True)
class Row:
    """One group, or the whole. `subject` is the record that it is of, None for the whole and for what belongs to none.

    `query` asks the list of commitments for those of the row; None where the list cannot tell them, because it shows the
    record as it stands and not as it was known.
    """

    name: str
    subject: models.Model | None
    count: Count
    query: str | None
    pieces: list

    @property
    def public_id(self):
        return self.subject.public_id if self.subject else ""

    @property
    def address(self):
        """The list of all commitments of the row."""
        return None if self.query is None else f"{reverse('tracking:commitment-list')}?{self.query}"

    @property
    def page(self):
        """The page of the record that the row is of; empty where it has none."""
        return self.subject.get_absolute_url() if hasattr(self.subject, "get_absolute_url") else ""

    @property
    def issued_on(self):
        """The day of issue of a statement: many have the same title."""
        return getattr(self.subject, "issued_on", None)


def asked_of_the_list(filterset, **more):
    """The query string by which the list of commitments shows what the overview counted; None with `known_at`."""
    question = filterset.question
    if question.known_at:
        return None
    query = QueryDict(mutable=True)
    query["once"] = "process" if question.process else "record"
    if question.process:
        query["process"] = str(question.process.public_id)
    if question.as_of:
        query["as_of"] = question.as_of.isoformat().replace("+00:00", "Z")
    query.update({name: str(value) for name, value in more.items()})
    return query.urlencode()


def whole_row(totals, filterset):
    pieces = drawing.bar(totals.whole, WHOLE_WIDTH, WHOLE_HEIGHT, with_numbers=True)
    return Row(_("all"), None, totals.whole, asked_of_the_list(filterset), pieces)


def rows_of(groups, filterset):
    """The Rows of `groups`, pairs (key, Count): one query for the records that they are of."""
    grouping = filterset.grouping
    rows = grouping.model.objects.visible_to(filterset.reader, filterset.question.at)
    keys = [key for key, _count in groups if key is not None]
    # Of a file, which has every group, all are asked for at once: a list of thousands of keys would be cut into queries.
    subjects = rows.in_bulk(keys if len(keys) <= MOST_KEYS else None)
    return [row(subjects.get(key), count, filterset) for key, count in groups]


def row(subject, count, filterset):
    grouping = filterset.grouping
    name = str(subject) if subject else str(grouping.none)
    more = {grouping.filter: subject.public_id} if subject else {"lacking": grouping.filter}
    pieces = drawing.bar(count, BAR_WIDTH, BAR_HEIGHT)
    return Row(name, subject, count, asked_of_the_list(filterset, **more), pieces)
