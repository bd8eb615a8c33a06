"""A real site, served as in production from a database of its own, and a real browser that complains aloud."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.admin import set_up_an_app
from tests.template_database import begin_site

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--disable-sync"]


@dataclass(frozen=True)
class Site:
    """A running Parley: its address, and the passwords of the accounts that `make run` made.

    `sessions` are what a browser keeps of somebody who has passed their second factor, by name; `environment` is what its
    commands run with.
    """

    address: str
    passwords: dict
    sessions: dict = field(default_factory=dict)
    environment: dict = field(default_factory=dict)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site that `make run` would serve, with the Tehran record, in a folder of its own."""
    port, folder = free_port(), tmp_path_factory.mktemp("site")
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment = {**inherited, **begin_site(folder), "PORT": str(port), "DJANGO_SETTINGS_MODULE": "config.settings"}
    prepared = subprocess.run(
        [sys.executable, "manage.py", "prepare_site", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert prepared.returncode == 0, prepared.stderr
    passwords = dict(re.findall(r"user (\w+), one-time password (\S+)", prepared.stdout))
    served = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/health/", served)
        yield Site(f"http://127.0.0.1:{port}", passwords, environment=environment)
    finally:
        served.terminate()
        served.wait(timeout=40)


def wait_for(address, served):
    """Return once `address` answers; fail when the server ends or half a minute has passed."""
    for _ in range(150):
        assert served.poll() is None, "The server ended before it answered."
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{address} did not answer within half a minute.")


# Closed after each file: an open one keeps an event loop running, and Django refuses its database beside one.
@pytest.fixture(scope="module")
def chromium():
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert path, "Install Chromium (on Debian: apt-get install chromium) to run the browser tests."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site):
    """Open a window; whatever any window of the test complained of fails the test in the end."""
    contexts, complaints = [], []

    def open_window(**options):
        context = chromium.new_context(base_url=site.address, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: complain(page, message))
        return page

    def complain(page, message):
        # A page that answers 404, 409 or 410 on purpose is reported by the browser too; its status is tested where it is asked.
        # The script behind Django's search boxes tries to style an element in a way that our policy refuses, and
        # does well without.
        expected = (
            "status of 404",
            "status of 409",
            "status of 410",
            "Applying inline style violates",
            "net::ERR_FAILED",
            "INTERNET_DISCONNECTED",
        )
        if message.type == "error" and not any(words in message.text for words in expected):
            complaints.append(f"{page.url}: {message.text}")

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


def give_password(page, site, user):
    """Fill in the sign-in form for one of the site's accounts."""
    page.goto("/admin/")
    page.get_by_label("Username").fill(user)
    page.get_by_label("Password").fill(site.passwords[user])
    page.keyboard.press("Enter")


@pytest.fixture
def sign_in(visit, site):
    """Open a window in which the editor has signed in to the admin."""

    def signed_in(**options):
        page = visit(**options)
        give_password(page, site, "editor")
        page.get_by_role("heading", name="What to enter next").wait_for()
        return page

    return signed_in


@pytest.fixture
def sign_in_reviewer(visit, site):
    """Open a window in which the reviewer has signed in to the admin. Their second factor is set up once for a site."""

    def signed_in(**options):
        if "reviewer" not in site.sessions:
            page = visit()
            give_password(page, site, "reviewer")
            set_up_an_app(page)
            site.sessions["reviewer"] = page.context.storage_state()
        page = visit(storage_state=site.sessions["reviewer"], **options)
        page.goto("/admin/")
        page.get_by_role("heading", name="What to enter next").wait_for()
        return page

    return signed_in
