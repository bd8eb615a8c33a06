"""Places and links between parties, read once for many commitments."""

from typing import NamedTuple

from records.search_key import search_key
from talks.models import PartyLink, Place
from talks.reaching import BELONGING
from tracking.suggestions import weights
from tracking.suggestions.words import stem

# Words of a place's name that say what it is, and that statements leave out.
GENERIC = {
    *("province", "district", "city", "town", "village", "governorate", "region", "state", "border", "crossing", "of"),
    *("ولایت", "ولسوالی", "شهر", "ښار", "محافظه", "مدینه"),
}
# A shorter name is found in too many words that mean something else.
SHORTEST_NAME = 3
# How many links in a row still make one party a part of another.
DEEPEST = 4


class Spot(NamedTuple):
    """A place: what it lies in, its kind, its country, and from which level and moment on it is shown."""

    within: int | None
    kind: str
    country: str
    level: int
    shown_from: object


class Places:
    """All places on record, by key and by the words of their names."""

    def __init__(self):
        self.spots, self.named, self.parts, self.stems = {}, {}, {}, {}
        fields = ("pk", "name", "local_name", "within", "kind", "country", "shown_level", "shown_from")
        for key, name, local_name, within, kind, country, level, shown_from in (
            Place._base_manager.order_by().filter(merged_into__isnull=True).values_list(*fields)
        ):
            self.spots[key] = Spot(within, kind, country or "", level, shown_from)
            if within:
                self.parts.setdefault(within, []).append(key)
            self.stems[key] = {stem(word) for word in search_key(f"{name} {local_name}").split(" ")}
            for words in {words_of_name(name), words_of_name(local_name)} - {()}:
                self.named.setdefault(words[0], []).append((words, key))

    def stand_in(self, key):
        """The keys of the places whose name stands in the search key `key`."""
        found, words = set(), key.split(" ")
        for start, word in enumerate(words):
            for name, place in self.named.get(word, ()):
                if len(name) == 1 or tuple(words[start : start + len(name)]) == name:
                    found.add(place)
        return found

    def with_all_within(self, place):
        """The keys of `place` and of every place within it."""
        reached, ahead = set(), [place]
        while ahead:
            if (one := ahead.pop()) not in reached:
                reached.add(one)
                ahead += self.parts.get(one, ())
        return reached


def words_of_name(name):
    """The words by which texts call a place of this `name`; () when there are none to go by."""
    words = search_key(name).split(" ")
    telling = tuple(word for word in words if word not in GENERIC) or tuple(words)
    return telling if len("".join(telling)) >= SHORTEST_NAME else ()


class Standing(NamedTuple):
    """How one party stands to another: the kind, when (ordinals of days, None for no end), and who may know of it."""

    party: int
    kind: str
    first: int | None
    last: int | None
    level: int
    shown_from: object


class Links:
    """The links between parties: what stands how to a party."""

    def __init__(self):
        self.below, self.above, self.others = {}, {}, {}
        fields = ("party", "kind", "other", "valid_from_earliest", "valid_from_latest")
        fields += ("valid_until_earliest", "valid_until_latest")
        shown = [f"{side}__shown_{what}" for what in ("level", "from") for side in ("party", "other")]
        for (
            party,
            kind,
            other,
            since,
            since_latest,
            until_earliest,
            until,
            *seen,
        ) in PartyLink._base_manager.order_by().values_list(*fields, *shown):
            first, last = since or since_latest, until or until_earliest
            held = (first and first.toordinal(), last and last.toordinal(), max(seen[:2]), max(seen[2:]))
            if kind in BELONGING:
                self.below.setdefault(other, []).append((party, *held))
                self.above.setdefault(party, []).append((other, *held))
            elif kind == PartyLink.Kind.SUCCESSOR:
                self.others.setdefault(other, []).append((party, weights.SUCCESSOR, *held))
                self.others.setdefault(party, []).append((other, weights.PREDECESSOR, *held))
            else:
                self.others.setdefault(other, []).append((party, weights.ALLY, *held))
                self.others.setdefault(party, []).append((other, weights.ALLY, *held))

    def of(self, party):
        """Yield the Standings of other parties to `party`, those that belong to it through others included."""
        for graph, kind in ((self.below, weights.PART), (self.above, weights.WHOLE)):
            yield from self.chain(graph, party, kind)
        for other, kind, *held in self.others.get(party, ()):
            yield Standing(other, kind, *held)

    def chain(self, graph, party, kind):
        ahead = [(party, None, None, 0, None, 0, {party})]
        while ahead:
            node, first, last, level, shown_from, depth, passed = ahead.pop()
            for other, since, until, above, seen_from in graph.get(node, ()):
                if other in passed:
                    continue
                step = (
                    *(latest(first, since), earliest(last, until)),
                    *(max(level, above), seen_from if shown_from is None else max(shown_from, seen_from)),
                )
                yield Standing(other, kind, *step)
                if depth + 1 < DEEPEST:
                    ahead.append((other, *step, depth + 1, {*passed, other}))


def latest(one, other):
    return other if one is None else one if other is None else max(one, other)


def earliest(one, other):
    return other if one is None else one if other is None else min(one, other)
