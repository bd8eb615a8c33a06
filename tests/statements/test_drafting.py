"""A text from a document as a draft, and the offsets of its pages, which never disagree with it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from records.levels import Level
from records.models import StaleRevision
from statements.drafting import enter_draft, kept_already, make_draft_again, save_draft
from statements.extraction.apart import Drawn
from statements.models import Version
from statements.text.pages import Page
from tests.factories.records import AnalystFactory
from tests.factories.statements import PassageFactory, StatementFactory, VersionFactory

pytestmark = pytest.mark.django_db
PAGES = (Page("1. Both sides", " "), Page("agree."), Page(""))


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """The folder of uploads, empty."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def new(**fields):
    given = {"statement": StatementFactory(), "label": "Persian", "language": "fa", "kind": "original", **fields}
    return Version(level=Level.RESTRICTED, **given)


def drawn(*pages, kind="pdf"):
    return Drawn(kind, pages or PAGES, {})


def test_a_drawn_text_is_entered_as_a_draft_with_its_document(media):
    person = AnalystFactory()

    enter_draft(new(), drawn(), b"%PDF-", person)

    version = Version.objects.get()
    assert (version.text, version.page_starts) == ("1. Both sides agree.", [0, 14, 20])
    assert (version.is_verbatim, version.created_by, version.revision) == (False, person, 1)
    assert version.document.read() == b"%PDF-"
    assert version.document.name.endswith(".pdf")
    assert version.pages == list(PAGES)


def test_a_document_without_any_text_is_entered_with_its_pages():
    enter_draft(new(), drawn(Page(""), Page("")), b"%PDF-", AnalystFactory())

    version = Version.objects.get()
    assert (version.text, version.page_starts, len(version.pages)) == ("", [0, 0], 2)


def test_nothing_is_left_of_what_the_record_refuses(media):
    with pytest.raises(ValidationError):
        enter_draft(new(language="xx"), drawn(), b"%PDF-", AnalystFactory())

    assert not Version.objects.exists()
    assert list(media.rglob("*.*")) == []


@pytest.mark.parametrize("step", ["records.models.kept.settle_shown", "records.audit.receivers.saved"])
def test_a_file_that_was_stored_is_taken_away_when_its_row_is_not(media, monkeypatch, step):
    """Before the file is stored, and when the audit cannot be written: the row is rolled back after it was."""

    def fails(*args, **kwargs):
        raise IntegrityError("The chain is broken.")

    version, person = new(), AnalystFactory()
    monkeypatch.setattr(step, fails)

    with pytest.raises(IntegrityError):
        enter_draft(version, drawn(), b"%PDF-", person)

    assert not Version.objects.exists()
    assert list(media.rglob("*.*")) == []


def test_the_same_file_is_known_again_by_who_may_see_where_it_is():
    person = AnalystFactory()
    enter_draft(new(), drawn(), b"%PDF-one", person)
    hidden = new(label="Pashto")
    hidden.level = Level.CONFIDENTIAL
    enter_draft(hidden, drawn(), b"%PDF-two", person)

    assert [version.label for version in kept_already(b"%PDF-one", person)] == ["Persian"]
    assert list(kept_already(b"%PDF-two", person)) == []
    assert list(kept_already(b"%PDF-three", person)) == []


def test_a_proofread_text_keeps_its_pages():
    person = AnalystFactory()
    version = enter_draft(new(), drawn(), b"%PDF-", person)

    assert save_draft(version, [PAGES[0], Page("are agreed."), Page("Page 3")], person)

    version.refresh_from_db()
    assert version.text == "1. Both sides are agreed.\n\nPage 3"
    assert version.page_starts == [0, 14, 27]


def test_a_letter_that_is_replaced_by_another_keeps_the_pages():
    version = enter_draft(new(), drawn(), b"%PDF-", AnalystFactory())

    save_draft(version, [Page("1. Both hides", " "), *PAGES[1:]], None)

    assert Version.objects.get().page_starts == [0, 14, 20]


def test_what_was_not_changed_is_not_saved():
    version = enter_draft(new(), drawn(), b"%PDF-", AnalystFactory())

    assert not save_draft(version, version.pages, None)
    assert Version.objects.get().revision == 1


def test_a_pasted_text_stays_without_pages():
    version = VersionFactory(text="One", is_verbatim=False)

    save_draft(version, [Page("One and two")], None, is_verbatim=True)

    version.refresh_from_db()
    assert (version.text, version.page_starts, version.is_verbatim) == ("One and two", [], True)


def test_nothing_stands_as_printed_where_there_is_no_text():
    version = enter_draft(new(), drawn(Page("")), b"%PDF-", AnalystFactory())

    with pytest.raises(ValidationError, match="There is no text yet"):
        save_draft(version, version.pages, None, is_verbatim=True)


def test_a_draft_that_was_saved_meanwhile_is_not_written_over():
    version = VersionFactory(is_verbatim=False)
    Version.objects.get().save()

    with pytest.raises(StaleRevision):
        save_draft(version, [Page("Other")], None)


def test_a_text_is_made_a_draft_again_until_something_is_marked_in_it():
    version = VersionFactory()

    make_draft_again(version, None)
    assert not Version.objects.get().is_verbatim

    save_draft(version, version.pages, None, is_verbatim=True)
    PassageFactory(version=version, clause__statement=version.statement)
    with pytest.raises(ValidationError, match="Passages are marked in this text"):
        make_draft_again(version, None)


def paged():
    return enter_draft(new(), drawn(), b"%PDF-", AnalystFactory())


def test_pages_go_when_the_text_is_changed_without_them():
    version = Version.objects.get(pk=paged().pk)
    version.text = "1. Both sides agreed."

    version.save()

    assert Version.objects.get().page_starts == []


def test_pages_go_when_only_the_text_is_stored():
    version = Version.objects.get(pk=paged().pk)
    version.text = "Other"

    version.save(update_fields=["text"])

    assert Version.objects.get().page_starts == []


def test_pages_stay_when_something_else_is_changed():
    version = Version.objects.get(pk=paged().pk)
    version.note, version.text = "Proofread.", version.text.replace("\n", "\r\n")
    version.save()
    version = Version.objects.defer("text").get()
    version.note = "Twice."
    version.save(update_fields=["note"])

    assert Version.objects.get().page_starts == [0, 14, 20]


def test_pages_that_do_not_fit_a_new_text_are_not_kept():
    assert VersionFactory(text="One", page_starts=[0, 9]).page_starts == []
    assert VersionFactory(text="One", page_starts=[0, 2]).page_starts == [0, 2]
