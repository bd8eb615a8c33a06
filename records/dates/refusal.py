"""The one way a date is refused."""

EXAMPLES = "Write it like 2021-07-08, 2021-07, 2021-07-07/2021-07-08 or 8 July 2021"
AS_WORDS = "to keep it as words, put it in quotation marks, after a date if you know one"


class DateNotUnderstood(ValueError):  # noqa: N818 - named for what happened
    """A text that looks like a date and is none: `text` as given, `reason` and `remedy` as sentences."""

    def __init__(self, text, reason, remedy=f"{EXAMPLES}; {AS_WORDS}."):
        self.text = text
        self.reason = reason
        self.remedy = remedy
        shown = text if len(text) <= 80 else f"{text[:77]}…"
        super().__init__(f"“{shown}” is not understood as a date: {reason} {remedy}")

    def __reduce__(self):
        return type(self), (self.text, self.reason, self.remedy)


class Mismatch(Exception):  # noqa: N818 - as above
    """A part of a date that cannot be; the reader that knows the whole text turns it into a refusal."""

    def __init__(self, reason, remedy=None):
        self.reason = reason
        self.remedy = remedy
        super().__init__(reason)

    def about(self, text):
        """The refusal of the whole `text` for this reason."""
        if self.remedy is None:
            return DateNotUnderstood(text, self.reason)
        return DateNotUnderstood(text, self.reason, self.remedy)
