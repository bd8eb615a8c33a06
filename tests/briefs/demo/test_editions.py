"""The three editions of the Tehran brief, issued as `load_demo` does, and how they differ (docs: the Tehran record)."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from briefs.demo.editions import MOMENTS
from briefs.models import Brief, Edition, EditionOrder
from records.levels import Level

TEHRAN = "Joint statement of the Tehran meeting"


@pytest.fixture(scope="module")
def issued(django_db_setup, django_db_blocker):
    """What load_demo printed when it issued the editions, once for all tests of this module."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def editions(issued, db):
    """The editions, the first one first."""
    return list(Edition.objects.order_by("number"))


def text_of(edition):
    """Everything that an edition says, as one text."""
    return str(edition.content)


def rating_of_point(edition, number):
    """The ratings of the commitments of a point of the Tehran statement, by their words."""
    return [
        part["rating"]["label"]
        for part in edition.content["comparisons"]
        if part["statement"] == TEHRAN and part["point"] == number
    ]


def test_three_editions_of_one_public_brief_are_issued(issued, editions):
    assert "3 editions of its brief were issued.\n" in issued
    assert [f"{edition.as_of:%Y-%m-%d %H:%M}" for edition in editions] == [
        "2021-07-12 18:00",
        "2021-07-20 23:59",
        "2021-08-31 23:59",
    ]
    assert {edition.brief for edition in editions} == {Brief.objects.get()}
    assert {edition.shown_level for edition in editions} == {Level.PUBLIC}
    assert all(bytes(edition.pdf).startswith(b"%PDF-") for edition in editions)


@pytest.mark.parametrize("later", ["Doha meeting", "Zaranj", "Kandahar", "enter Kabul"])
def test_the_first_knows_nothing_of_what_came_later(editions, later):
    first, _second, third = editions

    assert later not in text_of(first)
    assert later in text_of(third)


def test_the_second_knows_of_doha_and_not_of_the_offensive(editions):
    _first, second, _third = editions

    assert "Doha meeting" in text_of(second)
    assert "Zaranj" not in text_of(second)


def test_the_last_rates_point_four_as_partly_kept_and_closed_and_point_two_as_breached(editions):
    first, _second, third = editions

    assert rating_of_point(third, "4") == ["partly, closed"]
    assert rating_of_point(third, "2") == ["breached"]
    assert rating_of_point(first, "4") != rating_of_point(third, "4")


def test_running_it_again_issues_nothing(editions):
    out, quiet, before = StringIO(), StringIO(), EditionOrder.objects.count()

    call_command("load_demo", stdout=out)
    call_command("load_demo", stdout=quiet, verbosity=0)

    assert "The editions of its brief were issued before.\n" in out.getvalue()
    assert quiet.getvalue() == ""
    assert list(Edition.objects.order_by("number")) == editions
    assert EditionOrder.objects.count() == before


def test_the_brief_of_a_new_site_is_the_last_of_them(editions, tmp_path):
    path = tmp_path / "brief.pdf"

    call_command(
        "write_brief", process="intra-afghan-talks", as_of=MOMENTS[-1], level="public", out=str(path), verbosity=0
    )

    assert path.read_bytes() == bytes(editions[-1].pdf)
    assert Edition.objects.count() == 3
