"""Proofreading: each page beside its picture, nobody's typing lost, and a text that stands as printed at the end."""

import pytest
from django.db import IntegrityError
from lxml import html

from records.admin.revision import signed_revision
from statements.admin import sheet as sheets
from statements.models import Version
from tests.factories.records import AnalystFactory
from tests.factories.statements import PassageFactory
from tests.records.admin.pages import address
from tests.records.admin.pages import sent as sent_form
from tests.statements.admin.drafts import BODIES, STARTS, TEXT, draft, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def version(media):
    return draft()


def sent(response, button="_save", **changed):
    return {**sent_form(response), button: "yes", **{name.replace("_", "-"): value for name, value in changed.items()}}


def save(client, version, button="_save", **changed):
    return client.post(page(version), sent(client.get(page(version)), button, **changed))


def boxes(response):
    """{name: what stands in it} of the text boxes of a page."""
    document = html.document_fromstring(response.content.decode())
    return {box.get("name"): (box.text or "").removeprefix("\n") for box in document.xpath("//textarea")}


def test_each_page_stands_beside_its_picture_in_its_direction(client, analyst):
    version = draft(language="fa")

    answer = client.get(page(version))
    document = html.document_fromstring(answer.content.decode())

    assert boxes(answer) == {f"page-{number}": body for number, body in enumerate(BODIES, 1)}
    assert {(box.get("dir"), box.get("lang")) for box in document.xpath("//textarea")} == {("rtl", "fa")}
    pictures = [(image.get("src"), image.get("loading")) for image in document.xpath("//img[@alt]")]
    assert pictures == [(page(version, "page", number), "lazy") for number in (1, 2, 3)]
    assert [one.value for one in document.xpath("//select[starts-with(@name, 'tail-')]")] == ["paragraph", "word"]
    assert "zero-width non-joiners" in answer.content.decode()


def test_a_draft_that_is_saved_keeps_its_pages_and_stays_on_its_page(client, analyst, version):
    answer = save(client, version, page_2="2. They thanked", tail_1="line")

    version.refresh_from_db()
    assert answer["Location"] == page(version) + "?from=1"
    assert version.text == "1. Both sides agree.\n2. They thanked their host."
    assert version.page_starts == [0, 21, 37]
    assert (version.is_verbatim, version.changed_by) == (False, analyst)


def test_what_a_browser_sends_of_an_untouched_page_changes_nothing(client, analyst):
    version = draft(text="\n One\n\nTwo \n", page_starts=[0, 7])

    answer = client.get(page(version))
    data = {name: [value.replace("\n", "\r\n") for value in values] for name, values in sent_form(answer).items()}
    answer = client.post(page(version), {**data, "_save": "yes"}, follow=True)

    assert "Nothing was changed, so nothing was saved." in answer.content.decode()
    assert Version.objects.get().revision == version.revision


def test_a_text_that_stands_as_printed_is_read_only_from_then_on(client, analyst, version):
    save(client, version, "_verbatim", page_3="their hosts.")

    version.refresh_from_db()
    shown = client.get(page(version)).content.decode()
    assert (version.text[-6:], version.is_verbatim) == ("hosts.", True)
    assert "This text is verbatim" in shown
    assert shown.count(" readonly>") == 3
    assert "Make it a draft again" in shown


def test_a_verbatim_text_is_not_saved_and_the_typing_is_kept(client, analyst, version):
    data = sent(client.get(page(version)), page_1="Typed")
    version.is_verbatim = True
    version.save()
    data["opened_revision"] = signed_revision(version)

    answer = client.post(page(version), data)

    assert "This text is marked verbatim, so nothing was saved." in answer.content.decode()
    assert boxes(answer)["page-1"] == "Typed"


def test_a_verbatim_text_is_made_a_draft_again_until_it_is_marked(client, analyst):
    version = draft(is_verbatim=True)

    answer = save(client, version, "_draft")
    assert answer.status_code == 302
    assert not Version.objects.get().is_verbatim

    save(client, version, "_verbatim")
    version.refresh_from_db()
    PassageFactory(version=version, clause__statement=version.statement, exact="Both sides")
    assert "Make it a draft again" not in client.get(page(version)).content.decode()
    answer = save(client, version, "_draft")
    assert "Passages are marked in this text" in answer.content.decode()
    assert Version.objects.get().is_verbatim


