"""A document on its way into the record, in a browser: uploaded, read beside its pages, marked verbatim."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessible_pages import grave
from tests.statements.extraction import files

pytestmark = pytest.mark.browser
PERSIAN = [
    "<h1>بیانیه مشترک نشست تهران</h1><p>۱- دو طرف می‌پذیرند که جنگ راه حل مشکل افغانستان نیست و تلاش‌ها برای رسیدن به راه حل "
    "سیاسی باید ادامه یابد.</p>",
    "<p>۲- دو طرف از میزبانی جمهوری اسلامی ایران سپاسگزاری کردند.</p>",
]


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return str(path)


def picture_of(page, name):
    """Keep a picture of the page, where the folder for such pictures is given."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.fixture
def editor(sign_in):
    """A window of the editor on the page that takes in a document of the Tehran statement."""
    page = sign_in(viewport={"width": 1280, "height": 900})
    page.goto("/admin/statements/statement/")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="New text from a document").click()
    return page


def upload(page, label, path, language="prs", *, is_sent=True):
    page.get_by_label("Label").fill(label)
    page.get_by_label("Language").select_option(language)
    page.get_by_label("Kind").select_option("original")
    page.locator("input[type=file]").set_input_files(path)
    button = page.get_by_role("button", name="Read this document")
    if is_sent:
        press(page, button)
    else:
        button.click()


def press(page, button):
    """Press `button`, and wait for the page that answers: a document is read meanwhile."""
    with page.expect_navigation(timeout=60_000):
        button.click()


def test_a_document_is_uploaded_proofread_and_marked_verbatim(editor, tmp_path):
    path = write(tmp_path, "statement.pdf", files.pdf(*PERSIAN, language="fa", direction="rtl"))
    picture_of(editor, "upload")
    assert grave(editor) == []

    upload(editor, "Dari, as printed", path)

    expect(editor.get_by_role("heading", name="Proofreading “Dari, as printed”")).to_be_visible()
    first = editor.get_by_label("Text of page 1")
    expect(first).to_have_attribute("dir", "rtl")
    for image in editor.get_by_role("img", name="of the document").all():
        image.scroll_into_view_if_needed()
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1000
    picture_of(editor, "proofread")
    assert grave(editor) == []

    first.fill(first.input_value().replace("میپذیرند", "می‌پذیرند").replace("تلاشها", "تلاش‌ها"))
    with editor.expect_navigation():
        first.press("Control+s")
    expect(editor.locator(".messagelist .success")).to_contain_text("is saved as a draft")
    assert "می\u200cپذیرند" in first.input_value()

    press(editor, editor.get_by_role("button", name="It stands as printed: mark verbatim"))
    expect(editor.locator(".messagelist .success")).to_contain_text("stands as printed")
    expect(first).not_to_be_editable()
    picture_of(editor, "verbatim")
    press(editor, editor.get_by_role("button", name="Make it a draft again"))
    expect(first).to_be_editable()


def test_a_file_that_is_refused_leaves_the_form_as_it_was_typed(editor, tmp_path):
    upload(editor, "English, as printed", write(tmp_path, "statement.pdf", b"<!doctype html><p>Both sides"), "en")

    expect(editor.get_by_text("This is a web page (HTML), whatever its name says.")).to_be_visible()
    expect(editor.get_by_label("Label")).to_have_value("English, as printed")
    picture_of(editor, "refused")
    assert grave(editor) == []


def test_a_file_that_is_too_large_is_told_of_before_it_is_sent(editor, tmp_path):
    path = write(tmp_path, "long.txt", b"x" * (25 * 1024 * 1024 + 1))

    upload(editor, "English, as printed", path, "en", is_sent=False)

    expect(editor.get_by_text("This file is larger than what is read")).to_be_visible()
    assert editor.url.endswith("/upload/")


def test_an_encoding_is_picked_by_sight(editor, tmp_path):
    path = write(tmp_path, "september.txt", "Подписано: сентябрь".encode("koi8_r").replace(b"\xf0", b"\xd0"))

    upload(editor, "Russian, typed", path, "ru")
    expect(editor.get_by_text("Which of these is written as it should be?")).to_be_visible()
    picture_of(editor, "encodings")
    assert grave(editor) == []

    editor.locator("input[type=file]").set_input_files(path)
    editor.get_by_label("KOI8-R (Russian)").check()
    press(editor, editor.get_by_role("button", name="Read this document"))
    expect(editor.get_by_label("Text of page 1")).to_have_value("подписано: сентябрь")


def test_scanned_pages_are_read_one_after_the_other(editor, tmp_path):
    pages = files.scan("<p>Both sides agree that war is not the solution.</p>", "<p>They thank the host.</p>")
    upload(editor, "English, scanned", write(tmp_path, "scan.pdf", pages), "en")
    expect(editor.locator(".proofread-notes")).to_contain_text("There is no text on any page: they are pictures.")

    editor.get_by_role("button", name="Read all 2 pages without text by OCR").click()

    expect(editor.get_by_text("2 pages were read.")).to_be_visible(timeout=120_000)
    expect(editor.get_by_label("Text of page 2")).to_have_value("They thank the host.")
    expect(editor.get_by_text("There is no text on this page.").first).to_be_hidden()
    picture_of(editor, "ocr")
    press(editor, editor.get_by_role("button", name="Save draft"))
    expect(editor.locator(".messagelist .success")).to_contain_text("is saved as a draft")
    expect(editor.get_by_label("Text of page 2")).to_have_value("They thank the host.")
