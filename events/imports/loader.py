"""Rows of event datasets on their way into the record: new ones many at a time, changed ones one by one."""

import uuid

from django.db import connection
from django.utils import timezone

from events.imports.packing import day_of, pack, unpacked
from events.imports.updating import update_event
from events.models import Event, EventParty, Report
from records.audit.actions import Action
from records.audit.entries import wrote_many
from records.imports.bulk import Insert, new_keys
from records.imports.importers import Importer, Tally
from records.levels import ALWAYS, Level
from records.models import Release
from records.shown import settle_rows, shown_of
from records.word_search.index import indexed_at_once
from talks.models import Place
from talks.named import Parties, Places

# External ids asked for in one query: a database takes only so many parameters.
AT_ONCE = 900
KEPT = ("level", "shown_level", "shown_from", "created_at", "changed_at", "created_by_id", "changed_by_id")
EVENT = (
    *("public_id", "revision", *KEPT, "dataset", "external_id", "digest", "release_id", "kind", "title", "account"),
    *("happened_on", "happened_on_earliest", "happened_on_latest", "place_id"),
    *("deaths_low", "deaths_best", "deaths_high", "clarity", "search_key"),
)
PARTY = ("event_id", "party_id", "role", "as_written")
REPORT = ("public_id", "revision", *KEPT, "event_id", "release_id", "stance", "claimant_label", "as_cited")
# As the datasets may be shown to some: nobody below this level sees what was imported.
LEVEL = int(Level.RESTRICTED)


