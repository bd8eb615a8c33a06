"""What is known of a date."""

import datetime
import enum
from dataclasses import dataclass, field

from django.utils.translation import pgettext

from records.dates import edtf, parsing, wording
from records.dates.calendars import Calendar
from records.dates.edtf import Precision, Span
from records.dates.refusal import DateNotUnderstood, Mismatch


class Order(enum.Enum):
    """How one date stands to another."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    CANNOT_TELL = "cannot tell"


# How far an approximate date may be off for the purpose of comparing it, in days.
LEEWAY = {
    Precision.DAY: 1,
    Precision.WEEK: 7,
    Precision.MONTH: 31,
    Precision.QUARTER: 92,
    Precision.YEAR: 366,
}


@dataclass(frozen=True)
class PartialDate:
    """What is known of a date: a day, a longer period, a period with one open end, or only the source's words.

    `edtf` is the canonical EDTF text, empty when no day is stated; `words` are the source's own, empty when they add
    nothing; `calendar` is the one the source printed. DateNotUnderstood when the three do not make a date.
    """

    edtf: str = ""
    words: str = ""
    calendar: Calendar = Calendar.GREGORIAN
    span: Span | None = field(init=False, repr=False, compare=False, default=None)

    def __post_init__(self):
        if not isinstance(self.edtf, str) or not isinstance(self.words, str):
            raise DateNotUnderstood(str(self.edtf), "a date and its words are texts.")
        if self.calendar not in Calendar.values:
            known = ", ".join(Calendar.values)
            raise DateNotUnderstood(str(self.calendar), "that is not a calendar known here.", f"Use one of {known}.")
        try:
            span = edtf.read(self.edtf) if self.edtf else None
            words = parsing.checked_words(parsing.cleaned(self.words))
        except Mismatch as mismatch:
            raise mismatch.about(self.edtf or self.words) from mismatch
        if span is None and (self.edtf or not words):
            raise DateNotUnderstood(self.edtf, "it is not EDTF." if self.edtf else "it says nothing.")
        # A frozen dataclass can be brought into its canonical form only so.
        object.__setattr__(self, "span", span)
        object.__setattr__(self, "edtf", span.edtf if span else "")
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "calendar", Calendar(self.calendar))

    @classmethod
    def parse(cls, text):
        """The date that `text` states, in EDTF, in words, or as words only; DateNotUnderstood says why it is none."""
        return cls(*parsing.parse(text))

    @classmethod
    def on(cls, day):
        """The single day `day`, a datetime.date (of a datetime.datetime, its date)."""
        return cls(day.isoformat()[:10])

    @classmethod
    def from_dict(cls, kept):
        """The date that `to_dict` gave; DateNotUnderstood when a key is unknown or a value is not usable."""
        if not isinstance(kept, dict) or not kept.keys() <= {"edtf", "words", "calendar"}:
            raise DateNotUnderstood(str(kept), "a kept date has the keys edtf, words and calendar, and no other.")
        return cls(**kept)

    def to_dict(self):
        return {"edtf": self.edtf, "words": self.words, "calendar": self.calendar.value}

    @property
    def earliest(self):
        """The first day of the period, None when it is not stated."""
        return self.span and self.span.earliest

    @property
    def latest(self):
        """The last day of the period, None when it is not stated."""
        return self.span and self.span.latest

    @property
    def last_possible(self):
        """The last day the date can mean: that of the period, and for an approximate one the leeway after it; or None."""
        _first, last = self._bounds()
        return last

    @property
    def precision(self):
        return self.span.precision if self.span else Precision.OPEN

    @property
    def approximate(self):
        return bool(self.span and self.span.approximate)

    @property
    def ordering_day(self):
        """The day a list is ordered by: the last of the period, else its first; None when no day is stated.

        Scale: PA-X orders agreements that are dated by a period by its last day.
        """
        return self.latest or self.earliest

    @property
    def text(self):
        """What to type to get exactly this date."""
        if not self.words:
            return f"{self.edtf}{self._calendar_note}"
        if self._says_itself(self.words):
            return self.words
        quoted = f'{self.edtf} "{self.words}"'.strip()
        return quoted if self._says_itself(quoted) else f"{quoted}{self._calendar_note}"

    @property
    def _calendar_note(self):
        return "" if self.calendar == Calendar.GREGORIAN else f" ({self.calendar.label} calendar)"

    def _says_itself(self, text):
        try:
            return type(self).parse(text) == self
        except DateNotUnderstood:
            return False

    @property
    def reading(self):
        """One sentence that tells an editor how the date was understood."""
        return wording.reading(self.span, self.words, self.calendar)

    def __str__(self):
        """As a reader is told it, with the day in the calendar that the source printed before the Gregorian one."""
        if self.span is None:
            return self.words
        told = wording.span_words(self.span)
        if self.calendar == Calendar.GREGORIAN:
            return told
        return f"{self._as_printed} ({told})"

    @property
    def _as_printed(self):
        """The date in the source's own calendar; in the source's words where they name another day."""
        stated = parsing.span_of(self.words, self.calendar)
        if stated is not None and stated != self.span:
            return pgettext("date", "“%s”") % self.words
        return wording.printed_words(self.span, self.calendar)

    def compare(self, other):
        """The Order of this date to `other`, a PartialDate or a datetime.date.

        Two single days may be the same; where periods overlap, an end is open or no day is stated, it cannot be told.
        An approximate date is given leeway of its own unit: “about 8 July” is not known to precede 9 July.
        """
        other = other if isinstance(other, PartialDate) else PartialDate.on(other)
        (first, last), (other_first, other_last) = self._bounds(), other._bounds()
        if last and other_first and last < other_first:
            return Order.BEFORE
        if other_last and first and other_last < first:
            return Order.AFTER
        if first and first == last == other_first == other_last:
            return Order.SAME
        return Order.CANNOT_TELL

    def _bounds(self):
        """The outermost days this date can mean."""
        if self.span is None:
            return None, None
        start, end = self.span.start, self.span.end
        return start and start.first - leeway(start), end and end.last + leeway(end)

    def happened_by(self, day):
        """Whether the whole period lies on or before `day`; of a period with an open end, whether it had begun."""
        if self.latest:
            return self.latest <= day
        return self.earliest is not None and self.earliest <= day


def leeway(part):
    return datetime.timedelta(days=LEEWAY[part.precision] if part.approximate else 0)
