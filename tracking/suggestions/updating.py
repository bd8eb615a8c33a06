"""Suggestions brought up to date where something has changed: events against the commitments that they may bear on."""

from heapq import nlargest

from django.db.models import Count, Min

from events.models import Event
from records.levels import Level
from tracking.models import Suggestion
from tracking.suggestions.finding import MOST_WORDS, points_of_word
from tracking.suggestions.scoring import Score, Scorer
from tracking.suggestions.storing import AT_ONCE, stored_rows
from tracking.suggestions.words import telling_words


class Index:
    """Which commitments a party, a place or a word leads to."""

    def __init__(self, profiles):
        self.profiles = profiles
        self.parties, self.places, self.words = {}, {}, {}
        for profile in profiles.values():
            for index, keys in (
                (self.parties, profile.parties),
                (self.places, profile.places),
                (self.words, profile.words),
            ):
                for key in keys:
                    index.setdefault(key, []).append(profile.pk)

    def led_to(self, event, words):
        """The commitments that `event`, a Candidate in which the stems `words` stand, may bear on."""
        found = {*self.places.get(event.place, ())}
        for party, *_rest in event.parties:
            found.update(self.parties.get(party, ()))
        for word in words:
            found.update(self.words[word])
        return found


class Update:
    """What the changes of some events come to, for the commitments of some profiles."""

    def __init__(self, ranking, profiles, changes):
        self.ranking, self.finder, self.profiles, self.changes = ranking, ranking.finder, profiles, changes
        self.index = Index(profiles)
        self.words = self.words_of(changes.events)
        self.scorers = {}

    def words_of(self, events):
        """{event: the stems in it that stand in a commitment too}."""
        found, keys = {}, sorted(events)
        for start in range(0, len(keys), AT_ONCE):
            rows = Event._base_manager.filter(pk__in=keys[start : start + AT_ONCE]).order_by()
            for key, text in rows.values_list("pk", "search_key"):
                found[key] = telling_words(text) & self.index.words.keys()
        return found

    def to_rank_anew(self):
        """The commitments that have to be ranked anew as a whole."""
        changes, found = self.changes, {*self.changes.commitments} & self.profiles.keys()
        for keys, index in ((changes.parties, self.index.parties), (changes.places, self.index.places)):
            for key in keys:
                found.update(index.get(key, ()))
        for word in self.words_worth_otherwise():
            found.update(self.index.words[word])
        return found

    def words_worth_otherwise(self):
        """Yield the stems that may have become rarer or commoner, so that they are worth other points than before."""
        holding = {}
        for words in self.words.values():
            for word in words:
                holding[word] = holding.get(word, 0) + 1
        # What an event said before it was changed is not known: it may have been any word.
        lost = len(self.changes.known_events)
        for word in self.index.words if lost else holding:
            added = holding.get(word, 0)
            for number in self.numbers_of(word, MOST_WORDS + added):
                if len({points_of_word(one) for one in (max(0, number - added), number, number + lost)}) > 1:
                    yield word
                    break

    def numbers_of(self, word, most):
        """For each level, in how many events up to it the stem `word` stands; one more than `most` at most."""
        rows = self.finder.ask_word(word, max(Level), most)
        if len(rows) <= most:
            return [sum(row[3] <= level for row in rows) for level in Level]
        return [len(self.finder.ask_word(word, level, most)) for level in Level]

    def run(self, ranked):
        """({commitment: [Score]} of the best of what is stored and what changed, the commitments to rank anew).

        Those of `ranked` are left out: they are ranked anew anyhow.
        """
        anew = self.holding_known() - ranked
        events = self.finder.candidates(sorted(self.changes.events))
        lowest, found = self.lowest(), {}
        for event in events:
            words = self.words.get(event.pk, set())
            for commitment in self.index.led_to(event, words) - ranked - anew:
                since = self.profiles[commitment].since
                if since is None or (event.day < since and not event.goes_on):
                    continue
                scorer = self.scorer(commitment)
                if scorer.most(event, len(words)) < lowest.get(commitment, 0):
                    continue
                shared = self.shared(commitment, event, words) if words else ()
                worth = scorer.worth(event, shared)
                # Below the last of those that are kept for anyone, it is among the best for nobody.
                if worth and worth[0] >= lowest.get(commitment, 0):
                    found.setdefault(commitment, []).append(scorer.score(event, shared))
        return self.merged(found), anew

    def scorer(self, commitment):
        if commitment not in self.scorers:
            self.scorers[commitment] = Scorer(self.profiles[commitment], self.ranking.places)
        return self.scorers[commitment]

    def shared(self, commitment, event, words):
        """Pairs (word, points) of those of `words` that the commitment has too."""
        profile = self.profiles[commitment]
        level = max(profile.level, event.shown[0])
        held = ((word, self.finder.word_points(word, level)) for word in sorted(words & profile.words.keys()))
        return [(word, points) for word, points in held if points]

    def holding_known(self):
        """The commitments for which an event is stored that was on record before: it may leave a gap for others."""
        found, keys = set(), sorted(self.changes.known_events)
        for start in range(0, len(keys), AT_ONCE):
            rows = Suggestion.objects.filter(event__in=keys[start : start + AT_ONCE]).order_by()
            found.update(rows.values_list("commitment", flat=True))
        return found & self.profiles.keys()

    def lowest(self):
        """{commitment: the lowest score that is stored} of those with as many for readers of every level as are ever kept."""
        scores, kept = {}, {}
        rows = Suggestion.objects.order_by().values_list("commitment", "event__shown_level")
        for commitment, level, number, score in rows.annotate(number=Count("pk"), least=Min("score")):
            if commitment in self.profiles:
                scores[commitment] = min(score, scores.get(commitment, score))
                if level <= self.profiles[commitment].level:
                    kept[commitment] = kept.get(commitment, 0) + number
        return {key: score for key, score in scores.items() if kept.get(key, 0) >= self.profiles[key].kept}

    def merged(self, found):
        """{commitment: [Score]} of the best of what is stored and of `found`, for readers of each level."""
        stored = stored_rows(found)
        known = {
            event.pk: event
            for event in self.finder.candidates(sorted({key for rows in stored.values() for key in rows}))
        }
        result = {}
        for commitment, new in found.items():
            profile = self.profiles[commitment]
            rows = {
                key: as_score(known[key], profile, *row[1:])
                for key, row in stored.get(commitment, {}).items()
                if key in known
            } | {one.pk: one for one in new}
            result[commitment] = best_of_each_level(rows.values(), profile)
        return result


def as_score(event, profile, score, bearing, reasons):
    """The Score that is stored for `event`."""
    day = max(event.day, profile.since)
    return Score(event.pk, score, reasons, bearing, event.shown[0], (score, -day, -event.pk))


def best_of_each_level(scores, profile):
    """Those of `scores` that are among the best for readers of any level who may see the commitment."""
    kept = {}
    for level in Level:
        if level >= profile.level:
            seen = (one for one in scores if one.level <= level)
            kept |= {one.pk: one for one in nlargest(profile.kept, seen, key=lambda one: one.worth)}
    return list(kept.values())
