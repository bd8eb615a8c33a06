"""Every page of the site answers everyone, by every method, as tests/security/matrix.csv says."""

import pytest
from django.template.base import Template
from django.utils.safestring import SafeString

from tests.security.addresses import places
from tests.security.matrix import LEVELS, METHODS, WHO, address_of, matrix, rows_for, shared

ROWS = matrix()
PLACES = list(places())


def test_every_address_of_the_site_has_a_row():
    assert [place.name for place in PLACES if not rows_for(place.name, ROWS)] == []


def test_every_row_has_an_address():
    names = {place.name for place in PLACES}

    assert [row.page for row in ROWS if row.page not in names | {shared(name) for name in names}] == []


def test_every_page_says_once_what_it_answers_to_each_method():
    for place in PLACES:
        asked = [(of, method) for row in rows_for(place.name, ROWS) for of in row.of for method in row.methods]

        levels = {of for of, _method in asked}
        assert sorted(asked) == sorted((of, method) for of in levels for method in METHODS), place.name
        assert levels in ({""}, set(LEVELS), set(LEVELS) - {"public"}), place.name


def asked_in_turn():
    """Yield (place, of, method, {reader: status}).

    Where a row stands for the page of many models, one of them is asked everything, and each of the others what counts:
    GET at every level, POST at one.
    """
    done = set()
    for place in PLACES:
        is_first = shared(place.name) not in done
        for row in rows_for(place.name, ROWS):
            for of in row.of:
                for method in row.methods:
                    if (
                        is_first
                        or row.page == place.name
                        or method == "GET"
                        or (method == "POST" and of in ("", "public"))
                    ):
                        yield place, of, method, row.answers
        done.add(shared(place.name))


@pytest.fixture(scope="module")
def asked(corpus, django_db_blocker):
    """Quadruples (what is asked, method, address, {reader: status}) of all that is asked."""
    with django_db_blocker.unblock():
        return [
            (f"{method} {place.name} {of}", method, address_of(place, of, corpus), answers)
            for place, of, method, answers in asked_in_turn()
        ]


@pytest.mark.django_db
@pytest.mark.no_cover  # each of thousands of answers is of one line of the matrix
@pytest.mark.parametrize("name", WHO)
def test_everyone_is_answered_as_the_matrix_says(asked, people, name, monkeypatch, settings):
    # The statuses alone count here: what the pages say is read by the crawl.
    monkeypatch.setattr(Template, "_render", lambda template, context: SafeString(""))
    settings.ACCOUNT_RATE_LIMITS = False
    browser, wrong = people[name].browser(), []

    for what, method, address, answers in asked:
        status = browser.generic(method, address).status_code
        if status != answers[name]:
            wrong.append(f"{what}: {status}, and the matrix says {answers[name]}")
        if "logout" in what:
            browser = people[name].browser()

    assert wrong == []
