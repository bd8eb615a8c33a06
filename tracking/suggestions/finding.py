"""Events that may be worth something for a commitment, asked for by what the database finds them by."""

import datetime as dt
from bisect import bisect_left, bisect_right

from django.db import connection
from django.utils import timezone

from events.models import Event
from records.levels import Level
from tracking.suggestions import weights
from tracking.suggestions.scoring import Candidate
from tracking.suggestions.words import forms

# Parameters of one query.
AT_ONCE = 900
# A party or place with more events than this has no calendar in memory: the database is asked period by period.
CALENDAR = 5_000
MOST_WORDS = weights.WORD[-1][0]
ACTING = {str(role) for role in weights.ACTING}


def marks(values):
    return ", ".join(["%s"] * len(values))


class Calendar:
    """The dated events of a party, a place or a word: for each kind the days, in order, and their keys beside them."""

    def __init__(self, rows):
        """`rows` are triples (kind, day, key) in the order of their days."""
        self.kinds, self.size = {}, 0
        for kind, day, key in rows:
            days, keys = self.kinds.setdefault(kind, ([], []))
            days.append(day)
            keys.append(key)
            self.size += 1

    def between(self, kinds, first, last):
        """Yield lists of the keys of events of `kinds` from the day `first` to `last`."""
        for kind in kinds:
            if kind in self.kinds:
                days, keys = self.kinds[kind]
                yield keys[bisect_left(days, first) : bisect_right(days, last)]


