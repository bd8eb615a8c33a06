"""Who does what is being done: the person whose request this is, or nobody, for a command."""

import unicodedata

from simple_history.models import HistoricalRecords

NAME_LENGTH = 150


def actor():
    """The account that is signed in where this is called; None for a command or for anyone who is not signed in."""
    # The middleware of the history keeps the request of each thread, for the same purpose.
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def plain_name(name):
    """`name` so that it can be stored and printed anywhere: on one line, each hidden character as its number, cut short."""
    shown = (
        f"<U+{ord(letter):04X}>" if unicodedata.category(letter)[0] in "CZ" and letter != " " else letter
        for letter in name[:NAME_LENGTH]
    )
    return "".join(shown)[:NAME_LENGTH]
