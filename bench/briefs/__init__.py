"""What issuing a brief costs: beside the obvious template, Chromium and Typst on the same content."""


class NotMeasured(Exception):
    """Something could not be measured here; the message says why."""
