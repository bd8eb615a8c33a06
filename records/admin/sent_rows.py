"""The rows of a sent page, as their boxes are named: `clauses-0-number`, `clauses-1-number`."""

import re


def is_key(text):
    """Whether `text` may be the primary key of a row: what no database holds is not asked for."""
    return str(text).isascii() and str(text).isdecimal() and len(str(text)) < 20


def rows_of(data, prefix):
    """The numbers of the rows sent under `prefix`, in order."""
    numbered = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,9}})-")
    found = {int(match[1]) for name in data if (match := numbered.match(name))}
    # Where two kinds of rows would have one prefix, Django numbers the prefixes themselves.
    return sorted(number for number in found if f"{prefix}-{number}-TOTAL_FORMS" not in data)


def renumbered(data, prefix, order, new, stored):
    """`data` with the rows under `prefix` in the given order; those in `new` lose their key.

    `stored` is the number of those that lose none; None for data that does not count its rows, such as files.
    """
    result, places = data.copy(), {number: place for place, number in enumerate(order)}
    numbered = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,9}})-(.+)", re.DOTALL)
    sent = [(name, match) for name in data if (match := numbered.match(name))]
    for name, _match in sent:
        del result[name]
    for name, match in sent:
        number, field = int(match[1]), match[2]
        if number in places:
            blank = number in new and field in ("id", "opened_revision", "first_opened")
            result.setlist(f"{prefix}-{places[number]}-{field}", [""] if blank else data.getlist(name))
    if stored is not None:
        result[f"{prefix}-INITIAL_FORMS"], result[f"{prefix}-TOTAL_FORMS"] = str(stored), str(len(order))
    return result