class EventImporter(Importer):
    """What the importers of event datasets share: all but the reading."""

    def __init__(self):
        # Places and parties of the release that is being imported.
        self.names = None

    def pack(self, record):
        return pack(record)

    def describe(self, packed):
        row = unpacked(packed)
        place = f", {row.place.name}" if row.place else ""
        reports = f"; {len(row.reports)} claimants" if row.reports else ""
        return f"{row.latest or row.earliest}: {row.title}{place}{reports}"

    def covers(self, packed):
        place, earliest, latest = packed[9], packed[7], packed[8]
        first, last = day_of(earliest or latest), day_of(latest or earliest)
        return (place[3] if place else ""), first, last

    def forecast(self, batch):
        known, new, same = self.known(batch), 0, 0
        for packed in batch:
            stored = known.get(packed[1])
            new += stored is None
            same += stored is not None and is_same(stored, packed)
        return Tally(new, len(batch) - new - same, same)

    def known(self, batch):
        """{external id: (key, digest, key of the release, key of the release it was withdrawn in)} of what is stored."""
        ids, found = [packed[1] for packed in batch], {}
        for start in range(0, len(ids), AT_ONCE):
            rows = Event._base_manager.filter(dataset=self.dataset, external_id__in=ids[start : start + AT_ONCE])
            for external_id, *stored in rows.values_list("external_id", "pk", "digest", "release", "withdrawn_in"):
                found[external_id] = stored
        return found

    def store(self, batch, release, person):
        known = self.known(batch)
        new, changed, same = [], [], []
        for packed in batch:
            stored = known.get(packed[1])
            if stored is None:
                new.append(unpacked(packed))
            elif is_same(stored, packed):
                same.append(stored)
            else:
                changed.append((stored[0], unpacked(packed)))
        places, parties = self.names_of(release, person)
        place_keys = places.keys_of(
            {row.place for row in new if row.place} | {row.place for _, row in changed if row.place}
        )
        self.add(new, release, person, place_keys, parties)
        self.move_on([stored[0] for stored in same if stored[2] != release.pk], release)
        conflicts = []
        for key, row in changed:
            conflicts += update_event(key, row, release, person, place_keys, parties)
        return Tally(len(new), len(changed), len(same), tuple(conflicts))

    def names_of(self, release, person):
        """The Places and Parties of `release`, remembered while its batches follow one another."""
        if self.names is None or self.names[0] != release.pk:
            self.names = release.pk, Places(release, person), Parties(release, person)
        return self.names[1:]

    def add(self, rows, release, person, place_keys, parties):
        """Store `rows`, none of which is on record."""
        if not rows:
            return
        keys = new_keys(Event, len(rows))
        kept = Kept(release, person, {place_keys[row.place] for row in rows if row.place})
        events, parts, reports = [], [], []
        for key, row in zip(keys, rows, strict=True):
            place = row.place and place_keys[row.place]
            shown = kept.of(place)
            events.append(
                (
                    *(key, uuid.uuid4().hex, 1, *shown, self.dataset.value, row.external_id, row.digest, release.pk),
                    *(row.kind, row.title, row.account, row.happened_on, row.earliest, row.latest, place),
                    *(row.deaths_low, row.deaths_best, row.deaths_high, row.clarity, row.search_key),
                )
            )
            day = day_of(row.latest or row.earliest)
            parts += {
                (party, named.role): (key, party, named.role, named.name)
                for named in row.parties
                if (party := parties.key_of(named, day))
            }.values()
            reports += [
                (uuid.uuid4().hex, 1, *shown, key, release.pk, AFFIRMS, claimed.label, claimed.as_cited)
                for claimed in row.reports
            ]
        with indexed_at_once(Event):
            Insert(Event, EVENT).run(events)
        self.add_all(EventParty, PARTY, parts)
        self.add_all(Report, REPORT, reports)
        wrote_many(Action.ADDED, Event, keys)

    def add_all(self, model, names, rows):
        keys = new_keys(model, len(rows))
        if rows:
            Insert(model, names).run([(key, *row) for key, row in zip(keys, rows, strict=True)])
            wrote_many(Action.ADDED, model, keys)

    def move_on(self, keys, release):
        """Take note that rows which say the same are in `release` too, and are shown to nobody below its level."""
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start : start + AT_ONCE]
            Event._base_manager.filter(pk__in=part).update(release=release)
            settle_rows(Event, part)
            wrote_many(Action.CHANGED, Event, part, fields=["release"])

    def vanished(self, ids, release):
        rows = Event._base_manager.filter(dataset=self.dataset, withdrawn_in=None)
        if rows.count() == len(ids):
            # Every id of the file is on record by now, so these are all there are.
            return
        rows = rows.order_by("external_id").values_list(
            "external_id", "pk", "place__country", "happened_on_latest", "happened_on_earliest"
        )
        last = ""
        while part := list(rows.filter(external_id__gt=last)[:AT_ONCE]):
            last = part[-1][0]
            gone = set(ids.missing_from([row[0] for row in part]))
            yield from ((key, where or "", latest or first) for id_, key, where, latest, first in part if id_ in gone)

    def withdraw(self, keys, release):
        Event.objects.filter(pk__in=keys).update(withdrawn_in=release)


AFFIRMS = Report.Stance.AFFIRMS.value


def is_same(stored, packed):
    """Whether the row says what is stored of it, and its publisher had not withdrawn it meanwhile."""
    _key, digest, _release, withdrawn_in = stored
    return bytes(digest) == packed[2] and withdrawn_in is None


class Kept:
    """The columns that every row of one batch has in common, by the place it hangs on."""

    def __init__(self, release, person, places):
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        self.rest = (now, now, person and person.pk, person and person.pk)
        # Read anew for each batch, and locked where that is needed: a level raised meanwhile holds.
        (self.release,) = shown_of(Release, {release.pk}).values()
        self.places = shown_of(Place, places)
        self.known = {}

    def of(self, place):
        """The values of KEPT for an event at the place of this key, or at none."""
        if place not in self.known:
            above = [self.release, self.places[place]] if place else [self.release]
            level = max(LEVEL, *(shown[0] for shown in above))
            moment = max(ALWAYS, *(shown[1] for shown in above))
            self.known[place] = (LEVEL, level, connection.ops.adapt_datetimefield_value(moment), *self.rest)
        return self.known[place]
