"""What people do with the hands: choosing, adding rows, saving, asking and agreeing."""

import base64
import hashlib
import hmac
import struct
import time


def choose(page, box, text, *, several=False):
    """Find `text` by typing in the search box beside the link `box` (the id of its select), and take the first match."""
    shown = page.locator(f"#{box} + .select2")
    shown.click()
    search = (
        shown.locator(".select2-search__field")
        if several
        else page.locator(".select2-container--open .select2-search__field")
    )
    search.fill(text)
    page.locator(".select2-results__option--highlighted", has_text=text).first.wait_for()
    page.keyboard.press("Enter")


def ask_for_everyone(page, *, but=""):
    """On the page of a record: ask to show it and all that hangs on it to everyone, except rows that say `but`."""
    page.get_by_role("link", name="Ask to show it more widely").click()
    page.get_by_label("Reason").fill("It was read out to the press.")
    for box in page.locator("#id_together input").all():
        if not but or but not in box.locator("xpath=ancestor::label").inner_text():
            box.check()
    page.get_by_role("button", name="Ask").click()
    page.locator(".messagelist .success").first.wait_for()


def agree_to_all(page):
    """As a reviewer: agree to every request that waits."""
    page.goto("/admin/records/lowering/?outcome__exact=waiting")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("approve")
    page.get_by_role("button", name="Go").click()
    page.get_by_role("button", name="Show these more widely").click()
    page.locator(".messagelist .success").first.wait_for()


def code_of(secret):
    """What an authenticator app shows now for `secret` (RFC 6238: SHA-1, six digits, 30 seconds)."""
    moment = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), moment, hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def set_up_an_app(page):
    """On the page that asks for a second factor: set up an authenticator app; its secret."""
    page.get_by_role("link", name="Activate").click()
    secret = page.get_by_label("Authenticator secret").input_value()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.get_by_role("button", name="Activate").click()
    page.get_by_role("heading", name="Recovery Codes").wait_for()
    return secret


def add_row(page, name):
    """Add a row of the kind `name` ("Participation") to the page."""
    page.get_by_role("button", name=f"Add another {name}").click()


def save(page):
    """Save and stay on the page; the message that Parley gives."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue editing").click()
    return page.locator(".messagelist .success").first.inner_text()