def test_a_pasted_text_has_one_box_and_no_picture(client, analyst):
    version = draft(document="", page_starts=[], text="One\n\nTwo")

    answer = client.get(page(version))
    save(client, version, page_1="One\n\nTwo and three")

    assert boxes(answer) == {"page-1": "One\n\nTwo"}
    assert b"<img" not in answer.content.split(b'id="content"')[1]
    assert (Version.objects.get().text, Version.objects.get().page_starts) == ("One\n\nTwo and three", [])


def test_a_text_without_words_does_not_stand_as_printed(client, analyst):
    version = draft(text="", page_starts=[0, 0, 0])

    answer = save(client, version, "_verbatim")

    shown = answer.content.decode()
    assert "There is no text yet, so nothing stands as printed." in shown
    assert "There is no text on any page" in shown
    assert "Read all 3 pages without text by OCR" in shown
    assert shown.count("Read this page by OCR") == 3


def test_characters_that_cannot_stand_are_named_on_their_page(client, analyst, version):
    answer = save(client, version, page_2="They\u202e thank")

    shown = answer.content.decode()
    assert "U+202E RIGHT-TO-LEFT OVERRIDE at character 5 is not allowed." in shown
    assert boxes(answer)["page-2"] == "They\u202e thank"
    assert Version.objects.get().text == TEXT


def test_a_text_that_is_too_long_is_refused_and_kept(client, analyst, version):
    answer = save(client, version, page_1="x" * 5_000_001)

    assert "at most 5,000,000 are allowed" in answer.content.decode()
    assert len(boxes(answer)["page-1"]) == 5_000_001


@pytest.fixture
def many(monkeypatch):
    """A text of five pages, two of which stand on one proofreading page."""
    monkeypatch.setattr(sheets, "PAGES_SHOWN", 2)
    return draft(text="abcde", page_starts=[0, 1, 2, 3, 4])


def test_of_many_pages_some_are_shown_and_going_on_saves_them(client, analyst, many):
    first = client.get(page(many))

    answer = client.post(page(many), {**sent_form(first), "page-2": "B", "_go": "3"})

    assert list(boxes(first)) == ["page-1", "page-2"]
    assert answer["Location"] == page(many) + "?from=3"
    assert Version.objects.get().text == "aBcde"
    assert list(boxes(client.get(answer["Location"]))) == ["page-3", "page-4"]


@pytest.mark.parametrize(
    ("given", "shown"), [("4", [3, 4]), ("5", [5]), ("99", [5]), ("0", [1, 2]), ("x", [1, 2]), ("9" * 9, [1, 2])]
)
def test_the_page_that_was_asked_for_is_shown(client, analyst, many, given, shown):
    answer = client.get(f"{page(many)}?from={given}")

    assert list(boxes(answer)) == [f"page-{number}" for number in shown]


def test_a_place_to_go_that_is_none_leads_to_the_page_itself(client, analyst, many):
    answer = client.post(page(many), {**sent_form(client.get(page(many))), "_go": "//elsewhere"})

    assert answer["Location"] == page(many)


def test_a_verbatim_text_of_many_pages_is_paged_by_links(client, analyst, many):
    save(client, many, "_verbatim")

    assert 'href="?from=3"' in client.get(page(many)).content.decode()


def other_saves(version, text, starts=None):
    """Somebody else stores another text of `version`."""
    other = Version.objects.get(pk=version.pk)
    other.text = text
    if starts is not None:
        other.paged_text, other.page_starts = text, starts
    other._history_user = AnalystFactory(username="omar")
    other.save()


def test_a_stale_page_keeps_the_typing_and_says_who_saved(client, analyst, version):
    data = sent(client.get(page(version)), page_1="1. Both parties agree.")
    other_saves(version, TEXT.replace("their", "the"), STARTS)

    answer = client.post(page(version), data)

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Someone else saved this after you opened it" in shown
    assert "omar saved it on" in shown
    # They changed another page: theirs is taken over, and mine stands to be saved.
    assert boxes(answer) == {"page-1": "1. Both parties agree.", "page-2": BODIES[1], "page-3": "the host."}
    assert "I have seen what was changed" not in shown
    answer = client.post(page(version), sent(answer))
    assert answer.status_code == 302
    assert Version.objects.get().text == "1. Both parties agree.\n\n2. They thank the host."


