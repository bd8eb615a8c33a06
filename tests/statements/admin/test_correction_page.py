"""The page on which a text is corrected."""

import pytest
from django.db.models.signals import pre_save
from django.urls import reverse

from records.levels import Level
from records.models import StaleRevision
from records.roles import Role
from statements.models import Passage, Version
from tests.factories.records import AnalystFactory, UserFactory
from tests.factories.statements import TEXT, ClauseFactory, PassageFactory, VersionFactory
from tests.records.admin.pages import address, sent

pytestmark = pytest.mark.django_db

CORRECTED = TEXT.replace("thank the host", "thank their hosts")


@pytest.fixture
def version():
    return VersionFactory(label="English wording")


def marked(version, exact, **given):
    return PassageFactory(clause=ClauseFactory(statement=version.statement), version=version, exact=exact, **given)


def page_of(version):
    return reverse("admin:statements_version_correct", args=[version.pk])


def settle_page(version):
    return reverse("admin:statements_version_settle", args=[version.pk])


def sending(client, version, **changed):
    """What the page sends with a corrected text, or with other boxes."""
    page = client.get(page_of(version))
    return sent(page, **{"text": CORRECTED, "is_verbatim": "on", "note": "A word.", **changed})


def test_a_corrected_text_is_entered_and_leads_to_what_is_left_to_settle(admin_client, version, editor):
    marked(version, "War is not the solution")
    marked(version, "thank the host")

    response = admin_client.post(page_of(version), sending(admin_client, version), follow=True)

    made = Version.objects.get(corrects=version)
    assert response.redirect_chain == [(settle_page(made), 302)]
    assert (made.label, made.text, made.created_by) == ("English wording, corrected", CORRECTED, editor)
    told = [str(message) for message in response.context["messages"]]
    assert told == [
        "1 passage was carried over to “English wording, corrected”.",
        "1 passage needs you.",
    ]


def test_when_nothing_is_left_to_settle_the_new_version_is_shown(admin_client, version):
    marked(version, "War is not the solution")

    response = admin_client.post(page_of(version), sending(admin_client, version))

    assert response.url == address("change", Version.objects.get(corrects=version))


def test_a_right_to_left_text_is_shown_in_its_direction(admin_client):
    version = VersionFactory(label="Persian", language="fa", text="۱. دو طرف گفتگوها را ادامه می‌دهند.\n")
    marked(version, "گفتگوها را ادامه می‌دهند")

    page = admin_client.get(page_of(version)).content.decode()
    data = sending(admin_client, version, text="۱. هر دو طرف گفتگوها را ادامه می‌دهند.\r\n")
    admin_client.post(page_of(version), data)

    assert 'dir="rtl"' in page
    assert 'lang="fa"' in page
    made = Version.objects.get(corrects=version)
    assert made.text == "۱. هر دو طرف گفتگوها را ادامه می‌دهند.\n"
    assert made.passages.get().exact == "گفتگوها را ادامه می‌دهند"


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"text": TEXT}, "text", "nothing in it was corrected"),
        ({"text": CORRECTED + "\u202e"}, "text", "U+202E"),
        ({"text": ""}, "text", "This field is required."),
        ({"label": "English wording"}, "label", "a version with this label already"),
        ({"label": ""}, "label", "This field is required."),
        ({"is_verbatim": ""}, "is_verbatim", "read against its source"),
    ],
)
def test_what_is_no_correction_is_refused_and_the_typing_stays(admin_client, version, changed, field, message):
    marked(version, "War is not the solution")
    data = {name: value for name, value in sending(admin_client, version, **changed).items() if value != ""}

    response = admin_client.post(page_of(version), data)

    assert response.status_code == 200
    assert message in " ".join(response.context["form"].errors[field])
    assert "A word." in response.content.decode()
    assert Version.objects.count() == 1


def test_a_text_that_someone_saved_meanwhile_is_shown_with_the_typing(admin_client, version):
    data = sending(admin_client, version)
    Version.objects.update(note="Saved meanwhile.")

    stale = admin_client.post(page_of(version), data)
    again = admin_client.post(page_of(version), sent(stale))

    assert stale.status_code == 409
    assert "Someone else saved “English wording”" in stale.context["refusal"]
    assert "thank their hosts" in stale.content.decode()
    assert again.status_code == 302
    assert Version.objects.get(corrects=version).text == CORRECTED


