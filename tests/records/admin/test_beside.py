"""A value that a hidden row holds can be entered as if there were no such row; one that a seen row holds is refused."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import post_init, pre_save
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from records.levels import Level
from records.lowering import ask
from statements.models import Clause, Passage, Version
from talks.models import Participation, PartyIdentifier, Process, Round
from tests.factories.events import EventFactory
from tests.factories.records import AnalystFactory, ReviewerFactory
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    PassageFactory,
    StatementFactory,
    VersionFactory,
)
from tests.factories.talks import (
    ParticipationFactory,
    PartyFactory,
    PartyIdentifierFactory,
    ProcessFactory,
    RoundFactory,
)
from tests.factories.tracking import EvidenceFactory
from tests.records.admin.pages import address, sent, with_row
from tracking.models import Evidence

pytestmark = pytest.mark.django_db

TEXT = "War is not the solution."


@pytest.fixture
def analyst(db):
    """The browser of an editor who is cleared for restricted records."""
    browser = Client()
    browser.force_login(AnalystFactory())
    return browser


@dataclass
class Way:
    """A way to enter a value that is used once. `above` makes what the rows are about; `make` stores one at a level;
    `post` enters it through the admin; `said` is the refusal."""

    model: type
    above: Any
    make: Any
    post: Any
    said: str


def add(model, **boxes):
    return lambda browser, above: browser.post(
        address("add", model),
        sent(
            browser.get(address("add", model)),
            **{name: value(above) if callable(value) else value for name, value in boxes.items()},
        ),
        follow=True,
    )


def add_row(prefix, **boxes):
    def post(browser, above):
        page = browser.get(address("change", above))
        row = {name: value(above) if callable(value) else value for name, value in boxes.items()}
        return browser.post(address("change", above), with_row(sent(page), prefix, **row), follow=True)

    return post


def key(above):
    return above.pk


WAYS = {
    "short name of a process": Way(
        Process,
        lambda: None,
        lambda above, level: ProcessFactory(slug="quiet-talks", level=level),
        add(Process, name="Quiet talks", slug="quiet-talks"),
        "There is a process with this short name in addresses already.",
    ),
    "number of a round": Way(
        Round,
        ProcessFactory,
        lambda above, level: RoundFactory(process=above, number=2, level=level),
        add(Round, process=key, name="Second meeting", number="2", format="direct"),
        "The process has a round with this number already.",
    ),
    "number of a point": Way(
        Clause,
        StatementFactory,
        lambda above, level: ClauseFactory(statement=above, number="6", level=level),
        add(Clause, statement=key, number="6"),
        "The statement has a point with this number already.",
    ),
    "number of a point on the page of its statement": Way(
        Clause,
        StatementFactory,
        lambda above, level: ClauseFactory(statement=above, number="6", level=level),
        add_row("clauses", number="6", position="0", level=""),
        "Please correct the duplicate data for number.",
    ),
    "label of a version": Way(
        Version,
        StatementFactory,
        lambda above, level: VersionFactory(statement=above, label="English", level=level),
        add(Version, statement=key, label="English", language="en", kind="press", text=TEXT),
        "The statement has a version with this label already.",
    ),
    "words of a commitment": Way(
        Passage,
        lambda: CommitmentFactory(
            clause__statement=VersionFactory(text=TEXT, label="English").statement,
        ),
        lambda above, level: PassageFactory(
            clause=above.clause, commitment=above, version=above.clause.statement.versions.get(), level=level
        ),
        add_row(
            "passages",
            version=lambda above: above.clause.statement.versions.get().pk,
            exact="War is not the solution",
            level="",
        ),
        "These words are marked already.",
    ),
    "role of a party": Way(
        Participation,
        RoundFactory,
        lambda above, level: ParticipationFactory(round=above, party=party("Hosts"), level=level),
        add_row("participations", party=lambda above: party("Hosts").pk, role="negotiating", level=""),
        "Please correct the duplicate data for party and role, which must be unique.",
    ),
    "identifier of a party": Way(
        PartyIdentifier,
        PartyFactory,
        lambda above, level: PartyIdentifierFactory(party__level=level, scheme="ucdp", value="303"),
        add_row("identifiers", scheme="ucdp", value="303"),
        "Another party has this identifier already.",
    ),
    "event beside a commitment": Way(
        Evidence,
        CommitmentFactory,
        lambda above, level: EvidenceFactory(commitment=above, event=event("They met"), level=level),
        add(
            Evidence,
            commitment=key,
            event=lambda above: event("They met").pk,
            bearing="honours",
            reasoning="They met again.",
        ),
        "This event is set beside the commitment already: change that entry instead.",
    ),
}


def party(name):
    return PartyFactory._meta.model.objects.filter(name=name).first() or PartyFactory(name=name)


def event(title):
    return EventFactory._meta.model.objects.filter(title=title).first() or EventFactory(title=title)


def answer(browser, way, above):
    """What entering it answers: status, messages and errors without numbers, and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        response = way.post(browser, above)
    messages = [re.sub(r"\d+", "#", str(message)) for message in response.context["messages"]]
    page = response.content.decode()
    errors = re.findall(r'class="errorlist.*?</ul>', page, re.DOTALL)
    return response.status_code, messages, errors, len(queries)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_value_of_a_hidden_row_is_entered_as_if_it_were_not_there(analyst, way):
    answer(analyst, way, way.above())  # what is asked only once in a process
    way.model._base_manager.filter(beside=0).delete()
    without = answer(analyst, way, way.above())
    way.model._base_manager.filter(beside=0).delete()
    above = way.above()
    hidden = way.make(above, Level.CONFIDENTIAL)

    beside = answer(analyst, way, above)

    assert beside == without
    assert beside[2] == []
    assert list(way.model._base_manager.order_by("pk").values_list("beside", flat=True)) == [0, 1]
    assert way.model._base_manager.order_by("pk").first() == hidden


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_value_of_a_seen_row_is_refused(analyst, way):
    above = way.above()
    way.make(above, Level.RESTRICTED)

    _status, messages, _errors, _queries = answer(analyst, way, above)
    page = way.post(analyst, above).content.decode()

    assert messages == []
    assert way.said in page
    assert way.model._base_manager.count() == 1


