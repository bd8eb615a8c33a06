"""Any two editions of a brief compared, for readers who may see both."""

import dataclasses

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from briefs.document.shape import to_data
from records.levels import Level
from tests.briefs.document.sample import AUGUST, JULY
from tests.factories.briefs import BriefFactory, EditionFactory, WithdrawalFactory
from tests.factories.records import AnalystFactory

pytestmark = pytest.mark.django_db


def with_keys(content):
    """The content with public ids, as the record gives them: those of the sample are its own numbers."""
    comparisons = tuple(
        dataclasses.replace(
            part,
            key=part.label,
            events=tuple(dataclasses.replace(event, key=event.number) for event in part.events),
        )
        for part in content.comparisons
    )
    return dataclasses.replace(content, comparisons=comparisons)


@pytest.fixture
def editions():
    """Editions 1 and 2 of a brief, as of 12 July and as of 31 August 2021."""
    brief = BriefFactory(title="Intra-Afghan talks")
    return [
        EditionFactory(brief=brief, number=number, as_of=content.as_of, content=to_data(with_keys(content)))
        for number, content in enumerate((JULY, AUGUST), start=1)
    ]


def compare(client, old, new):
    return client.get(reverse("briefs:compare", args=[old.brief.public_id, old.number, new.number]))


def test_what_changed_is_told_from_the_older_to_the_newer(client, editions):
    response = compare(client, *editions)

    since = response.context["since"]
    assert [(moved.label, moved.before, moved.now) for moved in since.ratings] == [
        ("C1", "not assessed", "breached"),
        ("C2", "not assessed", "partly, closed"),
        ("C3", "not assessed", "no evidence found"),
    ]
    assert [event.number for event in since.events] == ["E3", "E4"]
    assertContains(response, "What changed from edition 1 to edition 2")
    assertContains(response, "Taken by force in August.")
    assertNotContains(response, "not in edition")


def test_what_changed_is_told_the_other_way(client, editions):
    response = compare(client, *reversed(editions))

    since = response.context["since"]
    assert (since.ratings[0].before, since.ratings[0].now) == ("breached", "not assessed")
    assertContains(response, "2 commitments and events of edition 2 are not in edition 1.")
    assertContains(response, "no assessment was in force")
    assertContains(response, reverse("briefs:compare", args=[editions[0].brief.public_id, 1, 2]))


def test_every_kind_of_change_is_told(client, editions):
    first, event = with_keys(JULY), with_keys(JULY).comparisons[0].events[0]
    reports = (
        *(dataclasses.replace(report, key=str(place)) for place, report in enumerate(event.reports)),
        dataclasses.replace(event.reports[0], claimant="the ministry", key="new"),
    )
    turned = dataclasses.replace(event, standing="denied", standing_label="denied", reports=reports)
    part = first.comparisons[0]
    deadlines = (*part.deadlines, dataclasses.replace(part.deadlines[-1], words="by 1 September 2021"))
    part = dataclasses.replace(part, events=(turned, *part.events[1:]), deadlines=deadlines)
    added = dataclasses.replace(first.comparisons[1], key="new", label="C9", summary="To free prisoners", events=())
    content = dataclasses.replace(first, comparisons=(part, added))
    third = EditionFactory(brief=editions[0].brief, number=3, as_of=content.as_of, content=to_data(content))

    response = compare(client, editions[0], third)

    for words in ("the ministry", "by 1 September 2021", "To free prisoners", "<strong>denied</strong>"):
        assertContains(response, words)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, "The two editions tell the same."),
        ({"scope": "one round"}, "Something else is told otherwise."),
    ],
)
def test_where_nothing_that_is_listed_changed_it_says_what_that_means(client, editions, change, sentence):
    content = dataclasses.replace(with_keys(AUGUST), **change)
    third = EditionFactory(brief=editions[0].brief, number=3, as_of=AUGUST.as_of, content=to_data(content))

    assertContains(compare(client, editions[1], third), sentence)


def test_an_edition_does_not_differ_from_itself(client, editions):
    assertContains(compare(client, editions[0], editions[0]), "An edition does not differ from itself.")


def test_who_may_not_see_one_of_them_is_told_of_neither(client, editions):
    hidden = EditionFactory(brief=editions[0].brief, number=3, level=Level.RESTRICTED)

    for pair in ((editions[0], hidden), (hidden, editions[0])):
        assert compare(client, *pair).status_code == 404
    client.force_login(AnalystFactory(clearance=Level.RESTRICTED))
    assert compare(client, editions[0], hidden).status_code == 200


def test_an_edition_that_there_is_not_is_not_compared(client, editions):
    assert client.get(reverse("briefs:compare", args=[editions[0].brief.public_id, 1, 9])).status_code == 404


@pytest.mark.parametrize("content", [{"title": "Brief"}, {"title": "Brief", "comparisons": [{"label": "C1"}]}, []])
def test_an_edition_of_an_older_shape_is_answered_with_a_sentence(client, editions, content):
    old = EditionFactory(brief=editions[0].brief, number=3, content=content)

    assertContains(compare(client, old, editions[0]), "Edition 3 was stored before editions kept")
    assertContains(compare(client, editions[0], old), "Edition 3 was stored before editions kept")
    other = EditionFactory(brief=editions[0].brief, number=4, content=content)
    assertContains(compare(client, old, other), "Both editions were stored before editions kept")


def test_changes_of_a_withdrawn_edition_are_told_to_those_who_enter_the_record_alone(client, editions):
    WithdrawalFactory(edition=editions[1], reason="It was wrong.")

    outside = [compare(client, *editions), compare(client, *reversed(editions))]
    client.force_login(AnalystFactory())
    inside = compare(client, *editions)

    for response in outside:
        assertContains(response, "It was wrong.", status_code=410)
        assertNotContains(response, "Taken by force", status_code=410)
    assertContains(inside, "It was withdrawn: do not rely on it.")
    assertContains(inside, "Taken by force")


def choose(client, brief, **asked):
    return client.get(reverse("briefs:compare-choose", args=[brief.public_id]), asked)


def test_two_editions_are_chosen_on_the_page_of_the_brief(client, editions):
    brief = editions[0].brief

    page = client.get(brief.get_absolute_url())
    response = choose(client, brief, old=1, new=2)

    assert page.context["form"].initial == {"new": 2, "old": 1}
    assertRedirects(response, reverse("briefs:compare", args=[brief.public_id, 1, 2]))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"old": 1, "new": 1}, "Both are edition 1: choose another to compare it with."),
        ({"old": 1, "new": 3}, "There is no edition 3 that you may see. Choose one of the list."),
        ({"old": "x", "new": 2}, "There is no edition x that you may see. Choose one of the list."),
        ({"old": 1}, "This field is required."),
    ],
)
def test_a_choice_that_cannot_be_compared_is_refused_with_a_sentence(client, editions, asked, sentence):
    EditionFactory(brief=editions[0].brief, number=3, level=Level.RESTRICTED)

    assertContains(choose(client, editions[0].brief, **asked), sentence)


def test_a_hidden_brief_has_no_choice(client):
    assert choose(client, BriefFactory(level=Level.RESTRICTED), old=1, new=2).status_code == 404
