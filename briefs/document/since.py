"""What changed since the edition before, told in the words of the record as its readers may see it now.

What was printed then and is not shown to them any more is counted and never named: an old rating, an old standing or an
old deadline is told only where what it rested on is still in the new content.
"""

import datetime as dt
from dataclasses import replace

from briefs.document.parts.since import (
    AddedCommitment,
    AmendedDeadline,
    MoreReports,
    MovedRating,
    NewEvent,
    SincePart,
    TurnedEvent,
)
from briefs.document.shape import content_hash
from events.standing import Standing

NOT_ASSESSED = "not_assessed"
# A moment for contents that are compared whatever moment they tell of.
NO_MOMENT = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def since_part(before, content, *, both_are_seen=False):
    """The SincePart of a BriefContent, `before` being the Before of the edition before; None when there is none.

    `both_are_seen` says that whoever reads it may read that edition, too: then all that was printed in it may be told.
    """
    if before is None or before.content is None:
        return None
    old = before.content
    was, now = commitments_of(old), commitments_of(content)
    events_then, events_now = events_of(old), events_of(content)
    both = [(was[key], part) for key, part in now.items() if key in was]
    both_events = [(events_then[key], event) for key, event in events_now.items() if key in events_then]
    part = SincePart(
        number=before.number,
        as_of=old.as_of,
        ratings=tuple(moved_ratings(both, content, both_are_seen)),
        events=tuple(
            NewEvent(event.number, event.title, event.when, labels_beside(key, now))
            for key, event in events_now.items()
            if key not in events_then
        ),
        turned=tuple(turned_events(both_events, both_are_seen)),
        reports=tuple(more_reports(both_events)),
        # In another language every deadline is worded otherwise.
        deadlines=tuple(amended_deadlines(both, both_are_seen)) if old.language == content.language else (),
        commitments=tuple(
            AddedCommitment(part.label, part.summary, part.statement) for key, part in now.items() if key not in was
        ),
        gone=len(was.keys() - now.keys()) + len(events_then.keys() - events_now.keys()),
    )
    return part if part.tells else replace(part, is_worded_otherwise=worded(old) != worded(content))


def commitments_of(content):
    """{public id: Comparison}, by number."""
    return {part.key: part for part in sorted(content.comparisons, key=lambda part: int(part.label[1:]))}


def events_of(content):
    """{public id: EventPart} of every event once, by number."""
    found = {event.key: event for part in content.comparisons for event in part.events}
    return dict(sorted(found.items(), key=lambda item: int(item[1].number[1:])))


def labels_beside(event, commitments):
    """The labels of those of `commitments`, {public id: Comparison}, that the event with this public id bears on."""
    return tuple(part.label for part in commitments.values() if any(one.key == event for one in part.events))


def moved_ratings(pairs, content, both_are_seen):
    """Yield a MovedRating for each commitment whose rating is another; of repetitions, one line for all of them."""
    labels = {part.label for part in content.comparisons}
    for was, part in pairs:
        if was.rating.key == part.rating.key:
            continue
        if part.rating.taken_from in labels and (was.rating.taken_from or was.rating.key == NOT_ASSESSED):
            continue
        yield MovedRating(
            label=part.label,
            summary=part.summary,
            before=rating_before(was, part, both_are_seen),
            now=part.rating.label,
            key=part.rating.key,
            day=part.rating.as_of,
            why=part.rating.in_short,
        )


def rating_before(was, part, both_are_seen):
    """What the rating was called; empty where the assessment is not among the earlier ones that are printed now."""
    if was.rating.key == NOT_ASSESSED:
        return part.unrated
    standing = {rating.assessment: rating.label for rating in part.earlier_ratings}
    return standing.get(was.rating.assessment, was.rating.label if both_are_seen else "")


def turned_events(pairs, both_are_seen):
    """Yield a TurnedEvent for each event whose reports stand otherwise, such as one that has become contested."""
    for was, event in pairs:
        if was.standing == event.standing:
            continue
        is_told = both_are_seen or reports_of(was) <= reports_of(event)
        yield TurnedEvent(
            number=event.number,
            title=event.title,
            before=was.standing_label if is_told else "",
            now=event.standing_label,
            is_contested=event.standing == Standing.CONTESTED,
        )


def more_reports(pairs):
    """Yield MoreReports for each event on which somebody has said more."""
    for was, event in pairs:
        new = [report for report in event.reports if report.key not in reports_of(was)]
        if new:
            said = tuple((report.claimant, report.stance_label) for report in new)
            yield MoreReports(event.number, event.title, said)


def reports_of(event):
    """The public ids of the reports on an event."""
    return {report.key for report in event.reports}


def amended_deadlines(pairs, both_are_seen):
    """Yield an AmendedDeadline for each commitment whose deadline in force is another."""
    for was, part in pairs:
        before, now = was.deadlines[-1], part.deadlines[-1]
        if before.words != now.words:
            is_told = both_are_seen or before in part.deadlines
            yield AmendedDeadline(part.label, part.summary, before.words if is_told else "", now.words)


def worded(content):
    """A hash of all that a content says of the record, whenever it says so and of whichever edition."""
    # The timeline goes on to the moment.
    said = replace(content, brief_id="", as_of=NO_MOMENT, since=None, numbered=(0, 0, 0), timeline=())
    return content_hash(said)
