import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import Level
from tests.factories.briefs import BriefFactory, EditionFactory
from tests.listed import csv_lines, listed

pytestmark = pytest.mark.django_db

BRIEFS = "briefs:brief-list"


@pytest.mark.parametrize("count", [1, 3])
def test_brief_list_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    for brief in BriefFactory.create_batch(count):
        EditionFactory.create_batch(count, brief=brief)

    with django_assert_num_queries(6):
        client.get(reverse(BRIEFS))


def test_briefs_are_found_by_words_process_and_editions(client):
    kept = EditionFactory(brief__title="Zeta").brief
    other = EditionFactory(level=Level.RESTRICTED).brief

    assert listed(client, BRIEFS, q="zeta") == {kept}
    assert listed(client, BRIEFS, process=kept.process) == {kept}
    assert listed(client, BRIEFS, issued="yes") == {kept}
    assert listed(client, BRIEFS, issued="no") == {other}


def test_briefs_come_in_the_order_asked_for(client):
    first, second = BriefFactory(title="A"), BriefFactory(title="B")

    assert list(client.get(reverse(BRIEFS)).context["object_list"]) == [first, second]
    assert list(client.get(reverse(BRIEFS), {"sort": "newest"}).context["object_list"]) == [second, first]


def test_brief_list_shows_editions_of_the_readers_level(client):
    brief = BriefFactory()
    EditionFactory(brief=brief, number=1)
    EditionFactory(brief=brief, number=2, level=Level.RESTRICTED)

    response = client.get(reverse(BRIEFS))

    assertContains(response, reverse("briefs:edition-detail", args=[brief.public_id, 1]))
    assertNotContains(response, reverse("briefs:edition-detail", args=[brief.public_id, 2]))


def test_brief_file_gives_the_latest_moment_told(client):
    issued = EditionFactory(brief__title="A").brief
    BriefFactory(title="B")

    lines = csv_lines(client, BRIEFS)

    assert lines[1] == f"{issued.public_id},A,{issued.process.name},en,public,1,2021-07-12T18:00:00+00:00"
    assert lines[2].endswith(",public,0,")
