"""A blind second coding from its set-up to kappa, by two people in two windows."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessible_pages import DESK, grave

pytestmark = pytest.mark.browser

TITLE = "Tehran statement, every point"
REASON = "Zaranj was taken by force."
# By the keys of the codebook: breached, minimal, no evidence found, no evidence found; then one that differs.
FIRST, SECOND = "7311", "7611"


def set_up(page):
    """Open a double coding of the joint statement by the editor and the reviewer; the address of how it stands."""
    page.goto("/admin/talks/process/?q=Intra")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="Have commitments coded by two people apart").click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("As of").fill("2021-08-31T00:00")
    page.locator("#id_first_coder").select_option(label="editor")
    page.locator("#id_second_coder").select_option(label="reviewer")
    page.get_by_label("First coder, as printed").fill("Demo desk")
    page.get_by_role("group", name="Joint statement of the Tehran meeting").get_by_label("All 4 of it").check()
    assert grave(page) == []
    page.get_by_role("button", name="Open the coding").click()
    expect(page.locator(".messagelist")).to_contain_text("Both can code it now, apart.")
    return page.url


def code_by_keys(page, keys):
    """Rate one commitment after another with the keyboard alone."""
    for place, key in enumerate(keys):
        expect(page.locator(".progress-line label")).to_have_text(f"{place} of {len(keys)} rated")
        page.keyboard.press(key)
        expect(page.locator("#code_form input[name=rating]").nth(int(key) - 1)).to_be_checked()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.locator(".progress-line label")).to_have_text(f"{len(keys)} of {len(keys)} rated")


def test_two_people_code_apart_from_set_up_to_kappa(sign_in, sign_in_reviewer):
    editor, reviewer = sign_in(viewport=DESK), sign_in_reviewer(viewport=DESK)
    outcome = set_up(editor)

    editor.get_by_role("link", name="Go on coding").click()
    expect(editor.locator(".sheet")).to_contain_text("What was known as of 31 August 2021")
    expect(editor.locator(".sheet")).to_contain_text("Zaranj, capital of Nimruz, falls to the Taliban")
    assert grave(editor) == []
    editor.get_by_label("Reasoning").fill(REASON)
    editor.locator("#asked-heading").click()
    code_by_keys(editor, FIRST)

    reviewer.goto(outcome)
    expect(reviewer.locator(".numbers li")).to_have_text(["reviewer: 0 of 4 rated"])
    reviewer.get_by_role("link", name="Go on coding").click()
    expect(reviewer.locator("#content")).not_to_contain_text(REASON)
    expect(reviewer.locator("#code_form input:checked")).to_have_count(0)
    code_by_keys(reviewer, SECOND)
    reviewer.get_by_role("button", name="I am done").click()
    expect(reviewer.locator("#content")).to_contain_text("What the other gives is shown once they are done too")
    expect(reviewer.locator("#content")).not_to_contain_text(REASON)
    expect(reviewer.locator("#content")).not_to_contain_text("Kappa")

    editor.get_by_role("button", name="I am done").click()
    expect(editor.locator(".codes")).to_contain_text("They differ. A reviewer settles it.")
    expect(editor.get_by_role("button", name="Settle")).to_have_count(0)

    reviewer.reload()
    expect(reviewer.locator(".codes")).to_contain_text(REASON)
    expect(reviewer.locator("#content")).to_contain_text("Of 4 that both rated, they agree on 3.")
    plain = reviewer.get_by_role("row", name="Cohen's kappa, plain")
    # Observed 3 of 4; by chance 5 of 16: 7/16 of 11/16.
    expect(plain.get_by_role("cell").nth(3)).to_have_text("0.64")
    weighted = reviewer.get_by_role("row", name="Cohen's kappa, weighted linearly")
    # Minimal and partly, closed have the same score.
    expect(weighted.get_by_role("cell").nth(3)).to_have_text("1.00")
    assert grave(reviewer) == []
    reviewer.get_by_label("Rating").select_option("partly_closed")
    reviewer.get_by_label("Note").fill("The talks ended on 15 August.")
    reviewer.get_by_role("button", name="Settle").click()
    expect(reviewer.locator("#content")).to_contain_text("Differences: 1, settled: 1.")
    reviewer.get_by_role("row", name="Continue the talks").get_by_role(
        "link", name="Start an assessment from it"
    ).click()
    expect(reviewer.locator("[name=rating][value=partly_closed]")).to_be_checked()
    expect(reviewer.locator("#id_reasoning")).to_have_value("The talks ended on 15 August.")
