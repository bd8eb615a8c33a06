"""The reading pages in a browser: accessible, no wider than a phone, light and dark, by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LISTS = ["/processes/", "/rounds/", "/statements/", "/commitments/", "/events/"]


def addresses(page):
    """The addresses of the start page, the lists, and the first record on each list."""
    found = ["/", "/briefs/", "/events/?since=31+Feb", "/rounds/?q=nowhere", "/nothing/"]
    for address in LISTS:
        page.goto(address)
        found += [address, page.locator("tbody th a").first.get_attribute("href")]
    return found


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_on_any_page_and_none_is_too_wide(visit, width, scheme):
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = {}

    for address in addresses(page):
        page.goto(address)
        violations = [violation["id"] for violation in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            violations.append("wider than the window")
        found[address] = violations

    assert len(found) == 15
    assert {address: violations for address, violations in found.items() if violations} == {}


def test_the_theme_a_reader_chooses_stays(visit):
    page = visit(color_scheme="light")
    page.goto("/")
    button = page.get_by_role("button", name="Dark")
    expect(button).to_have_attribute("aria-pressed", "false")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    button.click()
    page.goto("/events/")

    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light


def test_a_filtered_list_has_an_address_of_its_own_that_names_only_what_was_chosen(visit):
    page = visit()
    page.goto("/events/")
    rows = page.locator("tbody tr")
    all_of_them = rows.count()

    page.get_by_text("More filters").click()
    page.get_by_label("Reports disagree").select_option("contested")
    page.get_by_role("button", name="Show").first.click()

    expect(page).to_have_url(re.compile(r"/events/\?contested=yes$"))
    expect(rows.filter(has_not_text="contested")).to_have_count(0)
    assert 0 < rows.count() < all_of_them
    page.get_by_role("link", name="remove this filter").click()
    expect(rows).to_have_count(all_of_them)


def test_the_keyboard_goes_past_the_menu_to_the_content(visit):
    page = visit()
    page.goto("/commitments/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Deadlines in order")).to_be_focused()


def test_a_highlighted_quote_leads_to_its_commitment(visit):
    page = visit()
    page.goto("/statements/?language=prs")
    page.locator("tbody th a").first.click()

    page.locator("mark a[href]").first.click()

    expect(page.get_by_role("heading", name="What was reported later")).to_be_visible()
