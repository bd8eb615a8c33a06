"""What a sheet on a party says of it: only what was known by the day, and nothing above the level."""

import datetime as dt
from dataclasses import replace

import pytest

from briefs.document.content import NothingOnRecord, brief_content
from briefs.kinds import Kind
from briefs.scope import scope_on
from records.levels import Level
from talks.models import Participation, Party, PartyLink
from tests.factories.statements import CommitmentFactory
from tests.factories.talks import (
    NamingFactory,
    ParticipationFactory,
    PartyFactory,
    PartyLinkFactory,
    PartyNameFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db
AUGUST = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


@pytest.fixture
def taliban(commitment):
    return Party.objects.get(name="Taliban")


def told(commitment, party, as_of=AUGUST, level=Level.PUBLIC):
    scope = scope_on(commitment.statement.process, level)
    scope = replace(scope, kind=Kind.PARTY, parties=frozenset({party.pk}))
    return brief_content(scope, as_of=as_of)


def test_a_sheet_is_on_the_party_and_on_what_binds_it(commitment, taliban):
    CommitmentFactory(clause=commitment.clause, obligors=[PartyFactory()])

    content = told(commitment, taliban)

    assert (content.party.name, content.party.kind) == ("Taliban", "armed group")
    assert content.party.key == str(taliban.public_id)
    assert [part.summary for part in content.comparisons] == [commitment.summary]


def test_a_party_above_the_level_of_the_sheet_is_refused(commitment, taliban):
    hidden = PartyFactory(level=Level.CONFIDENTIAL)

    with pytest.raises(NothingOnRecord, match="The party of this sheet is not one that public readers may see"):
        told(commitment, hidden)


def test_names_are_told_in_their_own_language_with_the_time_they_were_used(commitment, taliban):
    PartyNameFactory(party=taliban, name="طالبان", language="prs", used_from="1994", used_until="2030")
    PartyNameFactory(party=taliban, name="Emirate", used_until="2001")
    PartyNameFactory(party=taliban, name="The students", used_from="1994", used_until="1996")
    PartyNameFactory(party=taliban, name="Not yet", used_from="2021-09")
    PartyNameFactory(party=PartyFactory(), name="Of another")

    names = told(commitment, taliban).party.other_names

    assert [(one.name, one.language, one.direction, one.used) for one in names] == [
        ("طالبان", "prs", "rtl", "from 1994"),
        ("Emirate", "", "ltr", "until 2001"),
        ("The students", "", "ltr", "from 1994 until 1996"),
    ]
    assert names[0].language_name == "Dari"


def test_relations_are_told_in_sentences_both_ways_and_not_before_they_began(commitment, taliban):
    front, wing, later = PartyFactory(name="Front"), PartyFactory(name="Wing"), PartyFactory(name="Later")
    PartyLinkFactory(party=taliban, kind=PartyLink.Kind.ALLIANCE, other=front, valid_from="2015", valid_until="2018")
    PartyLinkFactory(party=wing, kind=PartyLink.Kind.FACTION, other=taliban)
    PartyLinkFactory(party=later, kind=PartyLink.Kind.SUCCESSOR, other=taliban, valid_from="2021-09-01")

    assert told(commitment, taliban).party.relations == (
        "Taliban is allied in Front (from 2015 until 2018).",
        "Wing is a faction of Taliban.",
    )


def test_a_relation_to_a_party_above_the_level_is_not_told(commitment, taliban):
    shown, hidden = PartyFactory(name="Shown"), PartyFactory(name="Hidden", level=Level.RESTRICTED)
    PartyLinkFactory(party=taliban, other=shown)
    PartyLinkFactory(party=taliban, other=hidden, kind=PartyLink.Kind.ALLIANCE)

    assert told(commitment, taliban).party.relations == ("Taliban belongs to Shown.",)
    assert len(told(commitment, taliban, level=Level.RESTRICTED).party.relations) == 2


def test_roles_of_one_name_stand_together_with_what_sources_called_the_party(commitment, talks, taliban):
    guest, host = Participation.Role.GUEST, Participation.Role.HOST
    ParticipationFactory(round=talks, party=taliban, role=guest, named_as_written="Taliban delegation")
    ParticipationFactory(round=talks, party=taliban, role=host, named_as_written="Taliban delegation")
    ParticipationFactory(round=talks, party=taliban, named_as_written="Representatives")
    ParticipationFactory(round=talks, party=PartyFactory())
    NamingFactory(round=talks, party=taliban, named="the movement")
    NamingFactory(round=talks, party=PartyFactory(), named="the others")

    content = told(commitment, taliban)
    first, second = content.party.roles

    assert (first.round, first.role, first.named_as_written) == (talks.name, "guest, host", "Taliban delegation")
    assert (second.role, second.named_as_written) == ("negotiating party", "Representatives")
    assert [naming.named for naming in first.namings] == ["the movement"]
    assert second.namings == ()
    assert first.namings[0].source in {source.number for source in content.sources}


def test_roles_are_told_across_all_rounds_that_had_opened(commitment, talks, taliban):
    doha = RoundFactory(process=talks.process, name="Doha", opened_on="2021-07-17", closed_on="2021-07-18")
    later = RoundFactory(process=talks.process, name="Later", opened_on="2021-09-01")
    for held in (talks, doha, later):
        ParticipationFactory(round=held, party=taliban)
    ParticipationFactory(round=doha, party=taliban, role=Participation.Role.HOST, level=Level.CONFIDENTIAL)

    roles = told(commitment, taliban).party.roles

    assert [(role.round, role.role) for role in roles] == [
        (talks.name, "negotiating party"),
        ("Doha", "negotiating party"),
    ]
    assert roles[1].dates == "17–18 July 2021"


def test_a_party_without_commitments_has_a_sheet(commitment):
    party = PartyFactory(name="Observers")

    content = told(commitment, party)

    assert content.party.name == "Observers"
    assert content.comparisons == ()
