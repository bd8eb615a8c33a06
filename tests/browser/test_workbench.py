"""The workbench in a browser: marking with the mouse, with the keyboard alone, right to left, and after the session ended."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.admin import choose, save
from tests.browser.test_accessible_pages import DESK, PHONE, grave
from tests.browser.test_typing_kept import sign_in_beside

pytestmark = pytest.mark.browser
PASHTO = "۱. دواړه خوا می\u200cخواهند \U0001f54a\U0001f54a سوله غواړي.\n۲. جګړه حل نه دی.\n"
SELECTED = "JSON.stringify(window.workbenchText(document.getElementById('text')).selected())"


def open_workbench(page, label):
    """Open the workbench of the Tehran version called `label`."""
    page.goto(f"/admin/statements/version/?q={label}")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="Open the workbench").click()
    # Loaded, its scripts included.
    page.wait_for_url("**/workbench/")
    page.locator("#text").wait_for()


def enter_version(page, label, language, text):
    """Enter a text of the Tehran statement, and open its workbench."""
    page.goto("/admin/statements/version/add/")
    choose(page, "id_statement", "Tehran")
    page.locator("#id_label").fill(label)
    page.locator("#id_language").select_option(language)
    page.locator("#id_kind").select_option("press")
    page.locator("#id_text").fill(text)
    page.locator("#id_is_verbatim").check()
    save(page)
    page.get_by_role("link", name="Open the workbench").click()
    page.locator("#text").wait_for()


def drag_over(page, words):
    """Select `words` with the mouse, as somebody does who reads them on the page."""
    spots = page.evaluate(
        """(words) => {
          const region = document.getElementById("text");
          const text = window.workbenchText(region);
          const all = Array.from(region.textContent).join("");
          const start = Array.from(all.slice(0, all.indexOf(words))).length;
          const end = start + Array.from(words).length;
          text.rangeOf(start, end).startContainer.parentElement.scrollIntoView({ block: "center" });
          const caret = (offset) => text.rangeOf(offset, offset).getClientRects()[0];
          const [first, last] = [caret(start), caret(end)];
          return [first.left, first.top + first.height / 2, last.left, last.top + last.height / 2];
        }""",
        words,
    )
    page.mouse.move(spots[0], spots[1])
    page.mouse.down()
    page.mouse.move(spots[2], spots[3], steps=8)
    page.mouse.up()
    expect(page.locator("#chosen-words")).to_have_text(words)


def text_of(page):
    return page.evaluate("document.getElementById('text').textContent")


def sentence(page, words):
    expect(page.locator("#said")).to_contain_text(words)


def mark_commitment(page, summary):
    """Fill in the form that is open, and save it."""
    page.get_by_label("Summary").fill(summary)
    page.get_by_role("button", name="Save").click()
    sentence(page, f"Marked: “{summary}”.")


def test_words_are_marked_with_the_mouse_lit_from_the_panel_changed_and_taken_back(sign_in):
    page = sign_in(viewport=DESK)
    open_workbench(page, "directed")
    before = text_of(page)
    page.evaluate("window.stays = true")

    drag_over(page, "The talks were cordial and frank")
    page.get_by_role("button", name="Commitment").click()
    expect(page.get_by_label("Summary")).to_be_focused()
    expect(page.get_by_label("Taliban").first).to_be_visible()
    mark_commitment(page, "Talk frankly")

    expect(page.locator("#text")).to_be_focused()
    mark = page.locator("#text .m.c", has_text="cordial")
    entry = page.locator(".entry", has_text="Talk frankly")
    label = entry.locator(".label").inner_text()
    assert mark.get_attribute("data-label") == label
    entry.locator(".jump").hover()
    expect(mark).to_have_class(re.compile("is-lit"))
    page.mouse.move(5, 5)
    mark.hover()
    expect(entry).to_have_class(re.compile("is-lit"))
    entry.hover()
    entry.get_by_role("button", name="Edit").click()
    page.get_by_label("Summary").fill("Talk openly")
    page.get_by_role("button", name="Save").click()
    sentence(page, "Saved: “Talk openly”.")
    page.locator(".entry", has_text="Talk openly").hover()
    page.get_by_role("button", name="Take back the words of “Talk openly”").click()
    sentence(page, "Taken back")
    expect(page.locator(".entry", has_text="Talk openly")).to_have_count(0)
    assert text_of(page) == before
    # All of it happened on one page.
    assert page.evaluate("window.stays")


def test_the_keyboard_alone_marks_undoes_and_goes_from_mark_to_mark(sign_in):
    page = sign_in(viewport=DESK)
    open_workbench(page, "directed")
    before = text_of(page)
    page.locator("#text").focus()

    page.keyboard.press("Control+Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+End")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#chosen-words")).to_have_text("The participants thank the host, the Islamic Republic of Iran")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Summary")).to_be_focused()
    page.keyboard.type("Thank the host")
    page.keyboard.press("Control+Enter")
    sentence(page, "Marked: “Thank the host”.")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#text .m.c", has_text="The participants")).to_have_count(1)
    page.keyboard.press("Control+z")
    sentence(page, "Undone.")
    expect(page.locator("#text .m.c", has_text="The participants")).to_have_count(0)
    page.keyboard.press("Control+Home")
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.locator("#chosen-words")).to_contain_text("Both sides hold that")
    page.keyboard.press("b")
    expect(page.locator("#chosen-words")).to_contain_text("The participants")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#chosen-words")).to_be_hidden()
    page.keyboard.press("c")
    sentence(page, "Select words in the text first.")
    assert text_of(page) == before


def test_a_typed_form_is_left_by_pressing_escape_twice(sign_in):
    page = sign_in(viewport=DESK)
    open_workbench(page, "directed")
    drag_over(page, "cordial and frank")
    page.keyboard.press("d")
    page.get_by_label("Why it is disputed").fill("Other wires differ.")

    page.keyboard.press("Escape")
    sentence(page, "Press Esc once more")
    expect(page.get_by_label("Why it is disputed")).to_have_value("Other wires differ.")
    page.keyboard.press("Escape")

    expect(page.locator("[data-sheet]")).to_have_count(0)
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#chosen-words")).to_have_text("cordial and frank")


def test_nothing_that_is_typed_pasted_dropped_or_composed_changes_the_text(sign_in):
    page = sign_in(viewport=DESK)
    open_workbench(page, "directed")
    before = text_of(page)
    page.locator("#text").focus()
    page.keyboard.press("Control+a")

    page.keyboard.type("xyz 123")
    for keys in ("Delete", "Backspace", "Control+x", "Control+v", "Control+b", "Shift+Enter", "Control+Backspace"):
        page.keyboard.press(keys)
    devices = page.context.new_cdp_session(page)
    devices.send("Input.imeSetComposition", {"text": "漢字", "selectionStart": 2, "selectionEnd": 2})
    devices.send("Input.insertText", {"text": "漢字"})
    page.wait_for_timeout(200)

    assert text_of(page) == before


def test_dari_words_with_joiners_are_selected_right_to_left_and_marked_exactly(sign_in):
    page = sign_in(viewport=DESK)
    open_workbench(page, "Dari, points 2, 4 and 6")
    drag_over(page, "راه‌حل سیاسی و صلح‌آمیز")

    page.keyboard.press("c")
    mark_commitment(page, "Direct all efforts at a political solution")

    pieces = page.locator("#text .m.c2").all_text_contents()
    assert "".join(pieces) == "راه‌حل سیاسی و صلح‌آمیز"
    page.get_by_role("button", name="Undo").click()
    sentence(page, "Undone.")


def test_letters_outside_the_basic_plane_and_joined_letters_are_taken_whole(sign_in):
    page = sign_in(viewport=DESK)
    enter_version(page, "Pashto, tried in a browser", "ps", PASHTO)
    page.evaluate("document.getElementById('text').focus()")
    # Half of the second dove, and the letter before a joiner.
    page.evaluate(
        """() => {
          const node = document.querySelector("#text .block").firstChild;
          const start = node.data.indexOf("\\u200c"), end = node.data.indexOf("سوله");
          document.getSelection().setBaseAndExtent(node, start, node, end - 2);
        }"""
    )
    expect(page.locator("#chosen-words")).to_have_text("ی\u200cخواهند \U0001f54a\U0001f54a")
    page.keyboard.press("p")
    # The number printed before the words is known: that point is offered.
    expect(page.locator("[data-sheet] [name=point]")).to_have_value(re.compile("[0-9]+"))
    page.locator("[data-sheet] [name=point]").select_option("")
    page.get_by_label("Its number").fill("77")
    page.get_by_role("button", name="Save").click()

    sentence(page, "Marked: “point 77”.")
    assert page.locator("#text .m").text_content() == "ی\u200cخواهند \U0001f54a\U0001f54a"
    drag_over(page, "سوله غواړي")
    assert page.evaluate(SELECTED) == (
        '{"start":%d,"end":%d,"exact":"سوله غواړي"}' % (PASHTO.index("سوله"), PASHTO.index("سوله") + 10)  # noqa: UP031
    )
    page.locator("[data-mark=point]").click()
    page.locator("[data-sheet] [name=point]").select_option("")
    page.get_by_label("Its number").fill("78")
    page.get_by_role("button", name="Save").click()
    sentence(page, "Marked: “point 78”.")
    assert text_of(page) == PASHTO


def test_overlapping_marks_are_both_drawn_and_told_apart(sign_in):
    page = sign_in(viewport=DESK)
    open_workbench(page, "directed")
    drag_over(page, "a peaceful political solution.")

    page.keyboard.press("c")
    mark_commitment(page, "Reach a solution")

    both = page.locator("#text .m.c2", has_text="a peaceful political solution")
    expect(both).to_have_count(1)
    assert len(both.get_attribute("data-m").split()) == 2
    page.locator("#text").focus()
    page.keyboard.press("Control+z")
    sentence(page, "Undone.")


def test_another_version_is_laid_beside_it_and_its_points_are_picked(sign_in):
    page = sign_in(viewport=DESK)
    enter_version(page, "Wire without points", "en", "Both sides say that war is not the solution.\n")
    page.get_by_label("Version", exact=True).select_option(label="Dari, points 2, 4 and 6 (Dari)")
    row = page.locator("#beside li", has_text="جنگ راه‌حل")
    row.click()
    expect(page.locator("#picked")).to_contain_text("2 War is no solution")

    drag_over(page, "Both sides say that war is not the solution.")
    page.keyboard.press("p")
    expect(page.locator("[data-sheet] [name=point]")).to_be_focused()
    page.keyboard.press("Control+Enter")

    sentence(page, "Marked: “point 2”.")


def test_typing_outlives_a_session_that_ended_while_marking(sign_in, site):
    page = sign_in(viewport=DESK)
    open_workbench(page, "directed")
    drag_over(page, "strengthen a political solution")
    page.keyboard.press("c")
    page.get_by_label("Summary").fill("Strengthen it")
    page.context.clear_cookies()

    page.get_by_role("button", name="Save").click()
    dialog = page.get_by_role("dialog", name="Not saved yet")
    expect(dialog).to_contain_text("Your session has ended.")
    beside = sign_in_beside(page, dialog, "editor", site.passwords["editor"])
    expect(beside.get_by_role("heading", name="You are signed in again")).to_be_visible()
    beside.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    dialog.get_by_role("button", name="Save now").click()

    sentence(page, "Marked: “Strengthen it”.")
    assert "Strengthen it" not in page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    page.get_by_role("button", name="Undo").click()
    sentence(page, "Undone.")


@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", DESK), ("light", PHONE)])
def test_the_workbench_is_accessible_with_its_forms_and_no_wider_than_the_window(sign_in, scheme, size):
    page = sign_in(viewport=size, color_scheme=scheme)
    open_workbench(page, "justified")
    found = grave(page)

    for key in "cwpd":
        page.locator("#text").focus()
        page.evaluate("window.workbenchText(document.getElementById('text')).select(3, 30)")
        expect(page.locator("#chosen-words")).to_be_visible()
        page.keyboard.press(key)
        page.locator("[data-sheet]").wait_for()
        found += grave(page)
        page.locator("[data-leave]").click()
        expect(page.locator("[data-sheet]")).to_have_count(0)
    page.locator("#text").focus()
    page.keyboard.press("?")
    found += grave(page)

    assert found == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
