"""The best events for one commitment, found without looking at all of them.

Only events that share a word, a place or a party with it can be suggested. Those of rare words, small parties and small
places are all looked at. The others are looked at period by period from the statement on: points for time only ever
fall, so once the last that is kept is worth more than anything later could be, nothing later is asked for.
"""

from dataclasses import dataclass, field

from records.levels import Level
from tracking.suggestions import weights
from tracking.suggestions.finding import EVENT_KINDS, Finder, points_of_word
from tracking.suggestions.lookup import Links, Places
from tracking.suggestions.profile import profiles
from tracking.suggestions.scoring import LAST_DAYS, Scorer, time_points

# Once time is worth nothing any more, so many days are looked at together.
LATER = 365
# Of what has no more events than this, all are looked at without asking when they were.
FEW = 60
# Later than every day.
FAR = 10**7


class Ranking:
    """What the ranking of many commitments shares: places, links, and what was asked of the events."""

    def __init__(self):
        self.places, self.links, self.finder = Places(), Links(), Finder()

    def profiles(self, keys):
        return profiles(keys, self.places, self.links)

    def best(self, profile, limit=None):
        """[Score] of the `limit` best events for `profile` among those up to each level, the best first.

        Without a `limit`, as many as are kept for it.
        """
        return Search(self, profile, limit or profile.kept).run()


def rank(commitment, limit=weights.KEPT):
    """[(event pk, score, reasons, bearing)] of the `limit` events that most likely bear on `commitment`, the best first."""
    ranking = Ranking()
    found = ranking.best(ranking.profiles([commitment.pk])[commitment.pk], limit)[:limit]
    return [(one.pk, one.score, one.reasons, one.bearing) for one in found]


@dataclass
class Channel:
    """Events that are linked in one way, and the most that a link of this way, or of a lesser one, can be worth."""

    worth: float
    calendars: list = field(default_factory=list)
    # Parties and places without a calendar.
    parties: list = field(default_factory=list)
    places: list = field(default_factory=list)

    def between(self, finder, kinds, first, until):
        """The keys of its events of `kinds` from the day `first` to `until`."""
        keys = set()
        for calendar in self.calendars:
            keys.update(*calendar.between(kinds, first, until))
        if self.parties or self.places:
            keys.update(finder.in_period(tuple(self.parties), tuple(self.places), kinds, first, until))
        return keys


