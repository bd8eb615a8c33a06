"""New text from a document: uploaded, read, entered as a draft; refused with a sentence, and nothing left behind."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from records import post_size
from records.levels import Level
from records.models import AuditEntry
from statements.extraction import limits
from statements.models import Version
from tests.factories.records import AnalystFactory, SourceFactory, UserFactory
from tests.factories.statements import StatementFactory, VersionFactory
from tests.records.admin.pages import address
from tests.statements.extraction import files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
TEXT = b"1. Both sides agree.\n2. They go on.\n"


@pytest.fixture
def statement():
    return StatementFactory(title="Joint statement", level=Level.RESTRICTED)


def page(statement):
    return reverse("admin:statements_statement_upload", args=[statement.pk])


def sent(data=TEXT, name="statement.txt", **changed):
    boxes = {"label": "English", "language": "en", "kind": "original", "source": "", "level": 1}
    return {**boxes, "document": SimpleUploadedFile(name, data), "arrived": "whole", **changed}


def upload(client, statement, *args, **changed):
    return client.post(page(statement), sent(*args, **changed))


def told(response):
    """What the page says is in the way, as one text."""
    form = response.context["form"]
    return " ".join(error for errors in form.errors.values() for error in errors)


def nothing_is_left(media):
    return not Version.objects.exists() and not list(media.rglob("*.*"))


def test_a_document_becomes_a_draft_that_is_proofread(client, analyst, statement):
    source = SourceFactory(level=Level.PUBLIC)

    answer = upload(client, statement, source=source.pk)

    version = Version.objects.get()
    assert answer["Location"] == reverse("admin:statements_version_proofread", args=[version.pk])
    assert (version.statement, version.text, version.page_starts) == (statement, TEXT.decode(), [0])
    assert (version.label, version.language, version.source, version.level) == (
        "English",
        "en",
        source,
        Level.RESTRICTED,
    )
    assert (version.is_verbatim, version.created_by) == (False, analyst)
    assert version.document.name.startswith("statements/")
    assert "statement" not in version.document.name.removeprefix("statements/")
    assert [entry.action for entry in AuditEntry.objects.filter(kind="statements.version")] == ["added"]


def test_what_was_done_to_the_text_is_told_on_the_next_page(client, analyst, statement):
    answer = client.post(page(statement), sent("Both\u200b sides".encode()), follow=True)

    told = [str(message) for message in answer.context["messages"]]
    assert any("U+200B ZERO WIDTH SPACE was taken out once." in one for one in told)
    assert Version.objects.get().text == "Both sides"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "empty.pdf", "The file is empty"),
        (b"<!doctype html><p>Both sides", "statement.pdf", "This is a web page (HTML), whatever its name says."),
        (files.archive(a="x"), "statement.pdf", "This is a ZIP archive, whatever its name says."),
        (files.locked(files.of_pages(1), user="x"), "statement.pdf", "needs a password: upload an unlocked copy"),
        (files.of_pages(3)[:700], "statement.pdf", "it was cut off on its way here"),
        (files.object_stream_bomb(300_000_000), "statement.pdf", "unpacks to more than 256 MB"),
        (files.word(""), "statement.docx", "There is no text in this file"),
    ],
)
def test_a_bad_file_is_refused_and_the_form_stays_as_it_was_typed(client, analyst, statement, media, data, name, words):
    answer = upload(client, statement, data, name, label="Persian, as printed")

    assert answer.status_code == 200
    assert words in told(answer)
    shown = answer.content.decode()
    assert 'value="Persian, as printed"' in shown
    assert "A browser does not keep a file: choose it again" in shown
    assert nothing_is_left(media)


def test_a_file_that_is_too_large_is_told_its_size(client, analyst, statement, media):
    answer = upload(client, statement, b"x" * (limits.UPLOAD + 1), "long.txt")

    assert "“long.txt” is 25.0 MB large. At most 25 MB are read" in told(answer)
    assert nothing_is_left(media)


def test_a_file_of_the_greatest_size_is_taken(client, analyst, statement):
    # Spaces, of which hardly any stand in the text of a page.
    data = files.of_pages(1) + b" " * 100
    data = data.replace(b"%%EOF", b"%" + b"x" * (limits.UPLOAD - len(data) - 2) + b"\n%%EOF")

    assert len(data) <= limits.UPLOAD
    assert upload(client, statement, data, "large.pdf").status_code == 302


def test_more_than_the_site_takes_at_once_is_refused_unread(client, analyst, statement, monkeypatch):
    monkeypatch.setattr(post_size, "WHOLE", post_size.SMALL + 1)

    answer = upload(client, statement, b"x" * (post_size.SMALL + 10))

    assert answer.status_code == 413
    assert "files included" in answer.content.decode()


@pytest.mark.parametrize(
    ("box", "value", "words"),
    [
        ("label", "", "This field is required"),
        ("language", "xx", "Select a valid choice"),
        ("level", "0", "is not offered for a new record"),
        ("level", "2", "is not offered for a new record"),
        ("document", "", "This field is required"),
    ],
)
def test_a_box_that_is_wrong_is_named(client, analyst, statement, media, box, value, words):
    answer = upload(client, statement, **{box: value})

    assert words in told(answer)
    assert nothing_is_left(media)


def test_a_label_is_used_once_in_a_statement(client, analyst, statement):
    VersionFactory(statement=statement, label="English")

    assert "has a version with this label already" in told(upload(client, statement))


def test_beside_a_hidden_version_of_its_label_a_version_stands(client, analyst, statement):
    VersionFactory(statement=statement, label="English", level=Level.CONFIDENTIAL)

    assert upload(client, statement).status_code == 302
    assert Version.objects.filter(label="English").count() == 2


def test_the_same_file_is_said_to_be_kept_already_with_a_link(client, analyst, statement):
    upload(client, statement)
    kept = Version.objects.get()

    answer = upload(client, statement, label="English again")

    assert "This very file is kept already" in told(answer)
    assert f'href="{address("change", kept)}"' in answer.content.decode()
    assert Version.objects.count() == 1
    assert upload(client, statement, label="English again", once_more="on").status_code == 302


def test_a_file_that_is_kept_where_one_does_not_see_it_is_not_spoken_of(client, analyst, statement):
    upload(client, statement)
    kept = Version.objects.get()
    kept.level = Level.CONFIDENTIAL
    kept.save()

    assert upload(client, statement, label="Another").status_code == 302


def test_a_text_in_an_uncertain_encoding_is_shown_in_each_and_read_as_chosen(client, analyst, statement, media):
    data = "сентябрь".encode("cp1251")

    answer = upload(client, statement, data, language="ru")
    shown = answer.content.decode()

    assert "How this text is encoded is not certain" in told(answer)
    assert "сентябрь" in shown
    assert 'value="cp1251"' in shown
    assert nothing_is_left(media)
    assert upload(client, statement, data, language="ru", encoding="cp1251").status_code == 302
    assert Version.objects.get().text == "сентябрь"


def test_an_encoding_that_does_not_fit_is_refused(client, analyst, statement):
    assert "cannot be read as UTF-8" in told(upload(client, statement, b"caf\xe9", encoding="utf-8"))


def test_an_upload_that_was_cut_half_way_is_told(client, analyst, statement, media):
    body = encode_multipart(BOUNDARY, sent())
    half = body[: body.index(b"They go on")]

    answer = client.generic("POST", page(statement), half, content_type=MULTIPART_CONTENT)

    assert answer.status_code == 200
    assert "The upload broke off before all of it had arrived" in answer.content.decode()
    assert nothing_is_left(media)


def test_a_connection_that_breaks_during_the_upload_is_no_error_of_the_site(analyst, statement, media):
    class Broken(io.RawIOBase):
        def read(self, *args):
            raise OSError("The connection was reset.")

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(analyst)

    answer = browser.post(
        page(statement),
        **{
            "wsgi.input": Broken(),
            "CONTENT_TYPE": MULTIPART_CONTENT,
            "CONTENT_LENGTH": "5000",
            "HTTP_HOST": "testserver",
        },
    )

    assert answer.status_code == 403
    assert nothing_is_left(media)


def test_what_the_database_refuses_is_a_sentence(client, analyst, statement, media, monkeypatch):
    def fails(*args, **kwargs):
        raise IntegrityError("The record is being moved. Try again.")

    monkeypatch.setattr("records.audit.receivers.saved", fails)

    assert "The record is being moved. Try again." in told(upload(client, statement))
    assert nothing_is_left(media)


def test_what_the_record_refuses_is_a_sentence(client, analyst, statement, media, monkeypatch):
    def refuse(version):
        raise ValidationError("Texts of this round come from its host alone.")

    monkeypatch.setattr(Version, "clean", lambda version: refuse(version) if version.text else None)

    assert "come from its host alone" in told(upload(client, statement))
    assert nothing_is_left(media)


def test_the_page_opens_at_the_level_of_its_statement(client, statement):
    client.force_login(AnalystFactory(clearance=Level.CONFIDENTIAL))
    secret = StatementFactory(level=Level.CONFIDENTIAL)

    assert client.get(page(statement)).context["form"]["level"].value() == Level.RESTRICTED
    assert client.get(page(secret)).context["form"]["level"].value() == Level.CONFIDENTIAL


def test_a_hidden_statement_and_none_answer_alike(client, analyst):
    hidden = StatementFactory(level=Level.CONFIDENTIAL)

    assert client.get(page(hidden)).status_code == 404
    assert client.get(reverse("admin:statements_statement_upload", args=[70_000_000])).status_code == 404


def test_who_enters_no_texts_uploads_none(client):
    client.force_login(UserFactory(roles=["administrator"]))

    assert client.get(page(StatementFactory())).status_code == 403


def test_the_page_of_a_statement_leads_to_the_upload_and_to_its_drafts(client, analyst, statement):
    draft = VersionFactory(statement=statement, label="Persian", is_verbatim=False)
    VersionFactory(statement=statement, label="Unseen wording", is_verbatim=False, level=Level.CONFIDENTIAL)
    read = VersionFactory(statement=statement, label="English")

    shown = client.get(address("change", statement)).content.decode()

    assert f'href="{page(statement)}"' in shown
    assert f'href="{reverse("admin:statements_version_proofread", args=[draft.pk])}"' in shown
    assert f'href="{reverse("admin:statements_version_proofread", args=[read.pk])}"' not in shown
    assert "Unseen wording" not in shown
