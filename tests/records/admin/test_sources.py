"""Sources: entered once, exchanged with reference managers, kept with an archived copy."""

import hashlib
import json

import pytest
from django.contrib import admin
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import Level
from records.models import AuditEntry, Publisher, Source
from records.roles import Role
from records.source_import import enter as enter_all
from records.source_import import read_entries
from tests.factories.records import AnalystFactory, PublisherFactory, SourceFactory
from tests.records.admin.pages import address, sent

pytestmark = pytest.mark.django_db

IMPORT = "/admin/records/source/import/"
STORY = {
    "type": "article-newspaper",
    "title": "Taliban overrun border post",
    "container-title": "Reuters",
    "issued": {"date-parts": [[2021, 7, 8]]},
    "URL": "https://example.org/story",
}


@pytest.fixture
def analyst(client):
    user = AnalystFactory()
    client.force_login(user)
    return user


def enter(browser, **boxes):
    return browser.post(address("add", Source), sent(browser.get(address("add", Source)), **boxes))


def test_a_second_source_of_one_address_is_saved_only_once_the_editor_has_looked(client, analyst):
    known = SourceFactory(title="First", url="https://example.org/story")

    page = enter(client, title="Second", url="http://www.example.org/story/")

    assertContains(page, f'<a href="{address("change", known)}">')
    assertContains(page, "has the same address: use that one")
    assertContains(page, "I have looked: it is another source than the one on record.")
    assert Source.objects.count() == 1
    response = client.post(address("add", Source), {**sent(page), "confirms-look-alikes": "yes"})
    assert response.status_code == 302
    assert Source.objects.count() == 2


def test_a_hidden_source_of_that_address_warns_of_nothing(client, analyst):
    SourceFactory(url="https://example.org/story", level=Level.CONFIDENTIAL)

    assert enter(client, title="Second", url="https://example.org/story").status_code == 302


def test_a_source_that_keeps_its_title_is_not_asked_about_again(client, analyst):
    SourceFactory(url="https://example.org/story")
    second = SourceFactory(url="https://example.org/story")
    page = client.get(address("change", second))

    assert client.post(address("change", second), sent(page, authors="A. Writer")).status_code == 302