def test_two_rows_of_one_value_on_a_page_are_refused(analyst):
    statement = StatementFactory()
    ClauseFactory(statement=statement, number="6", level=Level.CONFIDENTIAL)
    page = sent(analyst.get(address("change", statement)))
    for _row in range(2):
        page = with_row(page, "clauses", number="6", position="0", level="")

    response = analyst.post(address("change", statement), page)

    assert "Please correct the duplicate data for number." in response.content.decode()
    assert Clause.objects.count() == 1


def test_row_takes_the_number_of_one_that_is_deleted_on_the_same_page(admin_client):
    statement = StatementFactory()
    ClauseFactory(statement=statement, number="6")
    page = with_row(sent(admin_client.get(address("change", statement))), "clauses", number="6", position="0", level="")

    admin_client.post(address("change", statement), {**page, "clauses-0-DELETE": "on"})

    assert list(Clause.objects.values_list("number", "level")) == [("6", Level.RESTRICTED)]


def test_rows_that_came_to_be_seen_side_by_side_can_each_be_changed(analyst):
    process = ProcessFactory()
    first = RoundFactory(process=process, number=2)
    second = RoundFactory(process=process, number=2, beside=1)

    for row in (first, second):
        page = analyst.get(address("change", row))
        analyst.post(address("change", row), sent(page, agenda="A truce."))

    assert list(Round.objects.order_by("pk").values_list("agenda", "beside")) == [("A truce.", 0), ("A truce.", 1)]


def test_row_that_moves_to_the_value_of_a_hidden_one_stands_beside_it(analyst):
    hidden = RoundFactory(number=2, level=Level.CONFIDENTIAL)
    row = RoundFactory(process=hidden.process, number=3)

    analyst.post(address("change", row), sent(analyst.get(address("change", row)), number="2"))

    row.refresh_from_db()
    assert (row.number, row.beside) == (2, 1)