def test_a_page_that_does_not_say_what_it_was_opened_on_enters_nothing(admin_client, version):
    response = admin_client.post(page_of(version), {"text": CORRECTED, "label": "Corrected", "is_verbatim": "on"})

    assert response.status_code == 409
    assert Version.objects.count() == 1


def test_a_text_saved_between_looking_and_entering_is_noticed(admin_client, version):
    data = sending(admin_client, version)

    def save_in_between(sender, instance, **kwargs):
        pre_save.disconnect(save_in_between, sender=Version)
        raise StaleRevision(instance.corrects)

    pre_save.connect(save_in_between, sender=Version)
    response = admin_client.post(page_of(version), data)

    assert response.status_code == 409
    assert Version.objects.count() == 1


def test_a_mark_that_the_database_refuses_undoes_the_whole_correction(admin_client, version):
    marked(version, "War is not the solution")
    data = sending(admin_client, version)

    def change_the_text(sender, instance, **kwargs):
        # As if the text that is stored were another than the one that was carried to.
        instance.is_verbatim = False

    pre_save.connect(change_the_text, sender=Version)
    try:
        response = admin_client.post(page_of(version), data)
    finally:
        pre_save.disconnect(change_the_text, sender=Version)

    assert "Nothing is marked in a draft" in response.context["refusal"]
    assert (Version.objects.count(), Passage.objects.count()) == (1, 1)


def test_a_draft_and_a_text_that_is_corrected_already_say_where_to_go(admin_client, version):
    draft = VersionFactory(label="Draft", is_verbatim=False)
    correction = VersionFactory(label="Corrected", statement=version.statement, corrects=version)

    of_draft = admin_client.get(page_of(draft)).content.decode()
    of_corrected = admin_client.get(page_of(version)).content.decode()

    assert "is a draft" in of_draft
    assert "“English wording” is corrected already, by “Corrected”." in of_corrected
    assert address("change", correction) in of_corrected
    assert "correction_form" not in of_draft + of_corrected


def test_of_two_who_correct_a_text_at_once_the_second_keeps_the_typing(admin_client, version):
    data = sending(admin_client, version)
    VersionFactory(label="Theirs", statement=version.statement, corrects=version)

    response = admin_client.post(page_of(version), data)

    assert "corrected already, by “Theirs”" in " ".join(response.context["form"].non_field_errors())
    assert "thank their hosts" in response.content.decode()


def test_the_page_of_a_corrected_text_says_so_and_leads_to_its_correction(admin_client, version):
    marked(version, "thank the host")
    correction = VersionFactory(label="Corrected", statement=version.statement, corrects=version)

    of_corrected = admin_client.get(address("change", version)).content.decode()
    of_correction = admin_client.get(address("change", correction)).content.decode()

    assert "“English wording” is corrected by “Corrected”: mark passages there." in of_corrected
    assert address("change", correction) in of_corrected
    assert page_of(version) not in of_corrected
    assert "1 passage of “English wording” is still to be settled here." in of_correction
    assert settle_page(correction) in of_correction


def test_a_hidden_correction_and_a_hidden_text_that_is_corrected_are_not_mentioned(client):
    client.force_login(AnalystFactory())
    shown = VersionFactory(label="Shown")
    hidden = VersionFactory(label="Deep", statement=shown.statement, corrects=shown, level=Level.CONFIDENTIAL)
    of_hidden = VersionFactory(label="Of the deep", statement=shown.statement, corrects=hidden)
    marked(shown, "War")

    pages = [client.get(address("change", row)).content.decode() for row in (shown, of_hidden)]

    assert not any("Deep" in page or "corrected by" in page or settle_page(of_hidden) in page for page in pages)
    assert page_of(shown) in pages[0]
    assert client.get(page_of(hidden)).status_code == 404
    assert client.get(settle_page(of_hidden)).status_code == 404


def test_correcting_needs_the_permission_to_enter_versions(client, version):
    client.force_login(UserFactory(roles=[Role.KEEPER]))

    assert client.get(page_of(version)).status_code == 403
