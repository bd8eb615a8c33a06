"""A new analyst enters a record by hand and a reviewer agrees to show it, without shell or code; the brief tells it."""

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.admin import add_row, agree_to_all, ask_for_everyone, choose, save

pytestmark = pytest.mark.browser

TEXT = "1. Both sides thank the host.\n2. Both sides will meet again as soon as possible.\n"
QUOTE = "Both sides will meet again as soon as possible"


def enter_parties(page):
    for name in ("Northern Council", "Southern Front"):
        page.goto("/admin/talks/party/add/")
        page.locator("#id_name").fill(name)
        page.locator("#id_kind").select_option("armed_group")
        assert f"“{name}” was added" in save(page)
        ask_for_everyone(page)


def enter_talks(page):
    page.goto("/admin/talks/process/add/")
    page.locator("#id_name").press_sequentially("River talks")
    expect(page.locator("#id_slug")).to_have_value("river-talks")
    save(page)
    page.get_by_role("link", name="Add a round of these talks").click()
    page.locator("#id_name").fill("First meeting")
    page.locator("#id_format").select_option("direct")
    page.locator("#id_opened_on").fill("31 Feb 2021")
    expect(page.locator("#id_opened_on_reading")).to_contain_text("February 2021 has 28 days")
    page.locator("#id_opened_on").fill("2021-07-07/2021-07-08")
    expect(page.locator("#id_opened_on_reading")).to_contain_text("Understood as 7 July 2021 to 8 July 2021")
    for row, party in enumerate(("Northern", "Southern")):
        add_row(page, "Participation")
        choose(page, f"id_participations-{row}-party", party)
    page.locator("#id_participations-0-named_as_written").fill("the delegation of the North")
    assert "“First meeting” was added" in save(page)


def enter_statement(page):
    page.get_by_role("link", name="Add a statement of this round").click()
    page.locator("#id_title").fill("Joint communiqué of the river")
    page.locator("#id_form").select_option("communique")
    page.locator("#id_issued_on").fill("8 July 2021")
    add_row(page, "Version")
    page.locator("#id_versions-0-label").fill("English")
    page.locator("#id_versions-0-language").select_option("en")
    page.locator("#id_versions-0-kind").select_option("original")
    page.locator("#id_versions-0-text").fill(TEXT)
    page.locator("#id_versions-0-is_verbatim").check()
    save(page)
    page.get_by_role("link", name="Find the points in “English”").click()
    page.get_by_role("button", name="Enter these points").click()
    expect(page.locator(".messagelist")).to_contain_text("2 points are marked in “English”")


def enter_commitment(page):
    page.goto("/admin/statements/clause/?q=river")
    page.locator("#result_list tr", has_text="2").last.get_by_role("link").first.click()
    page.get_by_role("link", name="Add a commitment from this point").click()
    page.locator("#id_summary").fill("Meet again as soon as possible")
    page.locator("#id_kind").select_option("continue")
    page.locator("#id_specificity").select_option("general")
    page.locator("#id_obligors_as_written").fill("Both sides")
    add_row(page, "Deadline")
    page.locator("#id_deadlines-0-terms").select_option("soon")
    page.locator("#id_deadlines-0-words").fill("as soon as possible")
    save(page)
    expect(page.locator("#id_obligors option[selected]")).to_have_text(["Northern Council", "Southern Front"])
    add_row(page, "Passage")
    page.locator("#id_passages-0-exact").fill(QUOTE)
    choose(page, "id_passages-0-version", "English")
    assert "was changed" in save(page)


def enter_event(page):
    page.goto("/admin/records/source/add/")
    page.locator("#id_title").fill("Dispatch from the bridge")
    page.locator("#id_authors").fill("River News")
    page.locator("#id_published_on").fill("2021-07-20")
    save(page)
    ask_for_everyone(page)
    page.goto("/admin/events/event/add/")
    page.locator("#id_kind").select_option("meeting_held")
    page.locator("#id_title").fill("The sides are said to have met at the bridge")
    page.locator("#id_happened_on").fill("2021-07-20")
    for row, (stance, label, words) in enumerate(
        (("affirms", "two officials", "they met for an hour"), ("denies", "the ministry", "nobody met anybody"))
    ):
        add_row(page, "Report")
        page.locator(f"#id_reports-{row}-stance").select_option(stance)
        page.locator(f"#id_reports-{row}-claimant_label").fill(label)
        page.locator(f"#id_reports-{row}-words").fill(words)
        page.locator(f"#id_reports-{row}-made_on").fill("2021-07-20")
        choose(page, f"id_reports-{row}-source", "Dispatch from the bridge")
        assert page.locator(f"#id_reports-{row}-source").input_value()
    assert "was added" in save(page)
    ask_for_everyone(page)
    page.get_by_role("link", name="Set this event beside a commitment").click()
    choose(page, "id_commitment", "Meet again")
    page.locator("#id_bearing").select_option("honours")
    page.locator("#id_reasoning").fill("If they met, they met again as they said they would.")
    assert "was added" in save(page)


