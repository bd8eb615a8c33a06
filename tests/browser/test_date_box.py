"""The box in which editors type dates."""

import pytest
from playwright.sync_api import expect

from tests.browser.admin import add_row

pytestmark = pytest.mark.browser

BOX = "#id_opened_on"
READING = "#id_opened_on_reading"


@pytest.fixture
def page(sign_in):
    """The form for a new process, opened by an editor."""
    page = sign_in()
    page.goto("/admin/talks/process/add/")
    return page


def test_typing_a_date_shows_how_it_is_understood(page):
    page.locator(BOX).press_sequentially("7-8 July 2021")

    expect(page.locator(READING)).to_have_text("Understood as 7 July 2021 to 8 July 2021 (a range).")
    expect(page.locator(READING)).to_have_attribute("data-state", "understood")


def test_typing_what_is_no_date_says_why_and_emptying_the_box_says_nothing(page):
    page.locator(BOX).fill("31 Feb 2021")
    expect(page.locator(READING)).to_contain_text("February 2021 has 28 days.")
    expect(page.locator(READING)).to_have_attribute("data-state", "refused")

    page.locator(BOX).fill("")

    expect(page.locator(READING)).to_be_empty()
    expect(page.locator(READING)).not_to_have_attribute("data-state", "refused")


def test_a_date_in_an_added_row_has_a_reading_of_its_own(page):
    page.goto("/admin/talks/party/add/")
    for _row in range(2):
        add_row(page, "Other name")

    second = page.locator("#id_names-1-used_from")
    second.fill("۱۷ سرطان ۱۴۰۰")

    expect(page.locator("#id_names-1-used_from_reading")).to_contain_text("Understood as 8 July 2021")
    expect(page.locator("#id_names-0-used_from_reading")).to_be_empty()
    expect(second).to_have_attribute("aria-describedby", "id_names-1-used_from_reading")


def test_a_late_answer_does_not_replace_a_newer_one(page):
    def hold_back(route):
        if "2021-13" in route.request.url:
            page.wait_for_timeout(800)
        route.continue_()

    page.route("**/records/date-reading/**", hold_back)
    page.locator(BOX).fill("2021-13")
    page.wait_for_timeout(400)

    page.locator(BOX).fill("2021-07-08")

    expect(page.locator(READING)).to_have_text("Understood as 8 July 2021.")
    page.wait_for_timeout(900)
    expect(page.locator(READING)).to_have_text("Understood as 8 July 2021.")


def test_without_an_answer_the_box_stays_usable(page):
    page.route("**/records/date-reading/**", lambda route: route.abort())

    page.locator(BOX).fill("2021-07-08")
    page.locator(BOX).blur()

    expect(page.locator(BOX)).to_have_value("2021-07-08")
    expect(page.locator(READING)).to_be_empty()
