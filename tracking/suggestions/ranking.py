"""The best events for one commitment, found without looking at all of them.

Only events that share a word, a place or a party with it can be suggested. Those of rare words, small parties and small
places are all looked at. The others are looked at period by period from the statement on: points for time only ever
fall, so once the last that is kept is worth more than anything later could be, nothing later is asked for.
"""

from heapq import nlargest

from records.levels import Level
from tracking.suggestions import weights
from tracking.suggestions.finding import EVENT_KINDS, Finder
from tracking.suggestions.lookup import Links, Places
from tracking.suggestions.profile import profiles
from tracking.suggestions.scoring import scored, time_points

# Once time is worth nothing any more, so many days are looked at together.
LATER = 365


class Ranking:
    """What the ranking of many commitments shares: places, links, and what was asked of the events."""

    def __init__(self):
        self.places, self.links, self.finder = Places(), Links(), Finder()

    def profiles(self, keys):
        return profiles(keys, self.places, self.links)

    def best(self, profile, limit=weights.KEPT):
        """[Score] of the `limit` best events for `profile` among those up to each level, the best first."""
        return Search(self, profile, limit).run()


def rank(commitment, limit=weights.KEPT):
    """[(event pk, score, reasons, bearing)] of the `limit` events that most likely bear on `commitment`, the best first."""
    ranking = Ranking()
    found = ranking.best(ranking.profiles([commitment.pk])[commitment.pk], limit)[:limit]
    return [(one.pk, one.score, one.reasons, one.bearing) for one in found]


class Search:
    """One search for the best events of a commitment."""

    def __init__(self, ranking, profile, limit):
        self.ranking, self.finder, self.profile, self.limit = ranking, ranking.finder, profile, limit
        self.words, self.found, self.looked_at = {}, {}, set()
        self.levels = [level for level in Level if level >= profile.level]
        self.parties, self.spots = (), ()

    def run(self):
        if self.profile.since is None:
            return []
        self.look_at(self.of_words() | self.of_small() | set(self.finder.going_on()))
        if self.parties or self.spots:
            self.walk()
        kept = {}
        for level in self.levels:
            kept |= {one.pk: one for one in self.best(level)}
        return sorted(kept.values(), key=lambda one: one.rank, reverse=True)

    def best(self, level):
        seen = [one for one in self.found.values() if one.level <= level]
        return nlargest(self.limit, seen, key=lambda one: one.rank)

    def look_at(self, keys):
        keys = keys - self.looked_at
        self.looked_at |= keys
        for event in self.finder.candidates(sorted(keys)):
            level = max(self.profile.level, event.level)
            shared = self.words.get(event.pk, ())
            words = [(word, points) for word in shared if (points := self.finder.word_points(word, level))]
            if one := scored(self.profile, event, words, self.ranking.places):
                self.found[event.pk] = one

    def of_words(self):
        for word in sorted(self.profile.words):
            for key in self.finder.with_word(word)[0]:
                self.words.setdefault(key, []).append(word)
        return set(self.words)

    def of_small(self):
        """All events of small parties and at small places; the others are left for the walk."""
        keys, parties, spots = set(), [], []
        for large, one, found in [
            *((parties, party, self.finder.of_party(party)) for party in sorted(self.profile.parties)),
            *((spots, place, self.finder.at_place(place)) for place in sorted(self.profile.places)),
        ]:
            if found is None:
                large.append(one)
            else:
                keys.update(found)
        self.parties, self.spots = tuple(parties), tuple(spots)
        return keys

    def walk(self):
        profile, last = self.profile, self.finder.last_day()
        link = self.most_of_links()
        first = profile.since
        while first <= last:
            until = self.end_of_period(first)
            potential = link + time_points(until - profile.since) + self.most_of_deadline(first, until)
            kinds = self.kinds_worth(potential, first)
            if kinds:
                self.look_at(set(self.finder.in_period(self.parties, self.spots, kinds, first, until)))
            first = until + 1

    def end_of_period(self, first):
        """The last day of the period from `first` on in which all days are worth the same."""
        passed = first - self.profile.since
        return next((self.profile.since + most for most, _points in weights.DAYS if passed <= most), first + LATER)

    def most_of_links(self):
        """The most points that an event not looked at yet can have for its parties and its place."""
        worth = sorted((max(weights.PARTY[way[0]] for way in self.profile.parties[one]) for one in self.parties))
        points = sum(worth[-weights.PARTIES_COUNTED :])
        ways = [way for one in self.spots for way in self.profile.places[one]]
        points += max((weights.PLACE[way[0]] for way in ways), default=0)
        return points + (weights.PLACE[weights.COUNTRY] if self.profile.countries else 0)

    def most_of_deadline(self, first, until):
        days = [row[:2] for row in self.profile.deadlines]
        is_near = any(
            start - weights.DEADLINE_BEFORE <= until and first <= end + weights.DEADLINE_AFTER for start, end in days
        )
        return weights.DEADLINE if is_near else 0

    def kinds_worth(self, potential, first):
        """The kinds of event of which one from `first` on, not looked at yet, could still be among the best."""
        bars = []
        for level in self.levels:
            best = self.best(level)
            bars.append(best[-1].rank if len(best) == self.limit else (0,))
        bar, found = min(bars), []
        for kind in EVENT_KINDS:
            points, themes, _bearing = self.profile.kinds.get(kind, (0, (), None))
            worth = potential + points + sum(row[1] for row in themes)
            if (worth, -first) > bar[:2]:
                found.append(kind)
        return tuple(found)