def test_an_archived_copy_is_kept_with_its_checksum_and_handed_out_as_an_attachment(
    client, analyst, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("page.html", b"<script>1</script>")
    enter(client, title="A page", document=file)
    source = Source.objects.get()

    answer = client.get(reverse("admin:records_source_document", args=[source.pk]))

    assert source.document_sha256 == hashlib.sha256(b"<script>1</script>").hexdigest()
    assert source.document.name.startswith("sources/")
    assert "page" not in source.document.name
    assert answer["Content-Disposition"] == f'attachment; filename="{source.public_id}.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    page = client.get(address("change", source))
    assertContains(page, source.document_sha256)
    client.post(address("change", source), sent(page, **{"document-clear": "on"}))
    source.refresh_from_db()
    assert (source.document.name, source.document_sha256) == ("", "")


def test_the_archived_copy_of_a_hidden_source_is_answered_like_none(client, analyst, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    hidden = SourceFactory(level=Level.CONFIDENTIAL, document=ContentFile(b"1", name="a.pdf"))

    answers = [client.get(reverse("admin:records_source_document", args=[key])) for key in (hidden.pk, 70_000_000)]

    assert [answer.status_code for answer in answers] == [404, 404]


def looked_through(browser, entries, **given):
    return browser.post(IMPORT, {"text": json.dumps(entries), "level": "1", "_check": "Check", **given})


def test_a_file_is_looked_through_before_anything_is_entered(client, analyst):
    known = SourceFactory(url="https://example.org/known")
    other = {**STORY, "URL": "https://www.example.org/known/", "title": "Known"}
    file = SimpleUploadedFile("sources.json", json.dumps([STORY, other, STORY]).encode("utf-8-sig"))

    page = client.post(IMPORT, {"file": file, "level": "1", "_check": "Check"})

    assertContains(page, "with a new publisher")
    assertContains(page, f'<a href="{address("change", known)}">')
    assertContains(page, "The same as entry 1: left out")
    assert Source.objects.get() == known


def test_what_was_looked_through_is_entered_as_a_whole(client, analyst):
    page = looked_through(client, [STORY, {**STORY, "title": "Another", "URL": ""}])

    response = client.post(IMPORT, {**sent(page), "_enter": "Enter"})

    assert response.status_code == 302
    assert Source.objects.count() == 2
    source = Source.objects.get(url="https://example.org/story")
    assert (source.publisher.name, source.level, source.created_by) == ("Reuters", Level.RESTRICTED, analyst)
    assert Publisher.objects.count() == 1
    assert source.history.count() == 1
    assert AuditEntry.objects.filter(action="added", kind="records.source").count() == 2


def test_the_same_file_again_enters_nothing(client, analyst):
    client.post(IMPORT, {**sent(looked_through(client, [STORY])), "_enter": "Enter"})

    page = looked_through(client, [STORY])

    assertContains(page, "All of these are on record: there is nothing to enter.")
    assertNotContains(page, 'name="_enter"')


def test_one_entry_at_fault_keeps_out_the_whole_file(client, analyst):
    PublisherFactory(name="Reuters")
    faulty = [{**STORY, "title": ""}, {"title": "T", "type": "figure"}, {**STORY, "URL": "ftp://example.org"}]
    page = looked_through(client, [STORY, *faulty])

    response = client.post(IMPORT, {**sent(page), "_enter": "Enter"})

    assertContains(page, "Title: This field cannot be blank.")
    assertContains(page, "type: “figure” is no type that sources have here.")
    assertContains(page, "Address: An address that begins with “ftp:” is not allowed.")
    assert response.status_code == 200
    assert not Source.objects.exists()


def test_a_text_that_nobody_looked_through_is_not_entered(client, analyst):
    page = looked_through(client, [STORY])
    other = json.dumps([{**STORY, "title": "Unseen"}])

    response = client.post(IMPORT, {**sent(page), "text": other, "_enter": "Enter"})

    assertContains(response, "Unseen")
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Choose a file, or paste its text."),
        ("{", "it breaks off at line 1, column 2"),
        ("7", "a list of entries is expected"),
        ("[]", "There is no entry in it."),
        ("[" * 100_000, "nested too deeply"),
        (json.dumps([{}] * 501), "It holds 501 entries, and at most 500 are read at a time."),
        ("[7]", "This is no entry of CSL-JSON"),
    ],
)
def test_a_text_that_is_no_list_of_sources_is_refused_with_the_remedy(client, analyst, text, said):
    assertContains(client.post(IMPORT, {"text": text, "level": "1"}), said)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("a.json", b"\xff\xfe\x00"), "is no text in UTF-8"),
        (SimpleUploadedFile("a.json", b" " * 2_000_001), "is larger than 2 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(client, analyst, file, said):
    assertContains(client.post(IMPORT, {"file": file, "level": "1"}), said)


def test_nothing_comes_in_as_public(client, analyst):
    assertContains(looked_through(client, [STORY], level="0"), "Select a valid choice")


def test_one_source_is_exported_and_the_audit_knows(client, analyst):
    source = SourceFactory(title="Story", url="https://example.org/story")

    answer = client.get(f"/admin/records/source/{source.pk}/csl/")

    (entry,) = json.loads(answer.content)
    assert (entry["id"], entry["title"]) == (str(source.public_id), "Story")
    assert answer["Content-Disposition"].startswith("attachment")
    noted = AuditEntry.objects.first()
    assert (noted.action, noted.record, noted.told) == ("exported", source.public_id, {"format": "csl-json"})


def test_a_hidden_source_is_not_exported(client, analyst):
    hidden = SourceFactory(level=Level.CONFIDENTIAL)
    shown = SourceFactory()

    answer = client.post(
        address("changelist", Source), {"action": "export_csl", "_selected_action": [hidden.pk, shown.pk]}
    )

    assert client.get(f"/admin/records/source/{hidden.pk}/csl/").status_code == 404
    assert [entry["id"] for entry in json.loads(answer.content)] == [str(shown.public_id)]


def test_a_filtered_list_is_exported_as_a_whole_and_the_audit_knows_how_many(client, analyst):
    kept = [SourceFactory(kind=Source.Kind.POST) for _number in range(2)]
    SourceFactory()

    answer = client.post(
        f"{address('changelist', Source)}?kind__exact=post",
        {"action": "export_csl", "_selected_action": [kept[0].pk], "select_across": "1"},
    )

    assert {entry["title"] for entry in json.loads(answer.content)} == {source.title for source in kept}
    noted = AuditEntry.objects.filter(action="exported").first()
    assert (noted.kind, noted.level, noted.told) == ("records.source", 1, {"format": "csl-json", "rows": 2})


def test_the_list_leads_to_the_import(client, analyst):
    assertContains(client.get(address("changelist", Source)), f'href="{IMPORT}"')


def test_who_does_not_enter_sources_imports_none(client):
    client.force_login(AnalystFactory(roles=[Role.KEEPER]))

    assert client.get(IMPORT).status_code == 403


def test_who_does_not_enter_sources_exports_none(client):
    source = SourceFactory()
    client.force_login(AnalystFactory(roles=[Role.KEEPER]))

    assert client.get(f"/admin/records/source/{source.pk}/csl/").status_code == 403


def test_a_publisher_that_somebody_enters_at_the_same_moment_is_told_of_and_nothing_is_entered(rf, analyst):
    entries = read_entries(json.dumps([STORY]), analyst, Level.RESTRICTED)
    PublisherFactory(name="Reuters")
    request = rf.post("/")
    request.user, request._messages = analyst, CookieStorage(request)

    assert not admin.site._registry[Source].entered(request, None, entries)
    assert "There is a publisher with this name already." in " ".join(map(str, request._messages))
    assert not Source.objects.exists()


def test_a_file_with_something_wrong_in_it_is_never_entered(analyst):
    entries = read_entries(json.dumps([STORY, {"title": ""}]), analyst, Level.RESTRICTED)

    with pytest.raises(ValueError, match="something is wrong"):
        enter_all(entries, analyst)


def test_a_new_publisher_has_no_source_on_record(analyst):
    SourceFactory(title=STORY["title"], publisher=None, published_on="2021-07-08")

    (entry,) = read_entries(json.dumps([{**STORY, "URL": ""}]), analyst, Level.RESTRICTED)

    assert entry.is_new


def test_the_checksum_stays_when_another_field_is_saved(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    source = SourceFactory(document=ContentFile(b"1", name="a.pdf"))
    before = source.document_sha256

    source.authors = "A. Writer"
    source.save()

    assert Source.objects.get().document_sha256 == before != ""
