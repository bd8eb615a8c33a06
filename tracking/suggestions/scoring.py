"""What one event is worth for one commitment: the reasons, and their sum."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from tracking.suggestions import weights

DAYS_REASON, DEADLINE_REASON, KIND_REASON, THEME_REASON, WORD_REASON = "days", "deadline", "kind", "theme", "word"
LAST_DAYS = [most for most, _points in weights.DAYS]
POINTS_OF_DAYS = [*(points for _most, points in weights.DAYS), 0]
NOTHING = (0, ())


class Candidate(NamedTuple):
    """What is known of an event. Days are ordinals."""

    pk: int
    # The last day of its period; of one that goes on, the first.
    day: int
    goes_on: bool
    kind: str
    place: int | None
    # The level and the moment from which it is shown.
    shown: tuple
    # (party, whether it acted, level, shown from) for each; the same object for the same parties.
    parties: tuple


class Score(NamedTuple):
    """What an event is worth: the sum of the points of its `reasons`, [kind, value, points] each, the weightiest first."""

    pk: int
    score: float
    reasons: list
    bearing: str
    level: int
    # A key to order by, the best last: more points, then sooner, then entered earlier.
    worth: tuple


def seen(need, known):
    """Whether what has this `need` is shown to everyone who sees both the commitment and the event."""
    return need is None or (need[0] <= known.level and need[1] <= known.shown_from)


def time_points(passed):
    """The points of an event so many days after the statement."""
    return POINTS_OF_DAYS[bisect_left(LAST_DAYS, passed)]


def near(first, last, day):
    """Whether `day` is close to a deadline that falls between the days `first` and `last`."""
    return first - weights.DEADLINE_BEFORE <= day <= last + weights.DEADLINE_AFTER


class Known:
    """Parts of scores that were worked out already, for pairs that the same people see."""

    def __init__(self, level, shown_from):
        self.level, self.shown_from = level, shown_from
        self.parties, self.places, self.days = {}, {}, {}


class Scorer:
    """Scores events for one commitment. What many events have in common is worked out once.

    Each part of a score is (points, reasons). Whatever is shown to fewer people than those who see both the commitment
    and the event is left out of either.
    """

    def __init__(self, profile, places):
        self.profile, self.places, self.known = profile, places, {}
        # Days on which a standing between parties begins or has ended.
        ways = [way for standings in profile.parties.values() for way in standings]
        self.turns = sorted({way[2] for way in ways if way[2]} | {way[3] + 1 for way in ways if way[3]})
        strongest = sorted((weights.PARTY[standings[0][0]] for standings in profile.parties.values()), reverse=True)
        # What no event can be worth more than by its parties and the day on which the commitment falls due.
        self.most_at_all = sum(strongest[: weights.PARTIES_COUNTED]) + (weights.DEADLINE if profile.deadlines else 0)

    def most(self, event, words):
        """More than `event`, which shares so many `words`, can be worth: told at a glance, to pass over what is worth less."""
        profile = self.profile
        points = self.most_at_all + time_points(max(0, event.day - profile.since))
        points += max(weights.PLACE.values()) if event.place in profile.places else weights.PLACE[weights.COUNTRY]
        if event.kind in profile.kinds:
            points += profile.kinds[event.kind][0]
        return points + min(words, weights.WORDS_COUNTED) * weights.WORD[0][1]

    def parts(self, event, words):
        """(day, whether an obligor acted, the parts) of `event`, or None when nothing links it, or it came before.

        `words` are pairs (stem, points) of words that both share.
        """
        since, day = self.profile.since, event.day
        if day < since:
            if not event.goes_on:
                return None
            day = since
        if (known := self.known.get(event.shown)) is None:
            level, shown_from = event.shown
            known = Known(max(level, self.profile.level), max(shown_from, self.profile.shown_from))
            self.known[event.shown] = known
        turn = bisect_right(self.turns, day) if self.turns else 0
        # The same parties are the same object for as long as the search lasts.
        if (parties := known.parties.get((id(event.parties), turn))) is None:
            parties = known.parties[id(event.parties), turn] = self.of_parties(event, day, known)
        if (place := known.places.get(event.place)) is None:
            place = known.places[event.place] = self.of_place(event, known)
        told = self.of_words(words, parties, place[0], known) if words else NOTHING
        if not (parties[0] or place[0][0] or told[0]):
            return None
        if (time := known.days.get(day)) is None:
            time = known.days[day] = self.of_time(day, known)
        return day, parties[2], (parties, *place, told, time)

    def worth(self, event, words=()):
        """The `worth` of `event`, (score, -day, -key of the event), without its reasons; None when it cannot be suggested."""
        found = self.parts(event, words)
        if found is None:
            return None
        day, _acted, (parties, place, country, told, time) = found
        points = parties[0] + place[0] + country[0] + told[0] + time[0]
        if event.kind in self.profile.kinds:
            points += self.profile.kinds[event.kind][0]
        return points, -day, -event.pk

    def score(self, event, words=()):
        """The Score of `event`, or None when it cannot be suggested."""
        found = self.parts(event, words)
        if found is None:
            return None
        day, acted, parts = found
        _points, of_kind, bearing = self.profile.kinds.get(event.kind, (0, (), weights.CONTEXT))
        if bearing in weights.CONDUCT and not acted:
            bearing = weights.CONTEXT
        reasons = [list(reason) for part in parts for reason in part[1]] + [list(reason) for reason in of_kind]
        reasons.sort(key=lambda reason: -reason[2])
        score = sum(reason[2] for reason in reasons)
        return Score(event.pk, score, reasons, str(bearing), event.shown[0], (score, -day, -event.pk))

    def of_parties(self, event, day, known):
        """(points, reasons, whether an obligor or a part of one acted)."""
        best, acted = {}, False
        for party, has_acted, its_level, its_moment in event.parties:
            if party not in self.profile.parties or its_level > known.level or its_moment > known.shown_from:
                continue
            for kind, of, first, last, need in self.profile.parties[party]:
                if (first and day < first) or (last and day > last) or not seen(need, known):
                    continue
                if has_acted and kind in (weights.OBLIGOR, weights.PART):
                    acted = True
                if kind == weights.OBLIGOR and not has_acted:
                    kind = weights.OBLIGOR_OTHERWISE
                points = weights.PARTY[kind]
                if party not in best or points > best[party][2]:
                    best[party] = (kind, party if of is None else [party, of], points)
        ordered = sorted(best.items(), key=lambda pair: (-pair[1][2], pair[0]))
        reasons = [reason for _party, reason in ordered[: weights.PARTIES_COUNTED]]
        return sum(reason[2] for reason in reasons), reasons, acted

    def of_place(self, event, known):
        """The part of the strongest place that the event lies in, and that of its country where there is no such place."""
        for kind, place, need in self.profile.places.get(event.place, ()):
            if seen(need, known):
                points = weights.PLACE[kind]
                return (points, [(kind, [event.place, place], points)]), NOTHING
        spot = self.places.spots.get(event.place)
        if spot and spot.country and spot.country in self.profile.countries:
            points = weights.PLACE[weights.COUNTRY]
            return NOTHING, (points, [(weights.COUNTRY, event.place, points)])
        return NOTHING, NOTHING

    def of_words(self, words, parties, place, known):
        """The part of the words that name neither a party nor a place by which the event is linked already."""
        linked = {"party": parties[0], "place": place[0]}
        told = []
        for word, points in words:
            needs = self.profile.words[word]
            is_seen = not needs or any(seen(need, known) for need in needs)
            if is_seen and not linked.get(self.profile.names.get(word)):
                told.append((WORD_REASON, word, points))
        told = sorted(told, key=lambda reason: (-reason[2], reason[1]))[: weights.WORDS_COUNTED]
        return sum(reason[2] for reason in told), told

    def of_time(self, day, known):
        """The part of the days since the statement, and around the day on which it falls due."""
        reasons, passed = [], day - self.profile.since
        if points := time_points(passed):
            reasons.append((DAYS_REASON, passed, points))
        for first, last, need in self.profile.deadlines:
            if near(first, last, day) and seen(need, known):
                value = day - last if day > last else min(0, day - first)
                reasons.append((DEADLINE_REASON, value, weights.DEADLINE))
                break
        return sum(reason[2] for reason in reasons), reasons
