"""The made-up part of the labelled set, stored: accords, what happened after them, and which bears on which."""

import datetime as dt
from dataclasses import dataclass, field

from bench.labelled import accords, lands
from bench.labelled.lands import SHOWN
from bench.labelled.phrases import phrases
from bench.labelled.stories import NO_EXACT_DAY, NO_PARTY, NO_PLACE, UNNAMED, Story
from briefs.synthetic.chance import Chance, dated
from briefs.synthetic.ledger import BATCH, Ledger
from events.models import Event, EventParty
from statements.models import Theme

Role = EventParty.Role
MEETINGS = ("talks", "commission")
# Of so many accords, how many lands: some lands have two, with different movements.
LANDS = 0.7
A_YEAR = 365


@dataclass
class Labelled:
    """What is known: `truth` maps the key of each commitment to {key of an event: bearing}.

    `group` maps a commitment to the number of its accord, `marks` an event that bears on any to what makes it hard to
    find, in words.
    """

    truth: dict = field(default_factory=dict)
    group: dict = field(default_factory=dict)
    marks: dict = field(default_factory=dict)


def make(count, seed=1):
    """Store `count` accords with all that happens around them; the Labelled set. The same seed gives the same set."""
    ledger, chance = Ledger(), Chance(seed, "labelled")
    number = max(2, round(count * LANDS))
    tables = [0] * number
    for accord in range(count):
        tables[accord % number] += 1
    settled = lands.settle(ledger, chance, number, tables)
    themes = {theme.code: theme for theme in Theme.objects.filter(codebook=Theme.Codebook.PAM)}
    hosts = [(chance.pick(land.provinces).towns[0], land.government) for land in settled[:3]]
    drafts = [
        accords.draft(chance, place, land, movement)
        for place, (land, movement) in enumerate(
            ((land, movement) for land in settled for movement in land.movements), 1
        )
    ]
    for accord in drafts:
        accords.store(ledger, chance, accord, themes, hosts)
    told = [happening for accord in drafts for happening in Story(chance, accord, settled).tell()]
    chance.mix(told)
    found = Labelled()
    for accord in drafts:
        for made in accord.promises:
            found.truth[made.commitment.pk] = {}
            found.group[made.commitment.pk] = accord.number
    for start in range(0, len(told), BATCH):
        keep_events(ledger, chance, told[start : start + BATCH], found)
    return found


def keep_events(ledger, chance, told, found):
    """Store the Happenings `told` as events, and enter in `found` what they bear on."""
    events = [as_event(chance, happening) for happening in told]
    ledger.keep(Event, [event for event, _names in events])
    parts = []
    for happening, (event, names) in zip(told, events, strict=True):
        its = parts_in(chance, happening, event, names)
        parts += its
        if happening.bears_on:
            found.marks[event.pk] = marks_of(happening, its)
        for made in happening.bears_on:
            found.truth[made.commitment.pk][event.pk] = happening.told.bearing
    ledger.keep(EventParty, parts)


def marks_of(happening, parts):
    """What makes an event that bears on a promise hard to find, or easy, in words."""
    of_matter = phrases(happening.language).matters[happening.matter]
    marks = ["told in words of the promise" if happening.told in of_matter.told else "told in other words"]
    if happening.actor not in happening.bears_on[0].bound:
        marks.append("by a faction, or by the army")
    if not parts:
        marks.append("no party coded")
    if (happening.day - happening.issued).days > A_YEAR:
        marks.append("more than a year after")
    return marks


def as_event(chance, happening):
    """An unsaved event as it is reported, and whether its title names who acted."""
    language, land = happening.language, happening.land
    title, words = happening.told.title, phrases(language)
    names = "{a}" in title and not chance.happens(UNNAMED)
    a = happening.actor.names[language] if names else words.armed_men
    place = happening.place
    title = title.format(
        a=a, b=happening.other.names[language], place=land.names[id(place)].in_(language), n=chance.between(3, 90)
    )
    event = Event(
        kind=happening.told.kind,
        title=title,
        account=chance.pick(words.fillers) if chance.happens(0.6) else "",
        happened_on=dated(reported(chance, happening.day)),
        place=None if chance.happens(NO_PLACE) else place,
        clarity=Event.Clarity.IDENTIFIABLE,
        **chance.shown(**SHOWN),
    )
    return event, names


def reported(chance, day):
    """The day as reports give it: most exactly, some as one of a few days or as a month."""
    if not chance.happens(NO_EXACT_DAY):
        return f"{day}"
    return f"{day}/{day + dt.timedelta(days=chance.between(1, 3))}" if chance.happens(0.6) else f"{day:%Y-%m}"


def parts_in(chance, happening, event, names):
    """The parties that are coded for an event: who acted, and the other side where the title has it."""
    if chance.happens(NO_PARTY) or not (names or chance.happens(0.5)):
        return []
    meets = happening.matter in MEETINGS
    parts = [EventParty(event=event, party=happening.actor.party, role=Role.TOOK_PART if meets else Role.ACTOR)]
    if "{b}" in happening.told.title and happening.other is not happening.actor:
        role = Role.TOOK_PART if meets else Role.TARGET
        parts.append(EventParty(event=event, party=happening.other.party, role=role))
    return parts