@pytest.fixture
def meanwhile():
    """Store another row of the same value just before one of `model` is written, and have it there at later tries."""
    connected = []

    def connect(model, store):
        stored = []

        def before_writing(sender, instance, **kwargs):
            if not stored:
                store()
                stored.append("at the first try")

        def before_reading_again(sender, instance, **kwargs):
            # What was stored at the first try went with it, as both are one connection here.
            if stored == ["at the first try"] and not model._base_manager.exists():
                stored.append("at the second")
                store()

        for signal, receiver in ((pre_save, before_writing), (post_init, before_reading_again)):
            signal.connect(receiver, sender=model)
            connected.append((signal, receiver, model))

    yield connect
    for signal, receiver, model in connected:
        signal.disconnect(receiver, sender=model)


@pytest.mark.parametrize(("level", "numbers"), [(Level.CONFIDENTIAL, [0, 1]), (Level.RESTRICTED, [0])])
def test_value_taken_at_the_same_moment_is_looked_at_anew(analyst, meanwhile, level, numbers):
    process = ProcessFactory()
    theirs = {"process": process, "number": 2, "level": level, "shown_level": level, "name": "Theirs"}
    meanwhile(Round, lambda: Round._base_manager.bulk_create([Round(**theirs)]))
    page = sent(analyst.get(address("add", Round)), process=process.pk, name="Ours", number="2", format="direct")

    response = analyst.post(address("add", Round), page)

    assert (response.status_code == 302) == (len(numbers) == 2)
    assert list(Round.objects.order_by("beside").values_list("beside", flat=True)) == numbers


def test_points_are_found_and_marked_beside_hidden_ones(analyst):
    version = VersionFactory()
    hidden = ClauseFactory(statement=version.statement, number="2", position=70, level=Level.CONFIDENTIAL)
    PassageFactory(clause=hidden, version=version, level=Level.CONFIDENTIAL)
    address_of_points = reverse("admin:statements_version_points", args=[version.pk])
    page = analyst.get(address_of_points)
    boxes = {f"{form.prefix}-number": form["number"].value() for _proposal, form in page.context["rows"]}
    ticks = {f"{form.prefix}-chosen": "on" for _proposal, form in page.context["rows"]}
    opened = {"opened_revision": page.context["opened_revision"]}

    analyst.post(address_of_points, boxes | ticks | opened)

    assert [proposal.clause for proposal, _form in page.context["rows"]] == [None, None, None]
    entered = Clause.objects.exclude(pk=hidden.pk).order_by("pk")
    assert list(entered.values_list("number", "position", "beside")) == [("1", 1, 0), ("2", 2, 1), ("3", 3, 0)]
    assert Passage.objects.count() == 4


def test_page_that_decides_tells_what_will_be_seen_side_by_side(client):
    hidden = PartyFactory(name="Movement", level=Level.CONFIDENTIAL)
    PartyIdentifierFactory(party=hidden, scheme="ucdp", value="303")
    PartyIdentifierFactory(party__name="The movement", scheme="ucdp", value="303", beside=1)
    asked = ask(hidden, person=AnalystFactory(clearance=2), to_level=Level.RESTRICTED, reason="It is known.")
    plain = ask(RoundFactory(level=1), person=AnalystFactory(), to_level=Level.PUBLIC, reason="It is known.")
    client.force_login(ReviewerFactory())
    chosen = {"action": "approve", "_selected_action": [asked.pk, plain.pk]}

    page = client.post(reverse("admin:records_lowering_changelist"), chosen)

    (sentence,) = [sentence for row in page.context["rows"] for sentence in row["beside"]]
    assert sentence == (
        "Identifier “UCDP actor 303” (Movement) and “UCDP actor 303” (The movement) have the same dataset and identifier. "
        "Whoever may see both finds both."
    )
    assert page.content.decode().count("finds both") == 1
