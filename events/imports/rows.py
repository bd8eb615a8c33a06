"""Events, the parties to them and the reports on them, as rows that are stored many at a time."""

from events.models import Event, EventParty, Report
from records.audit.actions import Action
from records.audit.entries import wrote_many
from records.imports.bulk import KEPT, Insert, Restricted, new_keys, public_ids
from records.models import Release
from records.shown import shown_of
from records.word_search.index import indexed_at_once
from talks.models import Place

SAID = (
    *("kind", "title", "account", "happened_on", "happened_on_earliest", "happened_on_latest", "place_id"),
    *("deaths_low", "deaths_best", "deaths_high", "clarity", "search_key"),
)
EVENT = ("public_id", "revision", *KEPT, "dataset", "external_id", "digest", "release_id", *SAID)
PARTY = ("event_id", "party_id", "role", "as_written")
REPORT = ("public_id", "revision", *KEPT, "event_id", "release_id", "stance", "claimant_label", "as_cited")
AFFIRMS = Report.Stance.AFFIRMS.value


def said(row, place):
    """The values of SAID for `row`, a Packed, at the place of the key `place`, or at none."""
    return (
        *(row.kind, row.title, row.account, row.happened_on, row.earliest, row.latest, place),
        *(row.deaths_low, row.deaths_best, row.deaths_high, row.clarity, row.search_key),
    )


class Kept(Restricted):
    """The columns of KEPT for the rows of one batch of `release`, by what each is shown with."""

    def __init__(self, release, person, places=()):
        super().__init__(person)
        # Read anew for each batch, and locked where that is needed: a level raised meanwhile holds.
        (self.release,) = shown_of(Release, {release.pk}).values()
        self.places = shown_of(Place, places)
        self.known = {}

    def at(self, place):
        """The values of KEPT for an event, and the reports on it, at the place of this key, or at none."""
        if place not in self.known:
            self.known[place] = self.below([self.release, self.places[place]] if place else [self.release])
        return self.known[place]


def add_events(rows):
    """Store `rows`, tuples of the primary key and EVENT."""
    with indexed_at_once(Event):
        Insert(Event, EVENT).run(rows)
    wrote_many(Action.ADDED, Event, [row[0] for row in rows])


def add_parts(rows):
    """Store `rows`, tuples of PARTY."""
    add(EventParty, PARTY, rows)


def add_reports(rows):
    """Store `rows`, tuples of REPORT without the public id."""
    add(Report, REPORT, [(public_id, *row) for public_id, row in zip(public_ids(len(rows)), rows, strict=True)])


def add(model, names, rows):
    if rows:
        keys = new_keys(model, len(rows))
        Insert(model, names).run([(key, *row) for key, row in zip(keys, rows, strict=True)])
        wrote_many(Action.ADDED, model, keys)


def report_row(event, claimed, kept, release):
    """What `add_reports` takes for what `claimed` (a Claimed) says of the event of this key; `kept` are those of KEPT."""
    return (1, *kept, event, release.pk, AFFIRMS, claimed.label, claimed.as_cited)


def parts_of(event, row, parties, day):
    """{(party, role): the values of PARTY} for the parties that `row` names; `parties` finds or enters them."""
    return {
        (key := parties.key_of(named, day), named.role): (event, key, named.role, named.name) for named in row.parties
    }
