"""Made-up events: what happened, who took part, and who says what of it."""

from array import array
from bisect import bisect_right

from briefs.synthetic.chance import CLOSES, dated
from briefs.synthetic.ledger import BATCH
from briefs.synthetic.words import HAPPENINGS, MARK
from events.models import Event, EventParty, Report
from records.models import Dataset, Release

WEIGHTS = {kind: row[0] for kind, row in HAPPENINGS.items()}
Role, Stance = EventParty.Role, Report.Stance
# One event in so many was entered by hand.
BY_HAND = 20
# How many reports an event has, and how often.
REPORTS = {0: 10, 1: 48, 2: 27, 3: 15}


class Calendar:
    """The stored events of one theatre by day, as plain numbers: a million of them take some twenty megabytes."""

    def __init__(self):
        self.days, self.keys, self.against = array("l"), array("q"), array("b")

    def add(self, day, key, is_against):
        self.days.append(day.toordinal())
        self.keys.append(key)
        self.against.append(is_against)

    def settle(self):
        """Put the events in order of time. Before that, `later` must not be asked."""
        order = sorted(range(len(self.days)), key=self.days.__getitem__)
        for name in ("days", "keys", "against"):
            column = getattr(self, name)
            setattr(self, name, array(column.typecode, (column[place] for place in order)))

    def later(self, day, within):
        """The range of positions of events in the `within` days after `day`."""
        first = bisect_right(self.days, day.toordinal())
        return range(first, bisect_right(self.days, day.toordinal() + within))


def release_of(ledger, chance, seed):
    """The stored release of a dataset that most of the events are said to have come with."""
    made = Release(dataset=Dataset.GED, name=f"synthetic {seed}", **chance.shown(restricted=0, confidential=0))
    (release,) = ledger.keep(Release, [made])
    return release


def happen(ledger, chance, theatres, count, release, say):
    """Store `count` events with their parties and reports, most of them of `release`; {theatre number: Calendar}."""
    calendars = {theatre.number: Calendar() for theatre in theatres}
    for start in range(0, count, BATCH):
        drawn = [one_event(chance, chance.pick(theatres)) for _ in range(min(BATCH, count - start))]
        for number, (event, _, _) in enumerate(drawn, start):
            if number % BY_HAND:
                event.dataset, event.release = release.dataset, release
                event.external_id = f"{release.name} {number}"
        ledger.keep(Event, [event for event, _, _ in drawn])
        parties, reports, answers = [], [], []
        for event, theatre, day in drawn:
            is_against = HAPPENINGS[event.kind][3]
            calendars[theatre.number].add(day, event.pk, is_against)
            parties += parties_of(chance, event, theatre, is_against)
            told, answered = reports_of(chance, event, theatre, day)
            reports += told
            answers += answered
        ledger.keep(EventParty, parties)
        ledger.keep(Report, reports)
        # A second wave: a report can only take the place of a stored one.
        ledger.keep(Report, answers)
        say(f"events {start + len(drawn):,} of {count:,}")
    for found in calendars.values():
        found.settle()
    return calendars


def one_event(chance, theatre):
    """An unsaved event of `theatre`, the theatre, and the day it truly happened."""
    kind = chance.weighted(WEIGHTS)
    _, title, is_deadly, _ = HAPPENINGS[kind]
    day, town = chance.day(theatre.opens, CLOSES), chance.pick(theatre.towns)
    event = Event(
        kind=kind,
        title=f"{title} {town.name} {MARK}",
        account=f"Invented by seed_scale: {title.lower()} {town}, on or about {day}.",
        happened_on=chance.known_of(day),
        place=town if chance.happens(0.95) else None,
        clarity=Event.Clarity.IDENTIFIABLE if chance.happens(0.9) else Event.Clarity.AGGREGATE,
        **chance.shown(restricted=0.06, confidential=0.01, embargoed=0.005),
    )
    if is_deadly and chance.happens(0.6):
        event.deaths_best = int(chance.stream.expovariate(1 / 4))
        event.deaths_low = max(0, event.deaths_best - chance.between(0, 3))
        event.deaths_high = event.deaths_best + chance.between(0, 6)
    return event, theatre, day


def parties_of(chance, event, theatre, is_against):
    """The parties of an event: two that fight, or those who meet and their host."""
    government, front = theatre.sides
    if is_against:
        other = chance.pick([front, front, *theatre.factions])
        sides = [(government, Role.SIDE_A), (other, Role.SIDE_B)]
    else:
        sides = [(government, Role.TOOK_PART), (front, Role.TOOK_PART), (theatre.host, Role.HOST)]
        sides = sides[: chance.between(1, 3)]
    # By key: nothing is settled from the parents of a party's part, and whole objects take twice as long.
    return [EventParty(event_id=event.pk, party_id=party.pk, role=role) for party, role in sides]


def reports_of(chance, event, theatre, day):
    """Unsaved reports on `event`, and those that later take the place of one of them."""
    count = chance.weighted(REPORTS)
    if not count:
        return [], []
    first, *others = claimants = chance.sample([*theatre.sides, theatre.host], count)
    stances = dict.fromkeys(others, Stance.AFFIRMS) | {first: Stance.AFFIRMS}
    if others and chance.happens(0.3):
        stances[others[0]] = Stance.DENIES
    elif chance.happens(0.2):
        stances[claimants[-1]] = chance.pick([Stance.IN_PART, Stance.UNSURE, Stance.CONCEDES])
    reports = [report(chance, event, theatre, day, party, stances[party]) for party in claimants]
    if not chance.happens(0.08):
        return reports, []
    answer = report(chance, event, theatre, day, claimants[-1], chance.pick([Stance.CONCEDES, Stance.RETRACTS]))
    answer.supersedes = reports[-1]
    return reports, [answer]


def report(chance, event, theatre, day, party, stance):
    """An unsaved report by `party`, named or under a label, in one of the round-ups of the month."""
    speaks = {"claimant_party": party}
    if chance.happens(0.5):
        speaks["claimant_person"] = chance.pick(theatre.speakers[party])
    elif chance.happens(0.3):
        speaks["claimant_label"] = "two officials who asked not to be named"
    return Report(
        event=event,
        stance=stance,
        words="We have nothing to add." if stance == Stance.UNSURE else "",
        made_on=dated(f"{day}"),
        source=chance.pick(theatre.sources[day.year, day.month]),
        credibility=chance.between(1, 6),
        **speaks,
        **chance.shown(restricted=0.03, confidential=0.01),
    )
