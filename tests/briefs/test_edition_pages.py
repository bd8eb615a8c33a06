"""The page of a brief, the page of an edition, its file and its content."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from briefs.document.shape import content_hash, to_data
from records.audit.actions import Action
from records.levels import Level
from records.models import AuditEntry
from tests.briefs.document.sample import JULY
from tests.factories.briefs import BriefFactory, EditionFactory, WithdrawalFactory

pytestmark = pytest.mark.django_db


def address(name, edition, *more):
    return reverse(f"briefs:{name}", args=[edition.brief.public_id, edition.number, *more])


@pytest.fixture
def edition():
    return EditionFactory(number=2, content=to_data(JULY), content_hash=content_hash(JULY), pdf_sha256="a" * 64)


@pytest.mark.parametrize("count", [1, 3])
def test_brief_page_asks_the_same_number_of_queries_however_many_editions(client, count, django_assert_num_queries):
    brief = BriefFactory()
    for edition in EditionFactory.create_batch(count, brief=brief):
        WithdrawalFactory(edition=edition)

    with django_assert_num_queries(2):
        client.get(brief.get_absolute_url())


def test_brief_page_lists_the_editions_that_the_reader_may_see(client):
    brief = BriefFactory()
    EditionFactory(brief=brief, number=1)
    WithdrawalFactory(edition=EditionFactory(brief=brief, number=2))
    EditionFactory(brief=brief, number=3)
    hidden = EditionFactory(brief=brief, number=4, level=Level.RESTRICTED)

    response = client.get(brief.get_absolute_url())

    told = [(edition.number, earlier and earlier.number) for edition, earlier in response.context["pairs"]]
    assert told == [(3, 1), (2, 1), (1, None)]
    assertContains(response, reverse("briefs:compare", args=[brief.public_id, 1, 3]))
    assertNotContains(response, address("edition-file", brief.editions.get(number=2)))
    assertNotContains(response, hidden.get_absolute_url())
    assertContains(response, "2, 2021-07-12, withdrawn")


def test_brief_page_lets_editors_alone_ask_for_an_edition(admin_client):
    brief = BriefFactory()
    EditionFactory(brief=brief)
    asks = reverse("briefs:order-edition", args=[brief.public_id])

    for_anyone, for_editors = (each.get(brief.get_absolute_url()) for each in (Client(), admin_client))

    assertNotContains(for_anyone, asks)
    assertContains(for_editors, f'action="{asks}"')
    assertContains(for_editors, f'value="{for_editors.context["now"]:%Y-%m-%dT%H:%M:%SZ}"')


def test_brief_page_without_editions_says_so_and_has_nothing_to_compare(client):
    response = client.get(BriefFactory().get_absolute_url())

    assertContains(response, "No edition has been issued that you may see.")
    assertNotContains(response, "Compare two editions")


def test_a_brief_above_the_readers_level_has_no_page(client):
    hidden = BriefFactory(level=Level.RESTRICTED)

    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_who_enters_the_record_is_offered_the_file_of_a_withdrawn_edition(admin_client, edition):
    WithdrawalFactory(edition=edition)

    assertContains(admin_client.get(edition.brief.get_absolute_url()), address("edition-file", edition))
    assertContains(admin_client.get(reverse("briefs:brief-list")), address("edition-file", edition))


def test_brief_list_says_which_edition_was_withdrawn(client, edition):
    WithdrawalFactory(edition=edition)

    response = client.get(reverse("briefs:brief-list"))

    assertContains(response, "<strong>withdrawn</strong>")
    assertNotContains(response, address("edition-file", edition))


def test_edition_page_has_what_a_copy_is_told_by_and_uploads_nothing(client, edition):
    other = EditionFactory(brief=edition.brief, number=1, pdf_sha256="b" * 64)
    hidden = EditionFactory(brief=edition.brief, number=3, pdf_sha256="c" * 64, level=Level.RESTRICTED)

    response = client.get(edition.get_absolute_url())

    assertContains(response, f'data-sha256="{edition.pdf_sha256}"')
    assertContains(response, f'data-sha256="{other.pdf_sha256}"')
    assertNotContains(response, hidden.pdf_sha256)
    assertContains(response, "sha256sum your-file.pdf")
    assertContains(response, "Nothing is uploaded.")
    assertContains(response, reverse("briefs:compare", args=[edition.brief.public_id, 1, 2]))


@pytest.mark.parametrize("count", [1, 3])
def test_edition_page_asks_the_same_number_of_queries_however_many_others(
    client, edition, count, django_assert_num_queries
):
    EditionFactory.create_batch(count, brief=edition.brief)

    with django_assert_num_queries(3):
        client.get(edition.get_absolute_url())


def test_page_of_the_only_edition_has_nothing_to_compare_with(client, edition):
    response = client.get(edition.get_absolute_url())

    assertNotContains(response, "/compare/")
    assertNotContains(response, "other editions")


def test_content_is_handed_out_byte_for_byte_as_its_hash_was_counted(client, edition):
    response = client.get(address("edition-content", edition))

    assert hashlib.sha256(response.content).hexdigest() == edition.content_hash
    assert response.headers["Content-Disposition"].endswith('-2021-07-12-edition-2.json"')
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"] == "application/json"
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.facts) == (Action.EXPORTED, '{"format":"json"}')


@pytest.mark.parametrize("name", ["edition-detail", "edition-file", "edition-content"])
def test_nothing_of_an_edition_above_the_readers_level_is_handed_out(client, name):
    shown = EditionFactory()
    hidden = EditionFactory(brief=shown.brief, level=Level.RESTRICTED)

    assert client.get(address(name, shown)).status_code == 200
    assert client.get(address(name, hidden)).status_code == 404