class Finder:
    """What was asked of the events in one run, remembered: the commitments of one statement ask much the same."""

    def __init__(self):
        self.events, self.by_party, self.by_place, self.by_word, self.by_period = {}, {}, {}, {}, {}
        self.days, self.moments, self.parties, self.casts = {}, {}, {}, {}
        self.going_on_by = None

    def rows(self, sql, values):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    def day(self, value):
        """A date as the database gives it, as an ordinal."""
        if value not in self.days:
            read = dt.date.fromisoformat(value) if isinstance(value, str) else value
            self.days[value] = read and read.toordinal()
        return self.days[value]

    def moment(self, value):
        if value not in self.moments:
            read = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
            self.moments[value] = timezone.make_aware(read, dt.UTC) if timezone.is_naive(read) else read
        return self.moments[value]

    def shown(self, level, moment):
        """The level and the moment as one object, the same for all that are shown alike."""
        if (level, moment) not in self.moments:
            self.moments[level, moment] = level, self.moment(moment)
        return self.moments[level, moment]

    def candidates(self, keys):
        """[Candidate] of the events `keys`, without those that were merged, withdrawn, or have no date."""
        missing = [key for key in keys if key not in self.events]
        for start in range(0, len(missing), AT_ONCE):
            self.read(missing[start : start + AT_ONCE])
        return [event for key in keys if (event := self.events[key])]

    def read(self, keys):
        self.events |= dict.fromkeys(keys)
        parts = {}
        sided = self.rows(
            "SELECT event_id, party_id, role FROM events_eventparty "  # noqa: S608 - marks alone
            f"WHERE event_id IN ({marks(keys)}) ORDER BY event_id, party_id, role",
            keys,
        )
        self.read_parties({party for _event, party, _role in sided})
        for event, party, role in sided:
            parts.setdefault(event, []).append((party, role in ACTING, *self.parties[party]))
        for key, kind, earliest, latest, place, level, shown_from in self.rows(
            "SELECT id, kind, happened_on_earliest, happened_on_latest, place_id, shown_level, shown_from "  # noqa: S608
            f"FROM events_event WHERE id IN ({marks(keys)}) AND merged_into_id IS NULL AND withdrawn_in_id IS NULL "
            "AND (happened_on_latest IS NOT NULL OR happened_on_earliest IS NOT NULL)",
            keys,
        ):
            day = self.day(latest if latest is not None else earliest)
            cast = tuple(parts.get(key, ()))
            cast = self.casts.setdefault(cast, cast)
            self.events[key] = Candidate(*(key, day, latest is None, kind, place, self.shown(level, shown_from), cast))

    def read_parties(self, keys):
        missing = [key for key in keys if key not in self.parties]
        for start in range(0, len(missing), AT_ONCE):
            part = missing[start : start + AT_ONCE]
            for key, level, shown_from in self.rows(
                f"SELECT id, shown_level, shown_from FROM talks_party WHERE id IN ({marks(part)})",  # noqa: S608
                part,
            ):
                self.parties[key] = level, self.moment(shown_from)

    def of_party(self, party):
        """The Calendar of `party`; None when it has too many events for one."""
        if party not in self.by_party:
            self.by_party[party] = self.calendar(
                "SELECT event_id FROM events_eventparty WHERE party_id = %s",
                "SELECT e.kind, e.happened_on_latest, e.id FROM events_eventparty p "
                "JOIN events_event e ON e.id = p.event_id WHERE p.party_id = %s",
                party,
            )
        return self.by_party[party]

    def at_place(self, place):
        """The Calendar of `place` itself; None when too many events happened there for one."""
        if place not in self.by_place:
            self.by_place[place] = self.calendar(
                "SELECT id FROM events_event WHERE place_id = %s",
                "SELECT e.kind, e.happened_on_latest, e.id FROM events_event e WHERE e.place_id = %s",
                place,
            )
        return self.by_place[place]

    def calendar(self, keys, rows, value):
        """The Calendar of the events that the query `rows` gives for `value`, if `keys` gives few enough."""
        if len(self.rows(f"{keys} LIMIT {CALENDAR + 1}", [value])) > CALENDAR:
            return None
        dated = "AND e.merged_into_id IS NULL AND e.happened_on_latest IS NOT NULL ORDER BY e.happened_on_latest, e.id"
        return Calendar((kind, self.day(day), key) for kind, day, key in self.rows(f"{rows} {dated}", [value]))

    def going_on(self, parties, places):
        """The keys of the events without a last day in which one of `parties` had a part, or that lie at one of `places`."""
        if self.going_on_by is None:
            self.going_on_by = {}
            found = self.rows(
                "SELECT id FROM events_event WHERE happened_on_latest IS NULL AND merged_into_id IS NULL "
                "AND happened_on_earliest IS NOT NULL",
                [],
            )
            for event in self.candidates([key for (key,) in found]):
                for link in {("place", event.place), *(("party", party) for party, *_rest in event.parties)}:
                    self.going_on_by.setdefault(link, []).append(event.pk)
        links = [*(("party", party) for party in parties), *(("place", place) for place in places)]
        return {key for link in links for key in self.going_on_by.get(link, ())}

    def last_day(self):
        """The last day on which anything happened; 0 when nothing did."""
        if "last" not in self.by_period:
            ((day,),) = self.rows("SELECT MAX(happened_on_latest) FROM events_event WHERE merged_into_id IS NULL", [])
            self.by_period["last"] = self.day(day) or 0
        return self.by_period["last"]

    def in_period(self, parties, places, kinds, first, last):
        """The keys of events of `parties` or at `places`, of `kinds`, whose last day lies between these ordinals."""
        about = (parties, places, first, last)
        known = self.by_period.setdefault(about, {})
        if missing := [kind for kind in kinds if kind not in known]:
            known |= {kind: [] for kind in missing}
            for key, kind in self.ask(parties, places, missing, first, last):
                known[kind].append(key)
        return [key for kind in kinds for key in known[kind]]

    def ask(self, parties, places, kinds, first, last):
        linked, values = [], []
        if parties:
            linked.append(
                "EXISTS (SELECT 1 FROM events_eventparty p WHERE p.event_id = e.id "  # noqa: S608 - marks alone
                f"AND p.party_id IN ({marks(parties)}))"
            )
            values += parties
        if places:
            linked.append(f"e.place_id IN ({marks(places)})")
            values += places
        return self.rows(
            "SELECT e.id, e.kind FROM events_event e WHERE e.merged_into_id IS NULL "  # noqa: S608 - marks alone
            f"AND e.kind IN ({marks(kinds)}) AND e.happened_on_latest BETWEEN %s AND %s AND ({' OR '.join(linked)})",
            [*kinds, dt.date.fromordinal(first), dt.date.fromordinal(last), *values],
        )

    def with_word(self, root):
        """The Calendar of the events in which a form of the stem `root` stands, the keys of those without a last day, and
        how many there are up to each level.

        Events above the level up to which there are too many are left out.
        """
        if root not in self.by_word:
            found, most = [], max(Level)
            while most >= min(Level) and len(found := self.ask_word(root, most)) > MOST_WORDS:
                found, most = [], most - 1
            counts = [sum(row[3] <= upto for row in found) for upto in range(most + 1)]
            dated = sorted((self.day(day), key, kind) for kind, day, key, _level in found if day is not None)
            undated = [key for _kind, day, key, _level in found if day is None]
            self.by_word[root] = Calendar((kind, day, key) for day, key, kind in dated), undated, counts
        return self.by_word[root]

    def ask_word(self, root, level, most=MOST_WORDS):
        """(kind, last day, key, level) of events with a form of `root`, up to the `level`: one more than `most` at most."""
        asked = forms(root)
        if connection.vendor == "sqlite":
            # Each form quoted: nothing of it is an operator.
            phrases = " OR ".join(f'"{form}"' for form in asked)
            return self.rows(
                "SELECT e.kind, e.happened_on_latest, e.id, e.shown_level FROM events_event_words w "
                "CROSS JOIN events_event e ON e.id = w.rowid "
                "WHERE events_event_words MATCH %s AND e.shown_level <= %s LIMIT %s",
                [phrases, level, most + 1],
            )
        return self.rows(
            "SELECT kind, happened_on_latest, id, shown_level FROM events_event "
            "WHERE string_to_array(search_key, ' ') && %s::text[] AND shown_level <= %s LIMIT %s",
            [asked, level, most + 1],
        )

    def word_points(self, root, level):
        """What the word is worth among those who see everything up to `level`."""
        counts = self.with_word(root)[2]
        return points_of_word(counts[level]) if level < len(counts) else 0


def points_of_word(number):
    """The points of a word that stands in so many events."""
    return next((points for most, points in weights.WORD if number <= most), 0)


EVENT_KINDS = tuple(Event.Kind.values)
