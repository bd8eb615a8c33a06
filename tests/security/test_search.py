"""Searching for any word of the record finds it for those who may see where it stands, and tells nobody else of it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from events.models import Event
from events.searching import found_events
from events.window import DayWindow
from records.levels import Level
from records.word_search.query import Query
from statements.searching import KINDS, search
from tests.factories.events import EventFactory
from tests.factories.statements import CommitmentFactory, PassageFactory, StatementFactory, VersionFactory
from tests.security.alike import observed
from tests.security.questions import indexed_words
from tests.security.readers import EVERYONE

pytestmark = pytest.mark.django_db

HIDDEN = {"level": Level.CONFIDENTIAL}


def number_found(word, reader):
    query = Query.of(word)
    return (
        sum(search(kind, query, reader).number for kind in KINDS.values())
        + found_events(query, reader, DayWindow(), 1).number
    )


@pytest.mark.parametrize("name", EVERYONE)
def test_each_word_is_found_by_those_who_may_see_where_it_stands_and_by_nobody_else(corpus, people, name):
    reader = people[name]
    user = reader.user or AnonymousUser()
    merged = Event.objects.exclude(merged_into=None).values_list("title", "account")
    # An event that turned out to be the same as another one is found by nobody: the other is.
    left_out = {text for texts in merged for text in texts}
    signs = [sign for sign in indexed_words(corpus.ledger) if sign.text not in left_out]

    wrong = [
        sign.where
        for sign in signs
        if (number_found(sign.text, user) > 0) is not reader.may_see(sign.kind, in_admin=False)
    ]

    assert wrong == []
    assert len({sign.kind for sign in signs}) >= 4


def hidden_in_every_way():
    """Rows that hold the word "zeta" where a public reader does not see it, beside some that they see."""
    shown = VersionFactory(text="They met in Kabul.")
    StatementFactory(title="Zeta", **HIDDEN)
    VersionFactory(statement=shown.statement, text="In Zeta.", **HIDDEN)
    point = PassageFactory(version=shown, clause__statement=shown.statement, exact="met in Kabul").clause
    CommitmentFactory(clause=point, summary="Leave Zeta", **HIDDEN)
    EventFactory(title="Fighting in Zeta", **HIDDEN)
    secret = VersionFactory(statement=shown.statement, text="War in Zeta and Kabul", **HIDDEN)
    PassageFactory(version=secret, clause=point, exact="War in Zeta")
    return shown.statement


@pytest.mark.parametrize(
    "more",
    [
        "",
        "&kind=statements",
        "&kind=points&page=2",
        "&kind=commitments&format=csv",
        "&kind=events",
        "&kind=events&format=csv",
    ],
)
def test_a_hidden_word_is_answered_like_one_that_nobody_wrote(client, more):
    hidden_in_every_way()
    address = reverse("search")
    observed(client, f"{address}?q=zeta{more}")

    hidden, absent = (observed(client, f"{address}?q={word}{more}") for word in ("zeta", "yeta"))

    assert (hidden.status, hidden.queries) == (absent.status, absent.queries)
    assert hidden.text.replace("zeta", "yeta") == absent.text


def test_a_hidden_text_is_not_quoted_beside_a_shown_one(client):
    statement = hidden_in_every_way()

    response = client.get(reverse("search"), {"q": "kabul"})

    assert "Zeta" not in response.content.decode()
    assert [found.number for found in response.context["found"]] == [1, 1]
    assert {hit.statement for found in response.context["found"] for hit in found.hits} == {statement}


def test_what_is_hidden_from_a_reader_is_no_choice_of_a_filter(client):
    hidden = StatementFactory(round__process__name="Zeta talks", round__process__level=Level.CONFIDENTIAL)

    page = client.get(reverse("search"), {"q": "war", "process": str(hidden.process.public_id)})
    absent = client.get(reverse("search"), {"q": "war", "process": "00000000-0000-4000-8000-000000000000"})

    assert "Zeta" not in page.content.decode()
    assert page.context["filter"].errors == absent.context["filter"].errors != {}
