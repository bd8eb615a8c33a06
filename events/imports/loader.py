"""Rows of event datasets on their way into the record: new ones many at a time, changed ones as far as nobody edited them."""

from django.utils.translation import ngettext

from events.imports.packing import day_of, pack, unpacked
from events.imports.rows import Kept, add_events, add_parts, add_reports, parts_of, report_row, said
from events.imports.updating import update
from events.models import Event
from records.audit.actions import Action
from records.audit.entries import wrote_many
from records.imports.bulk import new_keys, public_ids
from records.imports.importers import Importer, Tally
from records.shown import settle_rows
from talks.named import Parties, Places

# External ids asked for in one query: a database takes only so many parameters.
AT_ONCE = 900


class EventImporter(Importer):
    """What the importers of event datasets share: all but the reading."""

    def __init__(self):
        # Places and parties of the release that is being imported.
        self.names = None

    def pack(self, record):
        return pack(record)

    def describe(self, packed):
        row = unpacked(packed)
        claimants = ngettext("%d claimant", "%d claimants", len(row.reports)) % len(row.reports)
        return f"{row.latest or row.earliest}: {row.title}; {claimants}"

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
        conflicts = update(changed, release, person, place_keys, parties)
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
        kept = Kept(release, person, {place_keys[row.place] for row in rows if row.place})
        keys, events, parts, reports = new_keys(Event, len(rows)), [], [], []
        for key, public_id, row in zip(keys, public_ids(len(rows)), rows, strict=True):
            place = row.place and place_keys[row.place]
            shown = kept.at(place)
            about = (self.dataset.value, row.external_id, row.digest, release.pk)
            events.append((key, public_id, 1, *shown, *about, *said(row, place)))
            parts += parts_of(key, row, parties, day_of(row.latest or row.earliest)).values()
            reports += [report_row(key, claimed, shown, release) for claimed in row.reports]
        add_events(events)
        add_parts(parts)
        add_reports(reports)

    def move_on(self, keys, release):
        """Take note that rows which say the same are in `release` too, and are shown to nobody below its level."""
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start : start + AT_ONCE]
            Event._base_manager.filter(pk__in=part).update(release=release)
            settle_rows(Event, part)
            wrote_many(Action.CHANGED, Event, part, fields=["release"])

    def on_record(self):
        return Event._base_manager.filter(dataset=self.dataset, withdrawn_in=None).count()

    def vanished(self, ids, release):
        rows = Event._base_manager.filter(dataset=self.dataset, withdrawn_in=None)
        if release is not None and not rows.exclude(release=release).exists():
            return
        rows, last = rows.order_by("external_id").values_list("external_id", "pk", "release"), ""
        while part := list(rows.filter(external_id__gt=last)[:AT_ONCE]):
            last = part[-1][0]
            missing = set(ids.missing_from([external_id for external_id, *_rest in part]))
            for external_id, key, came_with in part:
                if external_id in missing and (release is None or came_with != release.pk):
                    yield key

    def withdraw(self, keys, release):
        Event.objects.filter(pk__in=keys).update(withdrawn_in=release)


def is_same(stored, packed):
    """Whether the row says what is stored of it, and its publisher had not withdrawn it meanwhile."""
    _key, digest, _release, withdrawn_in = stored
    return bytes(digest) == packed[2] and withdrawn_in is None
