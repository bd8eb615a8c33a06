"""Asking for a brief on the site: the form, the preview, the edition and its file."""

import hashlib

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from briefs.forms import BriefForm
from briefs.models import Brief, Edition, EditionOrder
from briefs.tasks import draw_edition
from records.levels import Level
from tests.factories.briefs import BriefFactory, EditionFactory
from tests.factories.records import AnalystFactory, UserFactory
from tests.factories.statements import StatementFactory
from tests.factories.talks import ProcessFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks():
    """A statement of a round of public talks that opened on 7 July 2021."""
    process = ProcessFactory(name="Quiet talks", slug="quiet-talks", opened_on="2021-07-07")
    round_ = RoundFactory(process=process, opened_on="2021-07-07", name="First meeting")
    return StatementFactory(round=round_, issued_on="2021-07-08", title="Joint communiqué")


def asked(talks, **changes):
    return {"process": talks.process.public_id, "as_of": "2021-08-31", "level": "0", **changes}


@pytest.mark.parametrize("page", ["briefs:write", "briefs:preview"])
def test_only_staff_may_ask_for_a_brief(client, page):
    anonymous = client.get(reverse(page))
    client.force_login(UserFactory())

    assertRedirects(anonymous, f"{reverse('account_login')}?next={reverse(page)}", fetch_redirect_response=False)
    assert client.get(reverse(page)).status_code == 403


def test_the_form_opens_with_the_subject_it_was_asked_for(admin_client, talks):
    page = admin_client.get(reverse("briefs:write"), {"process": talks.process.public_id, "statement": talks.public_id})

    assertContains(page, f'<option value="{talks.public_id}" selected>Joint communiqué</option>', html=True)
    assertContains(page, f'<option value="{talks.process.public_id}" selected>Quiet talks</option>', html=True)


def test_a_subject_that_is_no_identifier_opens_an_empty_form(admin_client, talks):
    assert admin_client.get(reverse("briefs:write"), {"process": "nonsense"}).status_code == 200


def test_the_preview_shows_the_brief_and_issues_nothing(admin_client, talks):
    page = admin_client.get(reverse("briefs:preview"), asked(talks))

    assertContains(page, "Quiet talks")
    assertContains(page, "preview, not issued")
    assert not Brief.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"as_of": "31 February"}, "“31 February” is not a moment"),
        ({"as_of": "2021-07-06"}, "As of 6 July 2021 nothing was on record"),
        ({"level": "9"}, "Select a valid choice"),
        ({"process": ""}, "This field is required"),
        ({"process": "nonsense"}, "is not a valid UUID"),
    ],
)
def test_what_cannot_be_previewed_comes_back_with_the_reason_and_the_typing(admin_client, talks, changes, sentence):
    page = admin_client.get(reverse("briefs:preview"), asked(talks, **changes))

    assertContains(page, sentence)
    assertContains(page, changes.get("as_of", "2021-08-31"))


def test_an_edition_is_ordered_drawn_and_fetched(admin_client, editor, talks):
    response = admin_client.post(reverse("briefs:write"), asked(talks, statement=talks.public_id))

    order = EditionOrder.objects.get()
    assertRedirects(response, reverse("briefs:order-detail", args=[order.brief.public_id, order.public_id]))
    draw_edition.call(str(order.public_id))
    edition = Edition.objects.get()
    assertRedirects(admin_client.get(response.url), reverse("briefs:edition-detail", args=[edition.brief.public_id, 1]))
    assert (edition.issued_by, edition.brief.title) == (editor, "Joint communiqué")
    page = admin_client.get(reverse("briefs:edition-detail", args=[edition.brief.public_id, 1]))
    assertContains(page, edition.pdf_sha256)
    assertContains(page, "Edition 1, as of 31 August 2021, 23:59 UTC")
    file = admin_client.get(reverse("briefs:edition-file", args=[edition.brief.public_id, 1]))
    assert file["Content-Disposition"] == 'attachment; filename="quiet-talks-2021-08-31-edition-1.pdf"'
    assert hashlib.sha256(file.content).hexdigest() == edition.pdf_sha256


