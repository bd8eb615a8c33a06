import pytest
from django.core.cache import caches

from records.levels import Level
from records.pages import CountedOnce
from talks.models import Place
from tests.factories.talks import PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_before(monkeypatch):
    monkeypatch.setattr(CountedOnce, "LARGE", 2)
    caches["counts"].clear()
    yield
    caches["counts"].clear()


def number_of(queryset):
    return CountedOnce(queryset, 50).count


def test_a_small_number_of_rows_is_counted_every_time():
    PlaceFactory.create_batch(2)
    before = number_of(Place.objects.order_by("pk"))

    PlaceFactory()

    assert (before, number_of(Place.objects.order_by("pk"))) == (2, 3)


def test_a_large_number_of_rows_is_kept_for_a_while(django_assert_num_queries):
    PlaceFactory.create_batch(3)
    number_of(Place.objects.order_by("pk"))
    PlaceFactory()

    with django_assert_num_queries(0):
        kept = number_of(Place.objects.order_by("pk"))

    assert kept == 3


def test_a_number_is_kept_for_one_question_and_one_level_alone():
    PlaceFactory.create_batch(3, level=Level.PUBLIC)
    PlaceFactory(level=Level.RESTRICTED, name="Hidden valley")
    public = Place.objects.visible_to(Level.PUBLIC).order_by("pk")
    restricted = Place.objects.visible_to(Level.RESTRICTED).order_by("pk")

    assert (number_of(restricted), number_of(public)) == (4, 3)
    assert number_of(restricted.filter(name="Hidden valley")) == 1


def test_the_order_of_rows_makes_no_difference_to_their_number(django_assert_num_queries):
    PlaceFactory.create_batch(3)
    number_of(Place.objects.order_by("pk"))

    with django_assert_num_queries(0):
        assert number_of(Place.objects.order_by("name")) == 3


def test_a_question_that_nothing_can_answer_asks_nobody(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert number_of(Place.objects.none().order_by("pk")) == 0
