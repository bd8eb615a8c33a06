"""Two wordings compared, in a browser: from one difference to the next by keyboard, and on paper."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_differences_are_gone_to_by_keyboard_and_by_buttons(visit):
    page = visit()
    page.goto("/statements/")
    page.get_by_role("link", name="Joint statement of the Tehran meeting").first.click()
    page.get_by_role("link", name=re.compile("justified.* and .*directed")).click()
    number = page.locator(".difference").count()
    assert number > 1

    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#difference-1")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text(f"Difference 1 of {number}")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(f"#difference-{number}")).to_be_focused()
    page.get_by_role("button", name="Next difference").click()
    expect(page.locator("#difference-1")).to_be_focused()

    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Next difference")).to_be_hidden()
    expect(page.locator("#difference-1")).to_be_visible()
