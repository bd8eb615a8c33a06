"""What a proofreader is told of how a text was drawn."""

from statements.extraction.apart import Drawn
from statements.extraction.notes import notes
from statements.text.pages import Page


def told(kind="txt", bodies=("One",), language="en", **facts):
    return notes(Drawn(kind, tuple(map(Page, bodies)), facts), language)


def test_of_a_plain_text_only_its_encoding_is_told():
    assert told(encoding="cp1256", removed={}, unread=0) == ["It was read as Windows-1256 (Arabic, Persian)."]
    assert told(encoding="big5") == ["It was read as big5."]


def test_pages_without_text_are_named():
    assert told("pdf", ("One", "", "", "")).pop(0).startswith("There is no text on pages 2-4. Look whether")
    assert told("pdf", ("One", "")).pop(0).startswith("There is no text on page 2.")
    (note,) = told("pdf", ("", ""))
    assert note.startswith("There is no text on any page: they are pictures.")


def test_joiners_that_are_lost_are_spoken_of_for_languages_that_have_them():
    assert any("zero-width non-joiners" in note for note in told("pdf", language="fa"))
    assert not any("non-joiners" in note for note in told("pdf", language="en"))
    assert not any("non-joiners" in note for note in told("docx", language="fa"))


def test_everything_that_was_done_is_told():
    facts = {
        "is_mended": True,
        "unread": 2,
        "removed": {"U+200F RIGHT-TO-LEFT MARK": 1200},
        "shapes": 1,
        "put_together": 3,
        "turned": 1,
        "numbered": 5,
        "notes": 1,
        "tracked": 2,
    }

    sentences = told("docx", **facts)

    assert len(sentences) == 1 + len(facts)
    assert "2 letters could not be told, and “[?]” stands in the place of each." in sentences
    assert "U+200F RIGHT-TO-LEFT MARK was taken out 1,200 times." in sentences
    assert any("refers to one once" in sentence for sentence in sentences)
