"""The document that a text was taken from: kept by everyone who may see the text, run by no browser."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from records.levels import Level
from records.models import AuditEntry
from statements.models import Version
from tests.factories.records import UserFactory
from tests.factories.statements import VersionFactory
from tests.records.admin.pages import address, sent

pytestmark = pytest.mark.django_db
PAGE = b"<script>alert('a page')</script>"


@pytest.fixture
def version(settings, tmp_path):
    """A restricted version with a document that would run in a browser."""
    settings.MEDIA_ROOT = tmp_path
    return VersionFactory(level=Level.RESTRICTED, document=ContentFile(PAGE, name="annex.html"))


def document(version):
    return reverse("admin:statements_version_document", args=[version.pk])


def test_a_document_is_handed_out_as_an_attachment_that_no_browser_runs(client, analyst, version):
    answer = client.get(document(version))

    assert b"".join(answer.streaming_content) == PAGE
    assert answer["Content-Disposition"] == f'attachment; filename="{version.public_id}.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("page", ["version", "statement"])
def test_pages_link_to_the_document_and_not_to_the_file(client, analyst, version, page):
    shown = client.get(address("change", version if page == "version" else version.statement)).content.decode()

    assert f'href="{document(version)}"' in shown
    assert version.document.name not in shown


def test_a_document_is_exported_and_the_audit_knows(client, analyst, version):
    client.get(document(version))

    entry = AuditEntry.objects.first()
    assert (entry.action, entry.kind, entry.record) == ("exported", "statements.version", version.public_id)
    assert (entry.person_name, entry.told) == ("amina", {"format": "document"})


def test_a_hidden_one_one_without_a_document_and_none_answer_alike(client, analyst, version):
    hidden = VersionFactory(level=Level.CONFIDENTIAL, document=ContentFile(PAGE, name="annex.html"))
    bare = VersionFactory(level=Level.RESTRICTED)

    answers = [
        client.get(reverse("admin:statements_version_document", args=[key])) for key in (hidden.pk, bare.pk, 70_000_000)
    ]

    assert [answer.status_code for answer in answers] == [404] * 3


@pytest.mark.parametrize(("roles", "status"), [([], 302), (["administrator"], 403)])
def test_who_enters_no_record_gets_no_document(client, version, roles, status):
    client.force_login(UserFactory(roles=roles, clearance=Level.CONFIDENTIAL))

    assert client.get(document(version)).status_code == status


def test_a_file_that_is_gone_is_said_with_the_remedy(client, analyst, version):
    version.document.storage.delete(version.document.name)

    answer = client.get(document(version), follow=True)

    assert answer.redirect_chain == [(address("change", version), 302)]
    assert "finds it in a backup" in answer.content.decode()
    assert not AuditEntry.objects.filter(action="exported").exists()


def test_a_document_is_taken_away_by_its_box(client, analyst, version):
    page = client.get(address("change", version))

    client.post(address("change", version), sent(page, **{"document-clear": "on"}))

    assert Version.objects.get().document.name == ""


def test_a_new_version_has_no_link(client, analyst, settings, tmp_path):
    assert "that is kept (download)" not in client.get(address("add", Version)).content.decode()
