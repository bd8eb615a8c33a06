from records.dates.calendars import Calendar
from records.dates.edtf import Precision
from records.dates.refusal import DateNotUnderstood
from records.dates.value import Order, PartialDate
from records.dates.wording import day_words

__all__ = ["Calendar", "DateNotUnderstood", "Order", "PartialDate", "Precision", "day_words"]
