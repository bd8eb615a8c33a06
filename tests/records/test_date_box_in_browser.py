import shutil

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import expect, sync_playwright

from records.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOX = "#id_opened_on"
READING = "#id_opened_on_reading"


@pytest.fixture(scope="module")
def chromium(django_db_setup):
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "Install Chromium (on Debian: apt-get install chromium) to run the browser tests."
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as monkeypatch:
        # The browser's event loop runs in this thread; the database is used between its steps, never inside them.
        monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def is_complaint(message):
    """Whether the browser complains about our page, not about the icon it asks every site for."""
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


@pytest.fixture
def page(chromium, live_server, client, settings):
    """The form for a new process, opened by an editor; what the page complains about is in `page.complaints`."""
    settings.ROOT_URLCONF = "tests.records.date_box_site"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "dates are partial"))
    session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda message: page.complaints.append(message.text) if is_complaint(message) else None)
    page.goto("/admin/talks/process/add/")
    yield page
    context.close()


def test_typing_a_date_shows_how_it_is_understood(page):
    page.locator(BOX).press_sequentially("7-8 July 2021")

    expect(page.locator(READING)).to_have_text("Understood as 7 July 2021 to 8 July 2021 (a range).")
    expect(page.locator(READING)).to_have_attribute("data-state", "understood")
    assert page.complaints == []


def test_typing_what_is_no_date_says_why_and_emptying_the_box_says_nothing(page):
    page.locator(BOX).fill("31 Feb 2021")
    expect(page.locator(READING)).to_contain_text("February 2021 has 28 days.")
    expect(page.locator(READING)).to_have_attribute("data-state", "refused")

    page.locator(BOX).fill("")

    expect(page.locator(READING)).to_be_empty()
    expect(page.locator(READING)).not_to_have_attribute("data-state", "refused")


def test_a_date_in_an_added_row_has_a_reading_of_its_own(page):
    for _row in range(2):
        page.get_by_role("button", name="Add another Round").click()

    second = page.locator("#id_rounds-1-opened_on")
    second.fill("۱۷ سرطان ۱۴۰۰")

    expect(page.locator("#id_rounds-1-opened_on_reading")).to_contain_text("Understood as 8 July 2021")
    expect(page.locator("#id_rounds-0-opened_on_reading")).to_be_empty()
    expect(second).to_have_attribute("aria-describedby", "id_rounds-1-opened_on_reading")


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
