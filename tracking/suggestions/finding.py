"""Events that may be worth something for a commitment, asked for by what the database finds them by."""

import datetime as dt

from django.db import connection
from django.utils import timezone

from events.models import Event
from tracking.suggestions import weights
from tracking.suggestions.scoring import Candidate
from tracking.suggestions.words import forms

# Parameters of one query.
AT_ONCE = 900
# A party or a set of places with more events than this is looked at period by period.
WHOLE = 2_000
MOST_WORDS = weights.WORD[-1][0]
ACTING = {str(role) for role in weights.ACTING}


def marks(values):
    return ", ".join(["%s"] * len(values))


class Finder:
    """What was asked of the events in one run, remembered: the commitments of one statement ask much the same."""

    def __init__(self):
        self.events, self.by_party, self.by_place, self.by_word, self.by_period = {}, {}, {}, {}, {}
        self.days, self.moments, self.parties = {}, {}, {}
        self.going_on_keys = None

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
            self.events[key] = Candidate(
                *(key, day, latest is None, kind, place, level, self.moment(shown_from), tuple(parts.get(key, ())))
            )

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
        """The keys of all events of `party`; None when there are too many."""
        if party not in self.by_party:
            found = self.rows(
                "SELECT DISTINCT event_id FROM events_eventparty WHERE party_id = %s LIMIT %s", [party, WHOLE + 1]
            )
            self.by_party[party] = None if len(found) > WHOLE else [key for (key,) in found]
        return self.by_party[party]

    def at_place(self, place):
        """The keys of all events at `place` itself; None when there are too many."""
        if place not in self.by_place:
            found = self.rows("SELECT id FROM events_event WHERE place_id = %s LIMIT %s", [place, WHOLE + 1])
            self.by_place[place] = None if len(found) > WHOLE else [key for (key,) in found]
        return self.by_place[place]

    def going_on(self):
        """The keys of all events without a last day."""
        if self.going_on_keys is None:
            found = self.rows(
                "SELECT id FROM events_event WHERE happened_on_latest IS NULL AND merged_into_id IS NULL "
                "AND happened_on_earliest IS NOT NULL",
                [],
            )
            self.going_on_keys = [key for (key,) in found]
        return self.going_on_keys

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
        """{event: level} of the events in which a form of the stem `root` stands, and [(level, number of those up to it)].

        Events above the level up to which there are too many are left out; {} when there are too many for everyone.
        """
        if root not in self.by_word:
            found, most = [], 2
            while most >= 0:
                found = self.ask_word(root, most)
                if len(found) <= MOST_WORDS:
                    break
                found, most = [], most - 1
            counts = [sum(level <= upto for _key, level in found) for upto in range(most + 1)]
            self.by_word[root] = {key for key, _level in found}, counts
        return self.by_word[root]

    def ask_word(self, root, most):
        asked = forms(root)
        if connection.vendor == "sqlite":
            phrases = " OR ".join(f'"{form}"' for form in asked)
            return self.rows(
                "SELECT e.id, e.shown_level FROM events_event_words w CROSS JOIN events_event e ON e.id = w.rowid "
                "WHERE events_event_words MATCH %s AND e.shown_level <= %s LIMIT %s",
                [phrases, most, MOST_WORDS + 1],
            )
        return self.rows(
            "SELECT id, shown_level FROM events_event WHERE string_to_array(search_key, ' ') && %s::text[] "
            "AND shown_level <= %s LIMIT %s",
            [asked, most, MOST_WORDS + 1],
        )

    def word_points(self, root, level):
        """What the word is worth among those who see everything up to `level`."""
        counts = self.with_word(root)[1]
        return points_of_word(counts[level]) if level < len(counts) else 0


def points_of_word(number):
    """The points of a word that stands in so many events."""
    return next((points for most, points in weights.WORD if number <= most), 0)


EVENT_KINDS = tuple(Event.Kind.values)
