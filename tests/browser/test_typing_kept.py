"""A session ends while somebody types: what they typed stays on the page until they have signed in again and saved it."""

import pytest
from playwright.sync_api import expect

from tests.browser.admin import save

pytestmark = pytest.mark.browser
TYPED = "Typed for an hour, while the session ran out."


@pytest.fixture
def typist(sign_in):
    """A window of the editor on the page of the Tehran meeting, with a changed agenda and a row added."""
    page = sign_in()
    page.goto("/admin/talks/round/?q=Tehran")
    page.locator("#result_list").get_by_role("link", name="Tehran meeting").click()
    page.locator("#id_agenda").fill(TYPED)
    return page


def press_save(page):
    page.get_by_role("button", name="Save and continue editing").click()
    return page.get_by_role("dialog", name="Not saved yet")


def sign_in_beside(page, dialog, user, password):
    """Follow the dialog's link, and sign in in the window that it opens."""
    with page.context.expect_page() as opened:
        dialog.get_by_role("link", name="Sign in in a new window").click()
    beside = opened.value
    beside.get_by_label("Username").fill(user)
    beside.get_by_label("Password").fill(password)
    beside.keyboard.press("Enter")
    return beside


def test_typing_outlives_the_session_and_is_saved_after_signing_in_again(typist, site):
    address = typist.url
    typist.context.clear_cookies()

    dialog = press_save(typist)
    expect(dialog).to_contain_text("Your session has ended.")
    expect(dialog.get_by_role("link", name="Sign in in a new window")).to_be_focused()
    beside = sign_in_beside(typist, dialog, "editor", site.passwords["editor"])
    expect(beside.get_by_role("heading", name="You are signed in again")).to_be_visible()
    beside.close()
    typist.bring_to_front()
    typist.evaluate("window.dispatchEvent(new Event('focus'))")
    with typist.expect_navigation():
        dialog.get_by_role("button", name="Save now").click()

    assert "was changed" in typist.locator(".messagelist .success").first.inner_text()
    assert typist.url == address
    expect(typist.locator("#id_agenda")).to_have_value(TYPED)


def test_nothing_that_was_typed_is_stored_in_the_browser(typist):
    typist.context.clear_cookies()

    expect(press_save(typist)).to_be_visible()

    assert TYPED not in typist.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")


def test_typing_is_not_saved_under_the_name_of_who_signed_in_meanwhile(typist):
    # As if Nadia had opened this page, and the editor had signed in after her in another window.
    typist.evaluate("document.querySelector('.still-here').dataset.person = 'nadia'")

    dialog = press_save(typist)

    expect(dialog).to_contain_text("Somebody else has signed in")
    expect(typist.locator("#id_agenda")).to_have_value(TYPED)
    expect(typist.locator(".messagelist .success")).to_have_count(0)


def test_typing_stays_when_the_site_cannot_be_reached(typist):
    typist.context.set_offline(True)
    dialog = press_save(typist)
    expect(dialog).to_contain_text("Parley cannot be reached.")

    dialog.get_by_role("button", name="Back to the form").click()
    expect(typist.locator("#id_agenda")).to_have_value(TYPED)
    typist.context.set_offline(False)

    assert "was changed" in save(typist)


def test_the_keyboard_alone_saves_after_the_site_came_back(typist):
    typist.context.set_offline(True)
    typist.locator("#id_agenda").press("Control+s")
    expect(typist.get_by_role("button", name="Save now")).to_be_focused()
    typist.context.set_offline(False)

    with typist.expect_navigation():
        typist.keyboard.press("Enter")

    assert "was changed" in typist.locator(".messagelist .success").first.inner_text()