class Search:
    """One search for the best events of a commitment."""

    def __init__(self, ranking, profile, limit):
        self.finder, self.profile, self.limit = ranking.finder, profile, limit
        self.scorer = Scorer(profile, ranking.places)
        self.words, self.looked_at = {}, set()
        # For readers of each level that may see the commitment: what is worth most, as `Scorer.worth` has it.
        self.best = {level: [] for level in Level if level >= profile.level}

    def run(self):
        if self.profile.since is None:
            return []
        keys = self.finder.going_on(self.profile.parties, self.profile.places)
        channels = self.channels(keys)
        self.look_at(keys)
        self.walk(channels)
        keys = sorted({-worth[2] for best in self.best.values() for worth in best})
        found = [self.scorer.score(event, self.shared(event)) for event in self.finder.candidates(keys)]
        return sorted(found, key=lambda one: one.worth, reverse=True)

    def channels(self, keys):
        """The Channels to walk. What leads to few events is followed at once: they are added to the set `keys`.

        An event with a named place and an obligor is found by its place, so the channels of parties need not reckon with
        places, nor those of places with words; nor that of a party with parties that are worth more.
        """
        profile, finder = self.profile, self.finder
        elsewhere = weights.PLACE[weights.COUNTRY] if profile.countries else 0
        parties = self.follow(
            ((party, weights.PARTY[ways[0][0]], finder.of_party(party)) for party, ways in profile.parties.items()),
            "parties",
            keys,
        )
        worth = [channel.worth for channel in parties]
        for start, channel in enumerate(parties):
            channel.worth = sum(worth[start : start + weights.PARTIES_COUNTED]) + elsewhere
        most = sum(worth[: weights.PARTIES_COUNTED])
        places = self.follow(
            ((place, weights.PLACE[ways[0][0]], finder.at_place(place)) for place, ways in profile.places.items()),
            "places",
            keys,
        )
        by_worth = {}
        for channel in places:
            one = by_worth.setdefault(channel.worth, Channel(channel.worth + most))
            one.calendars += channel.calendars
            one.places += channel.places
        told = Channel(most + max([elsewhere, *by_worth]))
        points = self.follow_words(told, keys)
        told.worth += sum(sorted(points)[-weights.WORDS_COUNTED :])
        return [*parties, *by_worth.values(), *([told] if points else ())]

    def follow(self, rows, name, keys):
        """A Channel for each of `rows`, (party or place, points, Calendar or None), worth most first; of few events, `keys`."""
        found = []
        for one, points, calendar in sorted(rows, key=lambda row: (-row[1], row[0])):
            if calendar is None:
                found.append(Channel(points, **{name: [one]}))
            elif calendar.size > FEW:
                found.append(Channel(points, [calendar]))
            else:
                keys.update(*calendar.between(calendar.kinds, self.profile.since, FAR))
        return found

    def follow_words(self, channel, keys):
        """Add to `channel` the words that lead to many events; what each is worth. Of the others, add to `keys`."""
        points = []
        for word in sorted(self.profile.words):
            calendar, undated, counts = self.finder.with_word(word)
            later = [key for part in calendar.between(calendar.kinds, self.profile.since, FAR) for key in part]
            for key in (*later, *undated):
                self.words.setdefault(key, []).append(word)
            keys.update(undated)
            if calendar.size > FEW:
                channel.calendars.append(calendar)
                points.append(max(map(points_of_word, counts)))
            else:
                keys.update(later)
        return points

    def shared(self, event):
        """Pairs (word, points) of the words that the event shares with the commitment."""
        if event.pk not in self.words:
            return ()
        level = max(self.profile.level, event.shown[0])
        words = ((word, self.finder.word_points(word, level)) for word in self.words[event.pk])
        return [(word, points) for word, points in words if points]

    def look_at(self, keys):
        keys = keys - self.looked_at
        self.looked_at |= keys
        worth, words, (bar, _day) = self.scorer.worth, self.words, self.bar()
        found = []
        for event in self.finder.candidates(keys):
            one = worth(event, self.shared(event) if event.pk in words else ())
            if one and one[0] >= bar:
                found.append((one, event.shown[0]))
        if found:
            for level, best in self.best.items():
                best += [one for one, its_level in found if its_level <= level]
                if len(best) > self.limit:
                    best.sort(reverse=True)
                    del best[self.limit :]

    def bar(self):
        """The least (score, -day) that is among the best for readers of some level; (0, 0) as long as there is room."""
        return min(best[-1][:2] if len(best) == self.limit else (0, 0) for best in self.best.values())

    def walk(self, channels):
        """Look at what `channels` lead to, period by period, for as long as it can still be among the best."""
        first, last = self.profile.since, self.finder.last_day()
        while first <= last:
            passed = first - self.profile.since
            until = self.profile.since + next((most for most in LAST_DAYS if passed <= most), passed + LATER)
            points = time_points(passed) + self.most_of_deadline(first, until)
            keys = set()
            for channel in channels:
                if kinds := self.kinds_worth(channel.worth + points, first):
                    keys |= channel.between(self.finder, kinds, first, until)
            if keys:
                self.look_at(keys)
            first = until + 1

    def most_of_deadline(self, first, until):
        is_near = any(
            start - weights.DEADLINE_BEFORE <= until and first <= end + weights.DEADLINE_AFTER
            for start, end, _need in self.profile.deadlines
        )
        return weights.DEADLINE if is_near else 0

    def kinds_worth(self, potential, first):
        """The kinds of event of which one from `first` on, not looked at yet, could still be among the best."""
        bar = self.bar()
        kinds = self.profile.kinds
        return tuple(
            kind for kind in EVENT_KINDS if (potential + (kinds[kind][0] if kind in kinds else 0), -first) >= bar
        )
