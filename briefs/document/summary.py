"""The first page of a brief: how the commitments fare, what moved, what is contested."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from briefs.document.directions import isolated, listed
from briefs.document.parts.pictures import RatingCount
from briefs.document.shape import Summary
from events.models import Report
from events.standing import Standing
from records.numerals import in_digits
from tracking.codebook import CODEBOOK, ENTRY_FOR
from tracking.shares import whole_percentages

NOT_ASSESSED = "not_assessed"


def summary(comparisons):
    """A Summary of the comparisons. What repeats a commitment of the brief is counted once with it."""
    # However the commitments are arranged, the first page tells of them by their numbers.
    comparisons = sorted(comparisons, key=lambda part: int(part.label[1:]))
    counted = [part for part in comparisons if part.is_counted]
    events = {event.number: event for part in comparisons for event in part.events}
    return Summary(
        counts=counts(counted),
        commitments=len(counted),
        events=len(events),
        reports=sum(len(event.reports) for event in events.values()),
        changes=tuple(changes(comparisons)),
        contested=tuple(contested(event) for event in in_order(events) if event.standing == Standing.CONTESTED),
        index=index(counted),
        repeated=repeated(len(comparisons) - len(counted)),
    )


def repeated(number):
    """A sentence on the `number` of commitments that repeat others of the brief; empty for none."""
    if not number:
        return ""
    return ngettext(
        "%(count)s more commitment repeats an earlier one of this brief, and is counted once with it.",
        "%(count)s more commitments repeat earlier ones of this brief, and are counted once with them.",
        number,
    ) % {"count": in_digits(number)}


def in_order(events):
    """The values of {"E1": event} by their number."""
    return [events[number] for number in sorted(events, key=lambda number: int(number[1:]))]


def counts(comparisons):
    """RatingCounts in the order of the codebook, “not assessed” last; ratings that nobody gave are left out."""
    labels = {entry.rating.value: str(entry.rating.label) for entry in CODEBOOK} | {NOT_ASSESSED: _("not assessed")}
    found = [(key, tuple(part.label for part in comparisons if part.rating.key == key)) for key in labels]
    given = [(key, which) for key, which in found if which]
    shares = whole_percentages([len(which) for _key, which in given])
    return tuple(
        RatingCount(key, labels[key], len(which), share, which)
        for (key, which), share in zip(given, shares, strict=True)
    )


def changes(comparisons):
    """Yield a sentence for each rating given: what it was before, what it is, since when."""
    for part in comparisons:
        if part.rating.key == NOT_ASSESSED or part.rating.taken_from:
            continue
        before = part.earlier_ratings[-1].label if part.earlier_ratings else _("not assessed")
        if part.earlier_ratings and part.earlier_ratings[-1].key == part.rating.key:
            sentence = _("%(label)s (%(summary)s) stays at “%(now)s” in the assessment of %(day)s.")
        else:
            sentence = _("%(label)s (%(summary)s) moved from “%(before)s” to “%(now)s” in the assessment of %(day)s.")
        yield sentence % {
            "label": isolated(part.label),
            "summary": isolated(part.summary),
            "before": before,
            "now": part.rating.label,
            "day": part.rating.as_of,
        }


def contested(event):
    """A sentence that names who affirms and who denies."""
    sides = {"for": [], "against": []}
    for report in event.reports:
        if report.is_standing and report.stance in Report.AFFIRMING:
            sides["for"].append(report.claimant)
        elif report.is_standing and report.stance in Report.DENYING:
            sides["against"].append(report.claimant)
    return _("%(number)s, %(title)s (%(when)s): affirmed in whole or in part by %(for)s; denied by %(against)s.") % {
        "number": isolated(event.number),
        "title": isolated(event.title),
        "when": event.when,
        "for": listed(sides["for"]),
        "against": listed(sides["against"]),
    }


def index(comparisons):
    """The PAM index in words: sum of the 0-3 scores / (3 x rated commitments) x 100 (Peace Accords Matrix)."""
    scores = [
        score
        for part in comparisons
        if part.rating.key != NOT_ASSESSED and (score := ENTRY_FOR[part.rating.key].pam) is not None
    ]
    if not scores:
        return _("No commitment has a rating that the PAM scale can score, so there is no index.")
    return ngettext(
        "PAM implementation index: %(index)s of 100, from the %(count)s commitment that the PAM scale can score.",
        "PAM implementation index: %(index)s of 100, from the %(count)s commitments that the PAM scale can score.",
        len(scores),
    ) % {"index": in_digits(round(100 * sum(scores) / (3 * len(scores)))), "count": in_digits(len(scores))}
