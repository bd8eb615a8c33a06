"""Signing in with a passkey, under the strict policy of our pages; the browser's own stand-in holds the key."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def holder(visit, site):
    """(a window of a browser that holds passkeys, the site's address): a passkey belongs to a name, not to a number."""
    page = visit()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page, site.address.replace("127.0.0.1", "localhost")


def test_a_passkey_is_added_opens_the_site_and_is_removed(holder, site):
    page, home = holder
    page.goto(f"{home}/account/login/?next=/account/second-factor/webauthn/add/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(site.passwords["editor"])
    page.keyboard.press("Enter")

    page.get_by_label("Name").fill("Desk key")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(re.compile("/recovery-codes/|/webauthn/"))
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.goto(f"{home}/account/login/?next=/account/second-factor/webauthn/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("row", name="Desk key")).to_be_visible()
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("No security keys have been added.").first).to_be_visible()
