"""A copy of an edition checked on its page, by choosing it and by dropping it, and not one byte of it sent anywhere."""

import base64
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

DROP = """([zone, name, text]) => {
    const carried = new DataTransfer();
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    for (const one of [].concat(name)) carried.items.add(new File([bytes], one));
    const event = (kind) => new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true });
    zone.dispatchEvent(event("dragover"));
    const isOver = "over" in zone.dataset;
    zone.dispatchEvent(event("drop"));
    return [isOver, "over" in zone.dataset];
}"""


@pytest.fixture
def copies(site, tmp_path):
    """The files of two editions of the Tehran brief, as of 11 and 12 July 2021, that anyone may have kept."""
    paths = [tmp_path / f"brief-{day}.pdf" for day in (11, 12)]
    for day, path in zip((11, 12), paths, strict=True):
        command = ["manage.py", "write_brief", "--process", "intra-afghan-talks", "--as-of", f"2021-07-{day}"]
        subprocess.run(
            [sys.executable, *command, "--out", str(path)],
            cwd=ROOT,
            env=site.environment,
            check=True,
            capture_output=True,
        )
    return paths


def open_page_of(page, day):
    page.goto("/briefs/")
    page.get_by_role("row", name=f"{day} July 2021").first.get_by_role("link").first.click()
    page.get_by_role("heading", name="Check a file").wait_for()


def test_a_copy_is_told_from_others_by_keyboard_and_nothing_is_sent(visit, copies, tmp_path):
    page = visit()
    open_page_of(page, 12)
    number = page.locator(".by-hand [data-number]").get_attribute("data-number")
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    box, told = page.get_by_label("Drop a file here, or choose it:"), page.locator("#check [role=status]")

    box.focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(copies[1])
    expect(told).to_have_text(f"This is edition {number}, unchanged.")

    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Check another file")).to_be_focused()
    page.keyboard.press("Enter")
    expect(told).to_have_text("")
    expect(box).to_be_focused()
    assert box.input_value() == ""

    box.set_input_files(copies[0])
    expect(told).to_contain_text("This is another edition: edition ")
    expect(told.get_by_role("link")).to_have_count(1)

    changed = tmp_path / "changed.pdf"
    changed.write_bytes(copies[1].read_bytes() + b" ")
    box.set_input_files(changed)
    expect(told).to_contain_text("This file is not this edition: ")
    assert sent == []


def test_a_file_is_dropped_and_the_place_shows_that_it_may_be(visit, copies):
    page = visit()
    open_page_of(page, 12)
    zone, told = page.locator("#check .drop"), page.locator("#check [role=status]")
    data = base64.b64encode(copies[1].read_bytes()).decode()

    over = page.evaluate(DROP, [zone.element_handle(), "brief.pdf", data])
    expect(told).to_contain_text("unchanged.")
    page.evaluate(DROP, [zone.element_handle(), ["one.pdf", "two.pdf"], data])
    expect(told).to_have_text("Drop one file at a time.")
    page.evaluate(DROP, [zone.element_handle(), [], data])
    expect(told).to_contain_text("The file could not be read.")

    assert over == [True, False]


def test_content_is_known_as_well(visit, copies):
    page = visit()
    open_page_of(page, 12)
    with page.expect_download() as download:
        page.get_by_role("link", name="Its content as JSON").click()

    page.get_by_label("Drop a file here, or choose it:").set_input_files(download.value.path())

    expect(page.locator("#check [role=status]")).to_contain_text("This is the content of edition")


def test_where_a_browser_computes_no_checksum_it_says_so_beside_the_command(visit, copies):
    page = visit()
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })")

    open_page_of(page, 12)

    expect(page.locator("#check .drop")).to_be_hidden()
    expect(page.locator("#check [role=status]")).to_contain_text("Compute it yourself as said above.")
    expect(page.locator("#check")).to_contain_text("sha256sum your-file.pdf")


def test_without_scripts_the_checksum_stands_there_with_the_command(visit, copies):
    page = visit(java_script_enabled=False)

    open_page_of(page, 12)

    expect(page.locator("#check .drop")).to_be_hidden()
    expect(page.locator("#check .by-hand")).to_contain_text("sha256sum your-file.pdf")
    assert len(page.locator("#check .by-hand [data-sha256]").inner_text()) == 64


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_on_the_pages_of_editions_and_none_is_too_wide(visit, copies, width, scheme):
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    open_page_of(page, 12)
    found = {page.url: faults(page)}

    page.locator(".crumbs").get_by_role("link").last.click()
    page.get_by_role("heading", name="Compare two editions").wait_for()
    found[page.url] = faults(page)
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("heading", name="What changed from edition").wait_for()
    found[page.url] = faults(page)

    assert len(found) == 3
    assert {address: said for address, said in found.items() if said} == {}


def faults(page):
    """What axe finds on a page, and whether it is wider than the window."""
    violations = [violation["id"] for violation in Axe().run(page).response["violations"]]
    is_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*violations, "wider than the window"] if is_wide else violations
