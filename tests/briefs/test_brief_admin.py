"""The page of a brief in the admin: its kind, its sections, and the way to an edition."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from briefs.kinds import Kind
from briefs.models import Brief
from records.levels import Level
from tests.factories.briefs import BriefFactory, EditionFactory
from tests.factories.records import AnalystFactory
from tests.factories.statements import CommitmentFactory
from tests.factories.talks import PartyFactory
from tests.records.admin.pages import address, opened, sent

pytestmark = pytest.mark.django_db


def saved(browser, brief, **changes):
    """The answer to the form of `brief`, sent with `changes`."""
    return browser.post(address("change", brief), sent(opened(browser, brief), **changes))


def test_sections_are_ticked_and_kept(admin_client):
    brief = BriefFactory(sections=["summary"])

    page = opened(admin_client, brief)
    assertContains(page, 'name="sections" value="summary" id="id_sections_0" checked')
    answer = saved(admin_client, brief, sections=["summary", "map"], arrangement="by_theme")

    assertRedirects(answer, address("changelist", Brief))
    brief.refresh_from_db()
    assert (brief.sections, brief.arrangement) == (["summary", "map"], "by_theme")


def test_no_section_ticked_stands_for_all(admin_client):
    brief = BriefFactory(sections=["summary"])

    saved(admin_client, brief, sections=[])

    brief.refresh_from_db()
    assert brief.sections == []


@pytest.mark.parametrize("kind", [Kind.PARTY, Kind.COMMITMENT])
def test_a_sheet_takes_exactly_one(admin_client, kind):
    brief = BriefFactory()
    field, made = ("parties", PartyFactory) if kind == Kind.PARTY else ("commitments", CommitmentFactory)

    refused = saved(admin_client, brief, kind=kind.value)
    assert saved(admin_client, brief, kind=kind.value, **{field: [made().pk]}).status_code == 302

    assert "needs exactly one, and 0 are chosen" in refused.context["adminform"].form.errors[field][0]
    brief.refresh_from_db()
    assert brief.kind == kind


def test_a_kind_that_is_none_is_refused_at_its_box(admin_client):
    answer = saved(admin_client, BriefFactory(), kind="poster")

    assert list(answer.context["adminform"].form.errors) == ["kind"]


def test_what_an_editor_does_not_see_is_not_counted_against_them(client):
    brief = BriefFactory(kind=Kind.COMMITMENT, level=Level.RESTRICTED)
    hidden = CommitmentFactory(level=Level.CONFIDENTIAL)
    brief.commitments.set([hidden])
    client.force_login(AnalystFactory(clearance=Level.RESTRICTED))

    answer = saved(client, brief, title="Another title")

    assert answer.status_code == 302
    assert list(brief.commitments.all()) == [hidden]


def test_the_page_leads_to_an_edition_as_of_any_moment(admin_client):
    brief = BriefFactory()

    assertContains(opened(admin_client, brief), f'href="{reverse("briefs:order-edition", args=[brief.public_id])}"')


def test_the_page_of_an_edition_says_what_drew_it(admin_client):
    edition = EditionFactory(drawn_with="weasyprint 70.0")

    assertContains(opened(admin_client, edition), "weasyprint 70.0")


def test_the_queue_has_no_page_in_the_admin(admin_client):
    assert admin_client.get("/admin/django_tasks_database/dbtaskresult/").status_code == 404
