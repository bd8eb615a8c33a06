"""Which edition another is told apart from."""

import datetime as dt

import pytest

from briefs.before import Before, edition_before, told_in
from briefs.document.shape import content_hash, to_data
from briefs.models import Brief
from records.levels import Level
from tests.briefs.document.sample import AUGUST, JULY
from tests.factories.briefs import BriefFactory, EditionFactory, WithdrawalFactory

pytestmark = pytest.mark.django_db

OLD_SHAPE = {name: value for name, value in to_data(JULY).items() if name != "schema"}


def issued(brief, number, content, **values):
    return EditionFactory(brief=brief, number=number, content=to_data(content), as_of=content.as_of, **values)


def test_what_nobody_has_kept_has_no_edition_before():
    assert edition_before(Brief(), JULY.as_of) is None
    assert edition_before(BriefFactory(), JULY.as_of) is None


def test_it_is_the_last_one_that_tells_of_no_later_moment():
    brief = BriefFactory()
    issued(brief, 1, AUGUST)
    issued(brief, 2, JULY)

    assert edition_before(brief, JULY.as_of) == Before(2, JULY, JULY)
    assert edition_before(brief, AUGUST.as_of) == Before(1, AUGUST, JULY)
    assert edition_before(brief, JULY.as_of - dt.timedelta(1)) == Before(0, None, JULY)


def test_one_that_was_withdrawn_gives_its_numbers_and_nothing_else():
    brief = BriefFactory()
    issued(brief, 1, JULY)
    WithdrawalFactory(edition=issued(brief, 2, AUGUST))

    assert edition_before(brief, AUGUST.as_of) == Before(1, JULY, AUGUST)


def test_one_for_fewer_eyes_is_passed_over():
    brief = BriefFactory()
    issued(brief, 1, JULY, level=Level.RESTRICTED)

    assert edition_before(brief, AUGUST.as_of) is None


def test_one_of_an_older_shape_is_passed_over():
    brief = BriefFactory()
    issued(brief, 1, JULY)
    EditionFactory(brief=brief, number=2, content=OLD_SHAPE)
    EditionFactory(brief=brief, number=3, content={"title": "Brief"})

    assert edition_before(brief, AUGUST.as_of) == Before(1, JULY, JULY)


@pytest.mark.parametrize("data", [{"title": "Brief"}, [], {**to_data(JULY), "as_of": "soon"}, OLD_SHAPE, "text"])
def test_content_of_another_shape_is_not_told_apart(data):
    assert told_in(data) is None


def test_content_comes_back_as_it_was_stored():
    assert content_hash(told_in(to_data(AUGUST))) == content_hash(AUGUST)
