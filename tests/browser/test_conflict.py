"""Two editors on one record: nothing typed is lost, and nobody is told that all went well when it did not."""

import pytest
from playwright.sync_api import expect

from tests.browser.admin import save

pytestmark = pytest.mark.browser


def open_tehran(page):
    page.goto("/admin/talks/round/?q=Tehran")
    page.locator("#result_list").get_by_role("link", name="Tehran meeting").click()


def test_the_second_to_save_is_told_who_saved_what_and_loses_no_typing(sign_in):
    first, second = sign_in(), sign_in()
    open_tehran(first)
    open_tehran(second)
    first.locator("#id_agenda").fill("What the first editor wrote.")
    assert "was changed" in save(first)

    second.locator("#id_agenda").fill("What the second editor wrote.")
    second.locator("#id_whats_next").fill("Typed by the second editor alone.")
    second.get_by_role("button", name="Save and continue editing").click()

    expect(second.locator("#content")).to_contain_text("What the first editor wrote.")
    expect(second.locator("#content")).to_contain_text("editor")
    expect(second.locator("#id_agenda")).to_have_value("What the second editor wrote.")
    expect(second.locator("#id_whats_next")).to_have_value("Typed by the second editor alone.")
    second.get_by_role("row", name="Agenda").get_by_label("Keep mine").check()
    second.get_by_role("checkbox", name="I have seen").check()
    assert "was changed" in save(second)
    open_tehran(first)
    expect(first.locator("#id_agenda")).to_have_value("What the second editor wrote.")
    expect(first.locator("#id_whats_next")).to_have_value("Typed by the second editor alone.")