def test_a_page_that_both_changed_is_shown_in_both_and_stored_when_that_was_seen(client, analyst, version):
    data = sent(client.get(page(version)), page_1="1. Both parties agree.")
    other_saves(version, TEXT.replace("sides", "delegations"), [0, 28, 42])

    answer = client.post(page(version), data)
    again = sent(answer)

    assert "<mark>delegations</mark>" in answer.content.decode()
    refused = client.post(page(version), again)
    assert "Tick “I have seen what was changed” before you save." in refused.content.decode()
    assert boxes(refused)["page-1"] == "1. Both parties agree."
    assert "<mark>delegations</mark>" in refused.content.decode()
    assert client.post(page(version), {**sent(refused), "conflict-seen": "yes"}).status_code == 302
    assert Version.objects.get().text.startswith("1. Both parties agree.")


def test_a_page_that_is_put_back_as_it_was_is_asked_about(client, analyst, version):
    data = sent(client.get(page(version)), page_1="1. Both parties agree.")
    other_saves(version, TEXT.replace("their", "the"), STARTS)
    answer = client.post(page(version), data)

    refused = client.post(page(version), {**sent(answer), "page-3": BODIES[2], "conflict-shown": "yes"})

    assert "I have seen what was changed" in refused.content.decode()
    assert boxes(refused)["page-3"] == BODIES[2]


def test_what_was_typed_before_a_text_became_verbatim_is_kept_when_it_is_a_draft_again(client, analyst, version):
    data = sent(client.get(page(version)), page_1="Typed")
    other = Version.objects.get()
    other.is_verbatim = True
    other.save()
    answer = client.post(page(version), data)

    answer = client.post(page(version), {**sent(answer, "_draft"), "conflict-seen": "yes"})

    assert "It is a draft again. What you typed before stands in the boxes" in answer.content.decode()
    assert boxes(answer)["page-1"] == "Typed"
    assert client.post(page(version), sent(answer)).status_code == 302
    assert Version.objects.get().text.startswith("Typed")


def test_typing_for_pages_that_are_gone_is_kept(client, analyst, version):
    data = sent(client.get(page(version)), page_3="my host.")
    other_saves(version, "Another text.")

    answer = client.post(page(version), data)

    shown = answer.content.decode()
    assert "What you typed for page 3, which the text no longer has" in shown
    assert "my host." in shown
    assert answer.status_code == 409


@pytest.mark.parametrize("said", ["", "made:up:1"])
def test_a_page_that_does_not_say_what_it_was_opened_on_is_refused(client, analyst, version, said):
    data = {**sent(client.get(page(version)), page_1="Typed"), "opened_revision": said}

    answer = client.post(page(version), data)

    assert answer.status_code == 409
    assert "does not say which revision it was opened on" in answer.content.decode()
    assert boxes(answer)["page-1"] == "Typed"
    assert Version.objects.get().text == TEXT


def test_who_comes_second_at_the_same_moment_is_told(client, analyst, version, monkeypatch):
    data = sent(client.get(page(version)), page_1="Typed")
    full_clean = Version.full_clean

    def saved_meanwhile(row, *args, **kwargs):
        monkeypatch.setattr(Version, "full_clean", full_clean)
        other_saves(version, TEXT.replace("their", "the"), STARTS)

    monkeypatch.setattr(Version, "full_clean", saved_meanwhile)

    answer = client.post(page(version), data)

    assert answer.status_code == 409
    assert boxes(answer)["page-1"] == "Typed"
    assert "omar saved it on" in answer.content.decode()


def test_what_the_database_refuses_is_a_sentence(client, analyst, version, monkeypatch):
    data = sent(client.get(page(version)), page_1="Typed")

    def fails(*args, **kwargs):
        raise IntegrityError("The record is being moved. Try again.")

    monkeypatch.setattr("records.audit.receivers.saved", fails)

    answer = client.post(page(version), data)

    assert "The record is being moved. Try again." in answer.content.decode()
    assert boxes(answer)["page-1"] == "Typed"


def test_the_page_of_a_version_leads_to_its_proofreading(client, analyst, version):
    shown = client.get(address("change", version)).content.decode()
    read = client.get(address("change", draft(is_verbatim=True))).content.decode()

    assert "Proofread this draft" in shown
    assert "Read it beside its document" in read


def test_the_page_asks_few_questions_however_many_pages_there_are(client, analyst, django_assert_max_num_queries):
    version = draft(text="a" * 600, page_starts=list(range(600)))

    with django_assert_max_num_queries(12):
        client.get(page(version))
