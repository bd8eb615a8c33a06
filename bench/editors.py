"""Editors at work over HTTP: signed in, each with a form open, pressing Save together or one after another."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from lxml import html

# Both halves of Django's protection against forged forms: a cookie, and the same text in the form.
TOKEN = "t" * 32


@dataclass(frozen=True)
class Answer:
    """What the site answered."""

    status: int
    content: bytes
    headers: dict

    @property
    def text(self):
        return self.content.decode()


class Editor:
    """Someone who has signed in: `session` is the key of a session of theirs that the site knows."""

    def __init__(self, site, session, cookie="sessionid", token_cookie="csrftoken"):  # noqa: S107 - names
        self.host = urlsplit(site).netloc
        self.headers = {"Cookie": f"{cookie}={session}; {token_cookie}={TOKEN}"}

    def open(self, path):
        return self.ask("GET", path)

    def send(self, path, boxes):
        """Submit a form; `boxes` is a dict of name to text or list of texts."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({**boxes, "csrfmiddlewaretoken": TOKEN}, doseq=True)
        return self.ask("POST", path, body, kind)

    def ask(self, method, path, body=None, headers=()):
        with closing(http.client.HTTPConnection(self.host, timeout=120)) as connection:
            connection.request(method, path, body, {**self.headers, **dict(headers)})
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), dict(answer.getheaders()))


def boxes_on(page, **filled):
    """What the form on an admin page (whatever has `content`) would send if it were submitted as it stands.

    A dict of name to list of texts, with those in `filled` instead. Names of rows contain hyphens, so they are given
    with two underscores: `clauses__0__number`.
    """
    document = html.document_fromstring(page.content.decode())
    (form,) = document.xpath("//form[contains(@id, '_form') and @method='post' and not(@id='logout-form')]")
    # A browser drops the line break that opens a text box; this parser keeps it.
    for box in form.xpath(".//textarea"):
        box.text = (box.text or "").removeprefix("\n")
    boxes = {}
    for name, value in form.form_values():
        boxes.setdefault(name, []).append(value)
    return {**boxes, **{name.replace("__", "-"): value for name, value in filled.items()}}


def box_on(page, name):
    """The text of the box `name` on a page."""
    return html.document_fromstring(page.content.decode()).xpath("string(//input[@name=$name]/@value)", name=name)


def together(calls):
    """The results of functions without arguments, in their order, all begun at the same moment in threads of their own."""
    barrier = Barrier(len(calls))

    def begin(call):
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(begin, calls))
