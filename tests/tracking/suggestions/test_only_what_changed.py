import random

import pytest

from events.merging import merge
from events.models import Event, EventParty
from records.levels import AFTER_EVERY_EMBARGO, Level
from statements.models import Commitment, Deadline, Passage
from talks.models import Party, PartyLink, Place
from tests.factories.events import EventFactory, EventPartyFactory
from tests.factories.records import EditorFactory
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    DeadlineFactory,
    PassageFactory,
    SignatureFactory,
    StatementFactory,
    VersionFactory,
)
from tests.factories.talks import PartyFactory, PartyLinkFactory, PlaceFactory, RoundFactory
from tracking.models import Suggestion, SuggestionRun
from tracking.suggestions import finding, ranking, weights
from tracking.suggestions.running import run

pytestmark = pytest.mark.django_db
WORDS = ["hospital", "prisoners", "convoy", "Farah", "bridge", "talks", "mosque", "road", "border", "school"]
Extent = SuggestionRun.Extent


class World:
    """A small record, and edits of it that a chance chooses."""

    def __init__(self, seed):
        self.chance = random.Random(seed)  # noqa: S311 - chooses what is edited
        self.editor = EditorFactory()
        self.parties = [PartyFactory(level=self.level()) for _ in range(6)]
        province = PlaceFactory(name="Farah province", kind=Place.Kind.ADMIN1)
        self.places = [PlaceFactory(name=f"Town{number}x", within=province) for number in range(4)] + [province]
        for _ in range(4):
            self.link()
        for _ in range(4):
            self.statement()
        for _ in range(60):
            self.event()

    def level(self):
        return self.chance.choice([Level.PUBLIC] * 4 + [Level.RESTRICTED, Level.CONFIDENTIAL])

    def day(self):
        return f"2021-{self.chance.randint(5, 12):02}-{self.chance.randint(1, 28):02}"

    def words(self):
        return " ".join(self.chance.sample(WORDS, 2))

    def event(self):
        event = EventFactory(
            kind=self.chance.choice(Event.Kind.values),
            title=f"Report of {self.words()}",
            happened_on=self.chance.choice([self.day(), self.day(), self.day(), f"{self.day()}/..", None]),
            place=self.chance.choice([*self.places, None]),
            level=self.level(),
        )
        for party in self.chance.sample(self.parties, self.chance.randint(0, 2)):
            EventPartyFactory(event=event, party=party, role=self.chance.choice(EventParty.Role.values))

    def statement(self):
        statement = StatementFactory(round=RoundFactory(place=self.chance.choice(self.places)), issued_on=self.day())
        text = f"Both sides spoke of the {self.words()} in {self.chance.choice(self.places).name}."
        version = VersionFactory(statement=statement, text=text, level=self.level())
        for _ in range(2):
            clause = ClauseFactory(statement=statement)
            commitment = CommitmentFactory(
                clause=clause,
                summary=f"Protect the {self.words()}",
                kind=self.chance.choice(Commitment.Kind.values),
                obligors=self.chance.sample(self.parties, self.chance.randint(0, 2)),
                level=self.level(),
            )
            PassageFactory(clause=clause, version=version, exact=text, commitment=commitment)
            if self.chance.random() < 0.5:
                DeadlineFactory(commitment=commitment, terms=Deadline.Terms.DATED, due_on="2021-12-30", words="")

    def link(self):
        party, other = self.chance.sample(self.parties, 2)
        PartyLinkFactory(party=party, other=other, kind=PartyLink.Kind.ALLIANCE, valid_from=self.day())

    def pick(self, model):
        return self.chance.choice(list(model.objects.order_by("pk")))

    def edit(self):
        """One change of the record."""
        name = self.chance.choice([name for name in dir(self) if name.startswith("do_")])
        getattr(self, name)()

    def do_add_event(self):
        self.event()

    def do_add_statement(self):
        self.statement()

    def do_add_link(self):
        self.link()

    def do_retitle(self):
        event = self.pick(Event)
        event.title = f"Report of {self.words()}"
        event.save()

    def do_redate(self):
        event = self.pick(Event)
        event.happened_on = self.day()
        event.save()

    def do_raise(self):
        row = self.pick(self.chance.choice([Event, Party, Passage]))
        if row.level < Level.CONFIDENTIAL:
            row.level += 1
            row.save()

    def do_change_parties(self):
        event = self.pick(Event)
        event.event_parties.all().first() and event.event_parties.first().delete()
        EventPartyFactory(event=event, party=self.chance.choice(self.parties), role=EventParty.Role.HOST)

    def do_delete_event(self):
        self.pick(Event).delete() if not Event.objects.filter(merged_into__isnull=False).exists() else None

    def do_merge(self):
        goes, stays = self.chance.sample(list(Event.objects.filter(merged_into=None).order_by("pk")), 2)
        if goes.shown_level == stays.shown_level:
            merge(goes, stays, self.editor, AFTER_EVERY_EMBARGO)

    def do_reword(self):
        commitment = self.pick(Commitment)
        commitment.summary = f"Rebuild the {self.words()}"
        commitment.save()

    def do_bind(self):
        self.pick(Commitment).obligors.add(self.chance.choice(self.parties))

    def do_release(self):
        commitment = self.pick(Commitment)
        commitment.obligors.remove(*commitment.obligors.all()[:1])

    def do_put_off(self):
        if deadline := Deadline.objects.order_by("pk").first():
            deadline.due_on = self.day()
            deadline.commitment.clause.statement.issued_on = "2021-05-01"
            deadline.save()

    def do_sign(self):
        SignatureFactory(statement=self.pick(Commitment).statement, party=self.chance.choice(self.parties))

    def do_unmark(self):
        self.pick(Passage).delete() if Passage.objects.exists() else None

    def do_reissue(self):
        statement = self.pick(Commitment).statement
        statement.issued_on = self.day()
        statement.save()

    def do_name_a_place(self):
        PlaceFactory(name=self.chance.choice(WORDS).title())

    def do_rename_a_place(self):
        place = self.pick(Place)
        place.name = self.chance.choice(WORDS)
        place.save()


def stored():
    rows = Suggestion.objects.order_by("commitment", "event")
    return [tuple(row) for row in rows.values_list("commitment", "event", "score", "reasons", "bearing")]


@pytest.fixture
def _few_of_everything(monkeypatch):
    """So few are kept and so few looked at together that a small record shows what a large one would."""
    monkeypatch.setattr(weights, "KEPT", 5)
    monkeypatch.setattr(weights, "WORD", ((3, 2.0), (12, 1.5), (20, 1.0)))
    monkeypatch.setattr(ranking, "FEW", 3)
    monkeypatch.setattr(finding, "CALENDAR", 8)


@pytest.mark.usefixtures("_few_of_everything")
@pytest.mark.parametrize("seed", range(12))
def test_what_changed_leaves_the_same_suggestions_as_everything_anew(seed):
    world = World(seed)
    run(Extent.ALL)

    for _ in range(4):
        for _ in range(world.chance.randint(1, 3)):
            world.edit()
        run(Extent.CHANGED)
        changed = stored()
        run(Extent.ALL)

        assert changed == stored()
        assert changed
