"""What anyone meets who reads with a keyboard, a screen reader, a phone, by day or by night."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

LISTS = ["/processes/", "/rounds/", "/statements/", "/commitments/", "/events/", "/briefs/"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def grave(page):
    """What axe finds serious or critical on the page, in words."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {rule['id']}: {node['html'][:160]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def pages_to_read(page):
    """The addresses of every kind of reading page: home, lists, the first record of each list, a page that is not there."""
    details = []
    for address in LISTS:
        page.goto(address)
        link = page.locator("main a[href]").evaluate_all(
            "(links, start) => links.map(link => link.getAttribute('href')).find(href => href.startsWith(start) && href.length > start.length + 20)",
            address,
        )
        details.append(link)
    assert all(details), details
    return ["/", *LISTS, *details, "/nowhere/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_reading_pages_are_accessible_and_fit_the_window(visit, scheme, size):
    page = visit(viewport=size, color_scheme=scheme)
    found, too_wide, unguarded = [], [], []

    for address in pages_to_read(page):
        policy = page.goto(address).headers["content-security-policy"]
        found += grave(page)
        if "unsafe-inline" in policy or "default-src 'self'" not in policy:
            unguarded.append(address)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            too_wide.append(address)

    assert found == []
    assert too_wide == []
    assert unguarded == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_editors_are_accessible(sign_in, visit, scheme):
    page = visit(viewport=DESK, color_scheme=scheme)
    page.goto("/admin/")
    found = grave(page)
    page = sign_in(viewport=DESK, color_scheme=scheme)

    for address in (
        "/admin/",
        "/admin/talks/round/",
        "/admin/talks/round/add/",
        "/admin/talks/round/1/change/",
        "/admin/talks/round/1/history/",
        "/admin/statements/statement/1/change/",
        "/admin/statements/commitment/1/change/",
        "/admin/events/event/1/change/",
        "/admin/tracking/assessment/add/?commitment=1",
        "/briefs/write/",
    ):
        assert page.goto(address).status == 200, address
        found += grave(page)

    assert found == []


def test_the_preview_of_a_brief_is_accessible(sign_in):
    page = sign_in(viewport=PHONE)
    page.goto("/briefs/write/")
    page.get_by_label("Process").select_option(label="Intra-Afghan talks")
    page.get_by_label("As of").fill("2021-08-31")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("heading", name="At a glance").wait_for()

    assert grave(page) == []
    assert re.search(r"/briefs/preview/", page.url)


def test_the_keyboard_reaches_the_content_and_the_menu(visit):
    page = visit(viewport=DESK)
    page.goto("/commitments/")

    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.textContent.trim()")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")

    assert skip.startswith("Skip")
    assert inside
