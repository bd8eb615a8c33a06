"""Pages of an uploaded document: their pictures, OCR of them, and what was changed while it was read."""

import json

import pytest
from django.core.files.base import ContentFile

from records.levels import Level
from statements.models import Version
from tests.factories.records import UserFactory
from tests.statements.admin.drafts import BODIES, PDF, draft, page
from tests.statements.extraction import files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def version(media):
    return draft()


def test_a_page_of_the_document_is_a_picture_that_nobody_keeps(client, analyst, version):
    answer = client.get(page(version, "page", 2))

    assert answer.content.startswith(b"\x89PNG")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("number", [0, 4])
def test_a_page_that_there_is_not_is_not_found(client, analyst, version, number):
    answer = client.get(page(version, "page", number))

    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert "The document has no page" in answer.content.decode()


def test_pages_of_hidden_documents_lost_ones_and_none_answer_alike(client, analyst, version):
    hidden, bare, lost = draft(level=Level.CONFIDENTIAL), draft(document=""), draft()
    lost.document.storage.delete(lost.document.name)

    for row in (hidden, bare, lost):
        assert client.get(page(row, "page", 1)).status_code == 404
        assert client.post(page(row, "ocr", 1)).status_code == 404
    assert client.get(page(hidden)).status_code == 404


def test_who_changes_no_texts_proofreads_none(client, version):
    client.force_login(UserFactory(roles=["administrator"], clearance=Level.CONFIDENTIAL))

    for name, *more in (("proofread",), ("page", 1)):
        assert client.get(page(version, name, *more)).status_code == 403
    assert client.post(page(version, "ocr", 1)).status_code == 403


def test_a_page_is_read_by_ocr_and_stored_nowhere_yet(client, analyst, version):
    answer = client.post(page(version, "ocr", 1))

    assert json.loads(answer.content) == {"text": BODIES[0]}
    assert Version.objects.get().revision == version.revision


def test_a_language_that_ocr_does_not_read_is_said(client, analyst):
    answer = client.post(page(draft(language="ru"), "ocr", 1))

    assert answer.status_code == 422
    assert "There is no OCR for Russian here" in json.loads(answer.content)["refusal"]


def told_anew(client, version):
    return client.get(page(version) + "?notes=1").context["notes"]


def test_what_was_changed_while_the_document_was_read_is_told_anew(client, analyst, version):
    lost, locked = draft(), draft(document=ContentFile(files.locked(PDF, user="x"), name="a.pdf"))
    lost.document.storage.delete(lost.document.name)
    unsure = draft(document=ContentFile("сентябрь".encode("cp1251"), name="a.txt"))
    word = draft(document=ContentFile(files.word("One"), name="a.docx"))

    assert told_anew(client, version)[0].startswith("Lines that a page wrapped were joined")
    assert "not among the files" in str(told_anew(client, lost))
    assert "needs a password" in str(told_anew(client, locked))
    assert "a person chose it" in str(told_anew(client, unsure))
    assert "Headers, footers and comments" in str(told_anew(client, word))
