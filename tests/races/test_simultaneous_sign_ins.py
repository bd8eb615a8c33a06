"""Fifty wrong sign-ins at the same moment: they are told to wait, and nobody else notices."""

from collections import Counter
from functools import partial
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest

from bench.editors import TOKEN, Answer, together
from bench.serving import served
from tests.races.stage import PASSWORD

WRONG = 50


@pytest.fixture(scope="module")
def gate(stage):
    """The site behind a proxy, which says where a request comes from."""
    environment, _staged, folder = stage
    log = folder / "gate.log"
    with served({**environment, "PROXIES": "1"}, log=log) as site:
        yield site, log


def sign_in(site, name, password, origin):
    """The Answer to a sign-in from the address `origin`."""
    connection = HTTPConnection(urlsplit(site).netloc, timeout=60)
    body = urlencode({"login": name, "password": password, "csrfmiddlewaretoken": TOKEN})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={TOKEN}",
        "X-Forwarded-For": origin,
    }
    connection.request("POST", "/account/login/", body, headers)
    answer = connection.getresponse()
    found = Answer(answer.status, answer.read(), dict(answer.getheaders()))
    connection.close()
    return found


def test_fifty_wrong_sign_ins_at_once_are_told_to_wait_and_others_come_in(gate):
    site, log = gate
    wrong = [partial(sign_in, site, "target", "wrong", "192.0.2.1")] * WRONG
    others = [partial(sign_in, site, "bystander", PASSWORD, f"192.0.2.{10 + place}") for place in range(3)]

    answers = together([*wrong, *others])

    statuses = Counter(answer.status for answer in answers[:WRONG])
    # Eight requests run at a time; as many may have asked before the first of them was counted.
    assert statuses.keys() == {200, 429}
    assert statuses[200] <= 5 + 8
    assert {answer.headers["Retry-After"] for answer in answers if answer.status == 429} == {"300"}
    assert [answer.status for answer in answers[WRONG:]] == [302] * 3
    assert "Traceback" not in log.read_text()


def test_whoever_is_meant_comes_in_from_elsewhere_all_the_same(gate):
    site, _log = gate

    assert sign_in(site, "target", PASSWORD, "192.0.2.99").status == 302
