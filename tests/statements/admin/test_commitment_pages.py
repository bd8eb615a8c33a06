"""Commitments entered in the admin: their words, who is bound, by when."""

import pytest

from statements.models import Commitment
from talks.models import Participation
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    ThemeFactory,
    VersionFactory,
)
from tests.factories.talks import ParticipationFactory, PartyFactory, RoundFactory
from tests.records.admin.pages import address, sent, with_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_of_two(db):
    """A round with two negotiating parties and a host."""
    round_ = RoundFactory()
    for name, role in (("Government", "negotiating"), ("Taliban", "negotiating"), ("Iran", Participation.Role.HOST)):
        ParticipationFactory(round=round_, party__name=name, role=role)
    return round_


def enter_commitment(client, clause, **boxes):
    data = sent(
        client.get(address("add", Commitment), {"clause": clause.pk, "level": 0}),
        **{"summary": "Continue talks", "kind": "continue", "specificity": "general", **boxes},
    )
    return client.post(address("add", Commitment), data, follow=True)


def test_both_sides_are_resolved_to_the_negotiating_parties_and_said_so(admin_client, round_of_two):
    clause = ClauseFactory(statement__round=round_of_two)

    response = enter_commitment(admin_client, clause, obligors_as_written="Both sides")

    commitment = Commitment.objects.get()
    assert [party.name for party in commitment.obligors.order_by("name")] == ["Government", "Taliban"]
    assert commitment.obligors_as_written == "Both sides"
    assert "taken to be the negotiating parties of the round: <bdi>Government</bdi> and <bdi>Taliban</bdi>" in (
        response.content.decode()
    )


def test_both_sides_of_a_statement_outside_any_round_are_warned_about(admin_client):
    clause = ClauseFactory(statement__round=None)

    response = enter_commitment(admin_client, clause, obligors_as_written="both sides")

    assert "“both sides” could not be resolved" in response.content.decode()
    assert Commitment.objects.exists()


def test_commitment_that_binds_nobody_is_warned_about_and_kept(admin_client):
    response = enter_commitment(admin_client, ClauseFactory())

    assert "Nobody is bound yet: choose the obligors." in response.content.decode()
    assert Commitment.objects.exists()


def test_commitment_is_entered_with_its_words_in_a_version_and_its_deadline(admin_client):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement)
    party, theme = PartyFactory(), ThemeFactory()
    data = sent(
        admin_client.get(address("add", Commitment), {"clause": clause.pk}),
        summary="Continue talks",
        kind="continue",
        specificity="general",
        obligors=[party.pk],
        themes=[theme.pk],
    )
    data = with_row(data, "deadlines", terms="soon", words="as soon as possible")
    data = with_row(data, "passages", version=version.pk, exact="continue talks")

    response = admin_client.post(address("add", Commitment), data)

    assert response.status_code == 302, response.context["errors"]
    commitment = Commitment.objects.get()
    assert commitment.deadlines.get().words == "as soon as possible"
    assert commitment.passages.get().clause == clause
    assert list(commitment.themes.all()) == [theme]


def test_deadline_before_the_statement_is_refused_at_its_field(admin_client):
    clause = ClauseFactory(statement__issued_on="2021-07-08")
    data = sent(
        admin_client.get(address("add", Commitment), {"clause": clause.pk}),
        summary="Continue talks",
        kind="continue",
        specificity="specific",
    )

    response = admin_client.post(
        address("add", Commitment), with_row(data, "deadlines", terms="dated", due_on="1 July 2021")
    )

    assert response.status_code == 200
    assert "1 July 2021 is before the statement was issued (8 July 2021)." in response.content.decode()
    assert 'value="1 July 2021"' in response.content.decode()
    assert not Commitment.objects.exists()


def test_commitment_list_shows_who_is_bound(admin_client):
    CommitmentFactory(obligors=[PartyFactory(name="Taliban")])
    CommitmentFactory(obligors_as_written="both sides")

    page = admin_client.get(address("changelist", Commitment)).content.decode()

    assert ">Taliban<" in page
    assert ">both sides<" in page


def test_deadline_by_a_date_without_the_date_is_refused(admin_client):
    commitment = CommitmentFactory()
    data = sent(admin_client.get(address("change", commitment)))

    response = admin_client.post(address("change", commitment), with_row(data, "deadlines", terms="dated"))

    assert response.status_code == 200
    assert "A deadline by a date needs the date in “due on”" in response.content.decode()
    assert not commitment.deadlines.exists()


def test_obligors_chosen_by_hand_are_not_overwritten(admin_client, round_of_two):
    clause, party = ClauseFactory(statement__round=round_of_two), PartyFactory(name="Iran's ministry")

    enter_commitment(admin_client, clause, obligors_as_written="both sides", obligors=[party.pk])

    assert list(Commitment.objects.get().obligors.all()) == [party]
