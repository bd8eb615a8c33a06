"""Suggestions in a browser: decided with one key each, undone, and without scripts by the same buttons."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessible_pages import DESK, PHONE, grave

pytestmark = pytest.mark.browser


def open_suggestions(page, commitment):
    """From the page of the Tehran commitment called `commitment`, search for suggestions."""
    page.goto(f"/admin/statements/commitment/?q={commitment}")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name=re.compile("bear on it")).click()
    page.get_by_role("button", name="Look again").locator("visible=true").first.click()
    page.locator(".messagelist .success").wait_for()


def rows(page):
    return page.locator("#rows > li")


def focused(page):
    """The name of the row that has the focus."""
    return page.evaluate("document.activeElement.querySelector('h3')?.textContent.trim()")


def sentence(page, words):
    expect(page.locator("#said")).to_contain_text(words)


def test_suggestions_are_decided_with_one_key_each_and_undone(sign_in):
    page = sign_in(viewport=DESK)
    open_suggestions(page, "mosques")
    total = rows(page).count()
    assert total > 4
    names = [one.strip() for one in page.locator("#rows h3").all_text_contents()]
    page.evaluate("window.stays = true")
    assert focused(page) == names[0]

    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    assert focused(page) == names[1]
    page.keyboard.press("c")
    sentence(page, f": “{names[1]}”.")
    expect(rows(page)).to_have_count(total - 1)
    assert focused(page) == names[2]
    page.keyboard.press("5")
    sentence(page, f"Confirmed as “context”: “{names[2]}”.")
    assert focused(page) == names[3]
    page.keyboard.press("r")
    sentence(page, f"Rejected: “{names[3]}”.")
    page.keyboard.press("u")
    sentence(page, f"Undone: “{names[3]}”.")
    expect(rows(page)).to_have_count(total - 2)
    assert focused(page) == names[3]
    page.keyboard.press("x")
    sentence(page, f"Not to be shown again: “{names[3]}”.")
    expect(page.locator("#number-aside")).to_have_text("1")
    expect(page.locator("#number-waiting")).to_have_text(str(total - 3))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    # All of it happened on one page.
    assert page.evaluate("window.stays")
    page.locator(".aside-part summary").click()
    page.locator("#aside").get_by_role("button", name="Take back").click()
    sentence(page, f"Taken back: “{names[3]}”")
    expect(page.locator("#number-aside")).to_have_text("0")


def test_keys_pressed_at_once_are_each_done_and_typing_is_no_key(sign_in):
    page = sign_in(viewport=DESK)
    open_suggestions(page, "punished")
    total = rows(page).count()
    first = page.locator("#rows h3").first.inner_text()

    row = rows(page).first
    row.get_by_text("Give the reasoning").click()
    row.get_by_label("Why it bears on these words").fill("")
    row.get_by_label("Why it bears on these words").press_sequentially("crux")
    expect(rows(page)).to_have_count(total)
    row.locator("article").focus()
    for key in ("5", "x", "r"):
        page.keyboard.press(key)

    expect(rows(page)).to_have_count(total - 3)
    expect(page.locator("#number-aside")).to_have_text("2")
    page.goto("/admin/tracking/evidence/?q=crux")
    expect(page.locator("#result_list")).to_contain_text(first)


def test_the_last_one_decided_leaves_the_way_on(sign_in):
    page = sign_in(viewport=DESK)
    open_suggestions(page, "high+level")

    while rows(page).count():
        left = rows(page).count()
        page.keyboard.press("x")
        expect(rows(page)).to_have_count(left - 1)

    expect(page.locator("#none")).to_be_focused()
    expect(page.locator("#none")).to_contain_text("Nothing is waiting")


def test_without_scripts_the_buttons_do_the_same(sign_in, chromium, site):
    signed = sign_in(viewport=DESK)
    open_suggestions(signed, "facilitate")
    address, kept = signed.url, signed.context.storage_state()
    context = chromium.new_context(base_url=site.address, storage_state=kept, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    total = rows(page).count()

    rows(page).first.get_by_role("button", name="Not relevant").click()
    sentence(page, "Not to be shown again")
    expect(rows(page)).to_have_count(total - 1)
    page.get_by_role("button", name="Undo").click()

    expect(page.locator(".messagelist .success")).to_contain_text("Undone")
    expect(rows(page)).to_have_count(total)
    context.close()


@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", DESK), ("light", PHONE)])
def test_the_pages_of_suggestions_are_accessible_and_no_wider_than_the_window(sign_in, scheme, size):
    page = sign_in(viewport=size, color_scheme=scheme)
    open_suggestions(page, "later+meeting")
    page.keyboard.press("x")
    sentence(page, "Not to be shown again")
    page.locator(".aside-part summary").click()
    found = grave(page)
    page.keyboard.press("Tab")
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.get_by_role("link", name="what else it may bear on").first.click()
    found += grave(page)
    page.goto("/admin/tracking/evidence/waiting/")
    found += grave(page)

    assert found == []
    assert not wide
