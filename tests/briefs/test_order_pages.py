"""Having an edition issued, and following it: who may, what is said, where it ends."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from briefs.at_work import note_at_work
from briefs.models import EditionOrder
from briefs.taking_up import LEASE
from records.levels import Level
from tests.factories.briefs import BriefFactory, EditionFactory, EditionOrderFactory
from tests.factories.records import AnalystFactory, UserFactory

pytestmark = pytest.mark.django_db

State = EditionOrder.State
PAGES = ["briefs:order-detail", "briefs:order-progress"]


def address(order, page="briefs:order-detail"):
    return reverse(page, args=[order.brief.public_id, order.public_id])


@pytest.fixture
def analyst(client):
    """An analyst cleared for restricted records, signed in."""
    person = AnalystFactory(clearance=Level.RESTRICTED)
    client.force_login(person)
    return person


@pytest.fixture
def held():
    """An order of which three parts of seven are drawn."""
    return EditionOrderFactory(state=State.DRAWING, attempts=1, step=3, steps=7, leased_until=timezone.now() + LEASE)


@pytest.mark.parametrize("page", PAGES)
def test_orders_are_followed_by_editors_up_to_their_level(client, analyst, page):
    shown = EditionOrderFactory(brief__level=Level.RESTRICTED)
    hidden = EditionOrderFactory(brief__level=Level.CONFIDENTIAL)
    elsewhere = reverse(page, args=[BriefFactory().public_id, shown.public_id])

    answers = [client.get(each).status_code for each in (address(shown, page), address(hidden, page), elsewhere)]

    assert answers == [200, 404, 404]


@pytest.mark.parametrize("page", PAGES)
def test_readers_follow_no_orders(client, page):
    order = EditionOrderFactory()
    client.force_login(UserFactory(clearance=Level.CONFIDENTIAL))

    assert client.get(address(order, page)).status_code == 403


def test_an_embargo_holds_for_these_pages_as_for_all_outside_the_admin(admin_client):
    order = EditionOrderFactory(brief__embargo_until=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))

    pages = [address(order), reverse("briefs:order-edition", args=[order.brief.public_id])]

    assert [admin_client.get(page).status_code for page in pages] == [404, 404]


def test_the_page_says_how_far_it_is_and_asks_again_by_itself_or_by_a_link(admin_client, held):
    page = admin_client.get(address(held))

    assertContains(page, "3 of 7 parts are drawn.")
    assertContains(page, '<progress id="how-far" max="7" value="3"></progress>')
    assertContains(page, f'hx-get="{address(held, PAGES[1])}"')
    assertContains(page, f'<a href="{address(held)}">Look again</a>')
    assertNotContains(page, "Nobody draws editions")
    assertNotContains(page, "cut off")


def test_the_piece_that_is_asked_for_again_is_that_piece_alone(admin_client, held):
    piece = admin_client.get(address(held, PAGES[1]))

    assertContains(piece, "3 of 7 parts are drawn.")
    assertNotContains(piece, "<html")
    assert not {"HX-Redirect", "HX-Refresh"} & set(piece.headers)


def test_before_the_first_part_is_drawn_the_page_says_what_is_done(admin_client, held):
    EditionOrder.objects.update(step=0, steps=0)

    assertContains(admin_client.get(address(held)), "The record is being read and drawn.")


def test_an_order_taken_up_again_says_so(admin_client, held):
    EditionOrder.objects.update(attempts=2)

    assertContains(admin_client.get(address(held)), "This is attempt number 2.")


def test_without_a_worker_the_page_says_what_an_operator_does(admin_client):
    order = EditionOrderFactory()

    page = admin_client.get(address(order))

    assertContains(page, "It waits for its turn.")
    assertContains(page, "Nobody draws editions at the moment.")
    assertContains(page, "manage.py issue_editions")
    note_at_work(timezone.now())
    assertNotContains(admin_client.get(address(order)), "Nobody draws editions")


def test_an_abandoned_order_goes_back_into_the_queue_when_its_page_is_looked_at(admin_client, held):
    admin_client.get(address(held))
    assert not DBTaskResult.objects.exists()

    EditionOrder.objects.update(leased_until=timezone.now() - LEASE)
    page = admin_client.get(address(held, PAGES[1]))

    assert DBTaskResult.objects.get().args_kwargs["args"] == [str(held.public_id)]
    assertContains(page, "3 of 7 parts are drawn.")


def test_an_order_that_was_issued_leads_to_its_edition(admin_client):
    edition = EditionFactory(number=4)
    order = EditionOrderFactory(brief=edition.brief, state=State.ISSUED, edition=edition)
    leads_to = reverse("briefs:edition-detail", args=[edition.brief.public_id, 4])

    assertRedirects(admin_client.get(address(order)), leads_to)
    assert admin_client.get(address(order, PAGES[1]))["HX-Redirect"] == leads_to


def test_an_order_that_failed_says_why_and_can_be_asked_for_again(admin_client, editor):
    order = EditionOrderFactory(
        state=State.FAILED, said="The <page> is too long.", asked_by=editor, ended_at=timezone.now()
    )

    page = admin_client.get(address(order))

    assertContains(page, "No edition was issued.")
    assertContains(page, "The &lt;page&gt; is too long.")
    assertNotContains(page, "hx-get")
    assert admin_client.get(address(order, PAGES[1]))["HX-Refresh"] == "true"
    again = admin_client.post(
        reverse("briefs:order-edition", args=[order.brief.public_id]), {"as_of": page.context["as_of"]}
    )
    made = EditionOrder.objects.exclude(pk=order.pk).get()
    assert (made.as_of, made.asked_by) == (order.as_of, editor)
    assertRedirects(again, address(made))


def test_a_double_click_makes_one_order(admin_client):
    brief = BriefFactory()
    page = reverse("briefs:order-edition", args=[brief.public_id])
    sent = {"as_of": admin_client.get(page).context["form"]["as_of"].value()}

    first, second = (admin_client.post(page, sent) for _ in range(2))

    assert first.url == second.url
    assert EditionOrder.objects.count() == 1


def test_a_moment_that_is_none_comes_back_with_the_reason(admin_client):
    brief = BriefFactory()

    page = admin_client.post(reverse("briefs:order-edition", args=[brief.public_id]), {"as_of": "31 February"})

    assertContains(page, "“31 February” is not a moment")
    assert not EditionOrder.objects.exists()


def test_the_page_of_a_brief_lists_its_editions_and_orders_up_to_the_level(client, analyst):
    shown = EditionFactory(number=4)
    EditionFactory(brief=shown.brief, number=5, level=Level.CONFIDENTIAL)
    EditionOrderFactory(brief=shown.brief, state=State.FAILED, said="No room.")

    page = client.get(reverse("briefs:order-edition", args=[shown.brief.public_id]))

    assertContains(page, "Edition 4, as of")
    assertNotContains(page, "Edition 5")
    assertContains(page, "not issued. No room.")


def test_a_hidden_brief_is_answered_like_one_that_never_was(client, analyst):
    hidden = reverse("briefs:order-edition", args=[BriefFactory(level=Level.CONFIDENTIAL).public_id])

    assert client.get(hidden).status_code == 404
    assert client.post(hidden, {"as_of": "2021-07-12"}).status_code == 404
    assert not EditionOrder.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_same_number_of_queries_however_much_there_is(admin_client, count, django_assert_num_queries):
    brief = BriefFactory()
    EditionFactory.create_batch(count, brief=brief)
    for each in range(count):
        order = EditionOrderFactory(brief=brief, as_of=dt.datetime(2021, 7, 1 + each, tzinfo=dt.UTC))

    with django_assert_num_queries(7):
        admin_client.get(reverse("briefs:order-edition", args=[brief.public_id]))
    admin_client.get(address(order))
    with django_assert_num_queries(8):
        admin_client.get(address(order))


def test_the_list_of_briefs_lets_editors_issue_an_edition_with_one_click(admin_client):
    brief = BriefFactory()
    page = admin_client.get(reverse("briefs:brief-list"))

    moment = f"{page.context['now']:%Y-%m-%dT%H:%M:%SZ}"

    assertContains(page, f'<input type="hidden" name="as_of" value="{moment}">')
    assertContains(page, reverse("briefs:order-edition", args=[brief.public_id]))
    admin_client.logout()
    assertNotContains(admin_client.get(reverse("briefs:brief-list")), 'name="as_of"')
