import pytest
from django.db import connection

from bench.noise import Noise
from bench.search import ASKED, GOAL, figures, grow, measure, p95
from bench.timing import Sample
from statements.models import Clause

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite's"),
]


def test_every_search_is_measured_beside_bare_queries_for_the_same_words():
    said = []

    found = figures(40, 1, Noise(loops=10), lambda line="": said.append(line))

    assert Clause.objects.count() >= 40
    assert list(found["searches"]) == list(ASKED)
    assert found["ratios"]["ours"] > 0
    assert found["goal"] == GOAL
    assert said[0].startswith("Searching ")
    assert said[-2].startswith("p95 of all: search ")


def test_searches_are_of_words_that_stand_in_the_record_and_of_some_that_do_not():
    grow(60)

    found = {text: sum(measure(text, rounds=1).hits.values()) for text in ("both sides", "unheardof")}

    assert found["both sides"] > 10
    assert found["unheardof"] == 0


def test_a_page_that_fails_is_not_measured(monkeypatch):
    monkeypatch.setattr("bench.search.HOST", "not.allowed.example")

    with pytest.raises(RuntimeError, match="answered 400"):
        measure("war", rounds=1)


def test_the_percentile_is_that_of_all_searches_together():
    assert p95([Sample((1.0, 2.0)), Sample(tuple(range(3, 21)))]) == 19
    assert p95([Sample((5.0,))]) == 5.0
