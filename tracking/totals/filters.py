"""What the overview of commitments is asked."""

from django.core.exceptions import ValidationError
from django.forms import TextInput
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from records.filters import OneOf, OneRecord, RecordFilter
from talks.models import Process
from tracking.filters import Moment
from tracking.totals.grouping import GROUPINGS
from tracking.totals.question import Question
from tracking.totals.trend import Unit

NO_PROCESS = _("“%(value)s” is no process that you may see. Choose one from the list.")


class SubjectField(OneRecord.field_class):
    """A choice among processes that answers whatever is none, an id of no shape too, with one sentence."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(NO_PROCESS, params={"value": value}) from error


class Subject(OneRecord):
    field_class = SubjectField


class OverviewFilter(RecordFilter):
    """What is counted, by what, as of when, as known when. The counting itself is left to the page."""

    q = None
    by = OneOf(
        method="left_to_the_page",
        choices=[(one.name, one.label) for one in GROUPINGS.values()],
        label=_("Counted by"),
        empty_label=None,
    )
    process = Subject(Process, method="left_to_the_page", label=_("Process"), empty_label=_("all processes"))
    as_of = Moment(method="left_to_the_page", label=_("As of (UTC)"))
    known_at = Moment(
        method="left_to_the_page",
        label=_("As known at (UTC)"),
        widget=TextInput(attrs={"placeholder": "2021-07-12"}),
    )
    unit = OneOf(method="left_to_the_page", choices=Unit, label=_("Over time, by"), empty_label=_("what is readable"))

    FIRST = ("by", "process")

    def left_to_the_page(self, rows, name, value):
        return rows

    @cached_property
    def grouping(self):
        return GROUPINGS[self.asked.get("by") or "process"]

    @cached_property
    def question(self):
        """The Question that was asked; what was not understood is left out."""
        asked = self.asked
        return Question(self.reader, asked.get("process"), asked.get("as_of"), asked.get("known_at"))

    def chosen(self):
        """What narrows the counts; by what they are grouped leaves out nothing."""
        return [
            one
            for one in super().chosen()
            if one.label not in (str(self.form["by"].label), str(self.form["unit"].label))
        ]
