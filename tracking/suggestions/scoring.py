"""What one event is worth for one commitment: the reasons, and their sum."""

from typing import NamedTuple

from tracking.suggestions import weights

DAYS_REASON, DEADLINE_REASON, KIND_REASON, THEME_REASON, WORD_REASON = "days", "deadline", "kind", "theme", "word"


class Candidate(NamedTuple):
    """What is known of an event. Days are ordinals; `parties` are pairs (party, whether it acted) with (level, moment)."""

    pk: int
    # The last day of its period; of one that goes on, the first.
    day: int
    goes_on: bool
    kind: str
    place: int | None
    level: int
    shown_from: object
    # (party, whether it acted, level, shown from) for each.
    parties: tuple


class Score(NamedTuple):
    """What an event is worth: the sum of the points of its `reasons`, [kind, value, points] each, the weightiest first."""

    score: float
    day: int
    pk: int
    reasons: list
    bearing: str
    level: int

    @property
    def rank(self):
        """A key to sort by, best last: more points, then sooner, then entered earlier."""
        return (self.score, -self.day, -self.pk)


def seen(need, level, shown_from):
    """Whether what has this `need` is shown to everyone who sees both the commitment and the event."""
    return need is None or (need[0] <= level and need[1] <= shown_from)


def scored(profile, event, words, places):
    """The Score of `event`, a Candidate, for `profile`; None when nothing links the two, or it came before.

    `words` are pairs (stem, points) of words that both share. Whatever is shown to fewer people than see both is left out.
    """
    if profile.since is None or (event.day < profile.since and not event.goes_on):
        return None
    day = max(event.day, profile.since)
    level, shown_from = max(profile.level, event.level), max(profile.shown_from, event.shown_from)
    parties, acted = party_reasons(profile, event, day, level, shown_from)
    place = place_reason(profile, event, level, shown_from)
    linked = {"party": bool(parties), "place": bool(place)}
    told = [
        [WORD_REASON, word, points]
        for word, points in words
        if not linked.get(profile.names.get(word))
        and (not profile.words[word] or any(seen(need, level, shown_from) for need in profile.words[word]))
    ]
    told.sort(key=lambda reason: (-reason[2], reason[1]))
    reasons = [*parties, *place, *told[: weights.WORDS_COUNTED]]
    if not reasons:
        return None
    if not place and event.place in places.spots and places.spots[event.place].country in profile.countries:
        reasons.append([weights.COUNTRY, event.place, weights.PLACE[weights.COUNTRY]])
    reasons += time_reasons(profile, day, level, shown_from)
    points, themes, bearing = profile.kinds.get(event.kind, (0, (), weights.CONTEXT))
    if points:
        reasons.append([KIND_REASON, event.kind, points])
    reasons += [[THEME_REASON, theme, worth] for theme, worth in themes]
    if bearing in weights.CONDUCT and not acted:
        bearing = weights.CONTEXT
    reasons.sort(key=lambda reason: -reason[2])
    score = sum(reason[2] for reason in reasons)
    return Score(score, day, event.pk, reasons, str(bearing), event.level)


def party_reasons(profile, event, day, level, shown_from):
    """The reasons that lie in parties, and whether an obligor, or a part of one, acted."""
    best, acted = {}, False
    for party, has_acted, its_level, its_moment in event.parties:
        if party not in profile.parties or not (its_level <= level and its_moment <= shown_from):
            continue
        for kind, of, first, last, need in profile.parties[party]:
            if (first and day < first) or (last and day > last) or not seen(need, level, shown_from):
                continue
            if has_acted and kind in (weights.OBLIGOR, weights.PART):
                acted = True
            if kind == weights.OBLIGOR and not has_acted:
                kind = weights.OBLIGOR_OTHERWISE
            points = weights.PARTY[kind]
            if party not in best or points > best[party][2]:
                best[party] = [kind, party if of is None else [party, of], points]
    return sorted(best.values(), key=lambda reason: (-reason[2], str(reason[1])))[: weights.PARTIES_COUNTED], acted


def place_reason(profile, event, level, shown_from):
    """At most one reason: the strongest place that the event lies in."""
    for kind, place, need in profile.places.get(event.place, ()):
        if seen(need, level, shown_from):
            return [[kind, [event.place, place], weights.PLACE[kind]]]
    return []


def time_reasons(profile, day, level, shown_from):
    reasons, passed = [], day - profile.since
    if points := time_points(passed):
        reasons.append([DAYS_REASON, passed, points])
    for first, last, need in profile.deadlines:
        if near(first, last, day) and seen(need, level, shown_from):
            value = day - last if day > last else min(0, day - first)
            reasons.append([DEADLINE_REASON, value, weights.DEADLINE])
            break
    return reasons


def near(first, last, day):
    """Whether `day` is close to a deadline that falls between the days `first` and `last`."""
    return first - weights.DEADLINE_BEFORE <= day <= last + weights.DEADLINE_AFTER


def time_points(passed):
    """The points of an event so many days after the statement."""
    return next((points for most, points in weights.DAYS if passed <= most), 0)
