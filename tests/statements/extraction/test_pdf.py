"""PDF: read page by page when it is whole, and refused in a sentence when it is not."""

import pikepdf
import pytest

from records import text as policy
from statements.extraction import limits, pdf
from statements.extraction.child import read
from statements.extraction.refusals import Refused
from tests.statements.extraction import files

ENGLISH = (
    "1. Both sides agree that war is not the solution to the problem, and that every effort must go on towards peace."
)
PERSIAN = "۱- دو طرف می‌پذیرند که جنگ راه حل مشکل نیست (بند ۲) و تلاش‌ها برای رسیدن به صلح باید ادامه یابد."


def bodies(data):
    return [body for body, _tail in read(data)["pages"]]


def refusal(data):
    with pytest.raises(Refused) as refused:
        read(data)
    return refused.value.name


def test_lines_of_a_paragraph_are_joined_and_points_begin_lines():
    data = files.pdf(f"<h1>Joint statement</h1><p>{ENGLISH}</p><p>2. Talks go on.</p>")

    assert bodies(data) == [f"Joint statement\n{ENGLISH}\n2. Talks go on."]


def test_a_sentence_goes_on_over_the_end_of_a_page():
    told = read(
        files.pdf(f"<p>{ENGLISH} Both sides thank the Islamic Republic of</p>", "<p>Iran for its hospitality.</p>")
    )

    assert told["pages"][0][1] == " "


def test_a_persian_line_has_its_number_first_and_its_brackets_turned():
    told = read(files.pdf(f"<p>{PERSIAN}</p>", language="fa", direction="rtl"))

    # The joiners are lost on the way, as the note to the proofreader says.
    assert told["pages"][0][0] == PERSIAN.replace("\u200c", "")
    assert told["facts"]["turned"] == 1


def test_pages_without_text_are_known():
    assert bodies(files.pdf("<p>One</p>", "<p></p>", "<p>Three</p>")) == ["One", "", "Three"]


def test_a_page_that_is_broken_is_a_page_without_text():
    def spoil(document):
        document.pages[0].obj.Contents = 5
        document.pages[0].obj.Type = pikepdf.Name.Font

    assert len(bodies(files.changed(files.pdf("<p>One</p>", "<p>Two</p>"), spoil))) == 2


def test_a_pdf_that_needs_a_password_is_refused():
    assert refusal(files.locked(files.pdf("<p>One</p>"), user="secret")) == "password"


def test_a_pdf_that_only_its_owner_may_change_is_read():
    assert bodies(files.locked(files.pdf("<p>One</p>"), user="")) == ["One"]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_a_pdf_that_was_cut_off_is_refused(share):
    data = files.pdf(f"<p>{ENGLISH}</p>")

    assert refusal(data[: int(len(data) * share)]) == "cut"


def test_a_pdf_whose_table_is_wrong_is_mended_and_says_so():
    data = files.pdf("<p>One</p>").replace(b"startxref\n", b"startxref\n9")

    told = read(data)

    assert (told["pages"][0][0], told["facts"]["is_mended"]) == ("One", True)


def test_a_pdf_that_is_nothing_but_its_ends_is_damaged():
    assert refusal(b"%PDF-1.7\n%%EOF\n") == "damaged"


def test_a_damaged_pdf_with_a_password_is_told_by_that():
    data = files.locked(files.pdf("<p>One</p>"), user="secret").replace(b"startxref\n", b"startxref\n9")

    assert refusal(data) == "password"


def test_a_pdf_locked_in_a_way_that_nobody_knows_needs_a_password():
    data = files.of_pages(1)
    start = data.index(b"trailer")
    trailer = data[start:].replace(b"<<", b"<< /Encrypt << /Filter /Unheard /V 9 /R 9 >>", 1)

    assert refusal(data[:start] + trailer) == "password"


def test_a_pdf_without_pages_is_refused():
    assert refusal(files.of_pages(0)) == "no_pages"


def test_four_hundred_pages_of_one_word_are_read():
    assert bodies(files.of_pages(400)) == ["peace"] * 400


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "PAGES", 2)

    assert bodies(files.of_pages(2)) == ["peace"] * 2
    assert refusal(files.of_pages(3)) == "too_many_pages"


def test_a_pdf_of_too_long_a_text_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "VERBATIM_LENGTH", 9)

    assert refusal(files.of_pages(2)) == "too_long"
    assert policy.VERBATIM_LENGTH == 5_000_000


def test_refused_characters_are_taken_out_and_counted():
    told = read(files.pdf("<p>Both\u00adsides \ue000 agree \u2067now\u2069</p>"))

    assert "\u2067" not in told["pages"][0][0]