def enter_assessment(page):
    page.get_by_role("link", name="Assess the commitment").click()
    page.locator("#id_as_of_0").fill("2021-07-31")
    page.locator("#id_as_of_1").fill("12:00:00")
    page.get_by_label("The sides are said to have met at the bridge").check()
    page.get_by_label("contested", exact=False).and_(page.get_by_role("radio")).check()
    page.locator("#id_reasoning").fill("Two officials say that they met, and the ministry says that nobody did.")
    page.get_by_role("button", name="Save as draft").click()
    expect(page.locator(".messagelist")).to_contain_text("was saved as a draft")
    page.get_by_role("button", name="Send to review").click()
    expect(page.locator(".messagelist")).to_contain_text("It waits for review")
    expect(page.get_by_text("another reviewer publishes it")).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)


def publish_assessment(reviewer):
    """As a reviewer: read what waits for review, and publish it."""
    reviewer.goto("/admin/tracking/assessment/?status__exact=in_review")
    reviewer.locator("#result_list").get_by_role("link", name="Meet again as soon as possible").click()
    expect(reviewer.get_by_text("Two officials say that they met").first).to_be_visible()
    reviewer.get_by_role("button", name="Publish").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("It is published")
    expect(reviewer.get_by_text("Published by reviewer")).to_be_visible()


def write_brief(page, folder):
    """Preview and issue the brief on the round, from its page; the text of each page of the PDF."""
    page.goto("/admin/talks/round/?q=First+meeting")
    page.locator("#result_list").get_by_role("link", name="First meeting").click()
    page.get_by_role("link", name="Write a brief on this round").click()
    page.get_by_label("As of").fill("2021-08-31")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="At a glance")).to_be_visible()
    page.go_back()
    page.get_by_label("As of").fill("2021-08-31")
    page.get_by_role("button", name="Issue the edition").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    download.value.save_as(folder / "brief.pdf")
    pdf = pypdfium2.PdfDocument(folder / "brief.pdf")
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf]


def test_what_an_analyst_enters_and_a_reviewer_agrees_to_comes_out_on_paper(sign_in, sign_in_reviewer, tmp_path):
    page = sign_in(viewport={"width": 1280, "height": 1000})
    enter_parties(page)
    enter_talks(page)
    enter_statement(page)
    enter_commitment(page)
    enter_event(page)
    enter_assessment(page)
    page.goto("/admin/statements/statement/add/")
    page.locator("#id_title").fill("Secret annex of the river")
    page.locator("#id_form").select_option("agreement")
    page.locator("#id_issued_on").fill("8 July 2021")
    choose(page, "id_process", "River talks")
    choose(page, "id_round", "First meeting")
    save(page)
    page.goto("/admin/talks/process/?q=river")
    page.locator("#result_list").get_by_role("link", name="River talks").click()
    ask_for_everyone(page, but="Secret annex")
    reviewer = sign_in_reviewer(viewport={"width": 1280, "height": 1000})
    agree_to_all(reviewer)
    publish_assessment(reviewer)

    pages = write_brief(page, tmp_path)

    # Where lines break, and so where spaces stand, is the layout's affair.
    paper = "".join(pages).replace(" ", "")
    for words in (
        "First meeting",
        "“the delegation of the North”",
        "Northern Council",
        "Joint communiqué of the river",
        QUOTE,
        "“Both sides”: Northern Council; Southern Front",
        "“as soon as possible”",
        "The sides are said to have met at the bridge",
        "they met for an hour",
        "nobody met anybody",
        "affirmed in whole or in part by two officials; denied by the ministry",
        "contested",
        "Two officials say that they met, and the ministry says that nobody did.",
        "River News, “Dispatch from the bridge”, 20 July 2021.",
    ):
        assert words.replace(" ", "") in paper, words
    assert "Secretannex" not in paper
    assert f"1 / {len(pages)}" in pages[0]