def test_a_brief_that_cannot_be_drawn_ends_with_the_reason_on_the_page_of_its_order(admin_client, talks):
    talks.process.summary = "Held in 北京."
    talks.process.save()

    response = admin_client.post(reverse("briefs:write"), asked(talks))
    draw_edition.call(str(EditionOrder.objects.get().public_id))

    page = admin_client.get(response.url)
    assertContains(page, "No font of the brief can draw “北”")
    assertContains(page, "Ask again")
    assert not Edition.objects.exists()


def test_a_brief_as_of_a_day_before_the_talks_is_refused(admin_client, talks):
    page = admin_client.post(reverse("briefs:write"), asked(talks, as_of="2021-07-06"))

    assertContains(page, "nothing was on record")
    assert not Brief.objects.exists()


def test_a_subject_of_another_process_is_refused(admin_client, talks):
    other = RoundFactory(name="Elsewhere", process__name="Other talks")

    page = admin_client.get(reverse("briefs:preview"), asked(talks, round=other.public_id))

    assertContains(page, "“Elsewhere” belongs to Other talks")


def test_a_subject_that_the_readers_may_not_see_is_refused(admin_client, talks):
    talks.process.level = Level.RESTRICTED
    talks.process.save()

    assertContains(
        admin_client.get(reverse("briefs:preview"), asked(talks)), "Public readers may not see “Quiet talks”"
    )
    assert admin_client.get(reverse("briefs:preview"), asked(talks, level="1")).status_code == 200


def test_an_editor_is_offered_no_more_than_they_may_see(talks):
    RoundFactory(process=talks.process, name="Secret meeting", level=Level.CONFIDENTIAL)
    analyst = AnalystFactory()

    form = BriefForm(reader=analyst)

    assert [round_.name for round_ in form.fields["round"].queryset] == ["First meeting"]
    assert [level for level, _label in form.fields["level"].choices] == [Level.PUBLIC, Level.RESTRICTED]


@pytest.mark.parametrize("page", ["briefs:edition-detail", "briefs:edition-file"])
def test_an_edition_above_the_readers_level_is_as_good_as_absent(client, page):
    shown = EditionFactory()
    hidden = EditionFactory(brief=BriefFactory(level=Level.RESTRICTED), level=Level.RESTRICTED)

    answers = [
        client.get(reverse(page, args=[brief, number])).status_code
        for brief, number in (
            (shown.brief.public_id, shown.number),
            (hidden.brief.public_id, hidden.number),
            (shown.brief.public_id, 999),
        )
    ]

    assert answers == [200, 404, 404]


def test_the_list_shows_briefs_and_editions_that_the_reader_may_see(client):
    shown = EditionFactory(brief__title="Shown brief", number=4)
    EditionFactory(brief=shown.brief, number=5, level=Level.RESTRICTED)
    BriefFactory(title="Hidden brief", level=Level.RESTRICTED)

    page = client.get(reverse("briefs:brief-list"))

    assertContains(page, "Shown brief")
    assertContains(page, reverse("briefs:edition-file", args=[shown.brief.public_id, 4]))
    assertNotContains(page, reverse("briefs:edition-file", args=[shown.brief.public_id, 5]))
    assertNotContains(page, "Hidden brief")


def test_pages_of_the_admin_lead_to_a_brief_on_their_subject(admin_client, talks):
    for record, query in (
        (talks.process, f"process={talks.process.public_id}"),
        (talks.round, f"process={talks.process.public_id}&amp;round={talks.round.public_id}"),
        (talks, f"process={talks.process.public_id}&amp;statement={talks.public_id}"),
    ):
        meta = record._meta
        page = admin_client.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk]))

        assertContains(page, f'href="{reverse("briefs:write")}?{query}"')


def test_editions_can_be_looked_at_in_the_admin_and_nothing_else(admin_client):
    edition = EditionFactory()

    page = admin_client.get(reverse("admin:briefs_edition_change", args=[edition.pk]))

    assertContains(page, reverse("briefs:edition-file", args=[edition.brief.public_id, edition.number]))
    assert admin_client.get(reverse("admin:briefs_edition_add")).status_code == 403
    assert (
        admin_client.post(reverse("admin:briefs_edition_delete", args=[edition.pk]), {"post": "yes"}).status_code == 403
    )
