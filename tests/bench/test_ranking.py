import pytest
from django.db import connection

from bench.labelled.made import Labelled, make
from bench.ranking import (
    WITHIN,
    Quality,
    bearings_right,
    by_day,
    by_words,
    figures,
    halves,
    quality,
    recall_by_mark,
    say_table,
)
from events.models import Event
from statements.models import Commitment

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite's")


def test_the_figures_are_means_over_what_anything_bears_on():
    truth = {1: {10: "", 11: "", 12: "", 13: ""}, 2: {20: ""}, 3: {}}
    found = {1: [99, 10, 98, 11], 2: [97] * 50 + [20], 3: [10]}

    assert quality(found, truth) == Quality(2, (2 / 10 + 0) / 2, (2 / 4 + 0) / 2, (1 / 2 + 0) / 2)


def test_where_nothing_bears_on_anything_there_is_nothing_to_find():
    assert quality({1: [10]}, {1: {}}) == Quality(0, 0, 0, 0)


def test_the_halves_share_no_accord_and_make_up_the_whole():
    labelled = Labelled(truth={1: {7: ""}, 2: {}, 3: {8: ""}, 4: {}}, group={1: 1, 2: 1, 3: 2, 4: 3})

    found = halves(labelled)

    assert (list(found["first half"]), list(found["second half"])) == ([1, 2, 3], [4])
    assert found["all accords"] == labelled.truth


def test_what_is_hard_to_find_is_counted_by_why():
    labelled = Labelled(truth={1: {7: "", 8: ""}}, marks={7: ["late"], 8: ["late", "by a faction"]})

    assert recall_by_mark({1: [8]}, labelled) == {"late": (2, 0.5), "by a faction": (1, 1.0)}


def test_a_proposed_bearing_is_right_or_wrong_where_the_event_bears_at_all():
    truth = {1: {7: "honours", 8: "breaches"}}

    assert bearings_right({(1, 7): "honours", (1, 8): "context", (1, 9): "honours"}, truth) == 0.5
    assert bearings_right({}, truth) == 0


@pytest.mark.parametrize(("first", "said"), [([10, 11, 12], "met"), ([10], "missed"), ([], "missed")])
def test_the_goal_is_a_recall_half_as_high_again_as_the_better_baseline(first, said):
    truth, lines = {1: {10: "", 11: "", 12: ""}}, []
    ways = {"suggestions": {1: first}, "full text": {1: [10, 11]}, "days alone": {1: []}}

    told = say_table("set", ways, truth, lines.append)

    assert lines[-1].endswith(f"goal 1.5, {said}")
    assert told["full text"]["recall"] == pytest.approx(2 / 3)


def test_a_baseline_that_finds_nothing_is_beaten():
    told = say_table("set", {"suggestions": {1: [10]}, "full text": {1: []}}, {1: {10: ""}}, lambda line: None)

    assert told["ratio"] == float("inf")


@on_sqlite
@pytest.mark.django_db
def test_the_baselines_find_only_what_came_after_the_statement():
    labelled = make(2)
    commitments = list(Commitment.objects.filter(pk__in=labelled.truth))

    for way in (by_words, by_day):
        found = way(commitments)
        for commitment in commitments:
            events = Event.objects.in_bulk(found[commitment.pk])
            assert 0 < len(events) <= 50
            assert all(one.happened_on.latest >= commitment.statement.issued_on.earliest for one in events.values())
    days = [Event.objects.get(pk=key).happened_on.latest for key in found[commitments[0].pk]]
    assert days == sorted(days)


@on_sqlite
@pytest.mark.django_db
def test_a_search_within_a_country_finds_what_happened_there():
    labelled = make(2)
    commitments = list(Commitment.objects.filter(pk__in=labelled.truth))

    found = by_words(commitments, within=True)

    for commitment in commitments:
        events = Event.objects.filter(pk__in=found[commitment.pk])
        codes = {one.code for one in commitment.statement.process.countries}
        assert {event.place.country.code for event in events} == codes


@on_sqlite
@pytest.mark.django_db
def test_the_ranking_is_measured_beside_both_baselines_and_beats_them():
    said = []

    found = figures(4, lambda line="": said.append(line))

    assert said[0].startswith("Suggestions on the labelled set: 4 made-up accords")
    for name in ("all accords", "first half", "second half", "Tehran"):
        assert set(found[name]) == {"ratio", "suggestions", "full text", "days alone", WITHIN}
    whole = found["all accords"]
    assert whole["suggestions"]["recall"] > max(whole["full text"]["recall"], whole["days alone"]["recall"])
    assert 0 < found["bearings"] <= 1
    # Nothing of it stays.
    assert not Event.objects.exists()
