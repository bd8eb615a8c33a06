"""Pages of editors, met with a screen reader, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

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
    assert page.url.endswith("/briefs/preview/")
