"""The comparison of a brief as a table for spreadsheets: a row for each event beside each commitment."""

from events.models import Report
from records.csv_export import lines

# Without it Excel takes a file that no server names the letters of for one in an old code page, and Dari comes out as noise.
BYTE_ORDER_MARK = "\ufeff"

BY_COMMITMENT = (
    ("commitment", lambda part: part.label),
    ("commitment_id", lambda part: part.key),
    ("statement", lambda part: part.statement),
    ("issued_on", lambda part: part.issued_on),
    ("point", lambda part: part.point),
    ("summary", lambda part: part.summary),
    ("words", lambda part: part.wordings[0].text if part.wordings else ""),
    ("language", lambda part: part.wordings[0].language if part.wordings else ""),
    ("words_in_other_versions", lambda part: " | ".join(f"{one.version}: {one.text}" for one in part.wordings[1:])),
    ("is_disputed_translation", lambda part: yes_or_no(any(one.is_disputed for one in part.wordings))),
    ("kind", lambda part: part.kind),
    ("specificity", lambda part: part.specificity),
    ("verifiable", lambda part: part.verifiable),
    ("obligors_as_written", lambda part: part.obligors_as_written),
    ("obligors", lambda part: "; ".join(part.obligors)),
    ("beneficiaries", lambda part: part.beneficiaries),
    ("conditions", lambda part: part.conditions),
    ("themes", lambda part: "; ".join(part.themes)),
    ("deadline", lambda part: part.deadlines[-1].words if part.deadlines else ""),
    ("deadline_set_by", lambda part: part.deadlines[-1].set_by if part.deadlines else ""),
    ("repeats", lambda part: part.repeats),
    ("is_counted", lambda part: yes_or_no(part.is_counted)),
    ("rating", lambda part: part.rating.key),
    ("rating_as_of", lambda part: part.rating.on or part.rating.as_of),
    ("rating_reasoning", lambda part: part.rating.reasoning),
    ("codebook", lambda part: part.rating.codebook_version),
)
BY_EVENT = (
    ("event", lambda event: event.number),
    ("event_id", lambda event: event.key),
    ("title", lambda event: event.title),
    ("event_kind", lambda event: event.kind),
    ("when", lambda event: event.when),
    ("place", lambda event: event.place),
    ("parties", lambda event: event.parties),
    ("deaths", lambda event: event.deaths),
    ("bearing", lambda event: event.bearing),
    ("conduct_of", lambda event: event.conduct_of),
    ("reasoning", lambda event: event.reasoning),
    ("standing", lambda event: event.standing),
    ("claimants_for", lambda event: claimants(event, Report.AFFIRMING)),
    ("claimants_against", lambda event: claimants(event, Report.DENYING)),
    ("sources", lambda event: " ".join(map(str, sources(event)))),
)


def comparison_csv(content):
    """The comparison of a BriefContent as CSV (RFC 4180), a row for each event beside each commitment.

    A commitment without events has one row, whose cells about an event are empty. Headings and codes are the same in
    every language; `issued_on` and `rating_as_of` are in ISO 8601 where the day is known, all else is as printed. It begins
    with a byte-order mark, as a file that is opened from a disk has to; nothing in it is run as a formula (records.cells).
    """
    rows = [(part, event) for part in content.comparisons for event in part.events or (None,)]
    columns = [(heading, of_first(value)) for heading, value in BY_COMMITMENT]
    columns += [(heading, of_second(value)) for heading, value in BY_EVENT]
    return BYTE_ORDER_MARK + "".join(lines(columns, rows, list))


def of_first(value):
    """`value`, a function of a Comparison, as one of a row."""
    return lambda row: value(row[0])


def of_second(value):
    """`value`, a function of an EventPart, as one of a row; of a row without an event it is empty."""
    return lambda row: value(row[1]) if row[1] else ""


def claimants(event, stances):
    """Who takes one of the `stances` in a report that stands, each once, in the order of the reports."""
    said = [report.claimant for report in event.reports if report.is_standing and report.stance in stances]
    return "; ".join(dict.fromkeys(said))


def sources(event):
    """The numbers of the sources of its reports, from the lowest."""
    return sorted({report.source for report in event.reports if report.source})


def yes_or_no(answer):
    return "yes" if answer else "no"
