import time

import pytest

from bench.__main__ import arguments
from bench.briefs.ours import with_stylesheet
from bench.noise import Noise, work
from bench.tables import milliseconds, table, verdict
from bench.timing import Sample, in_turn, ratio_of


def test_a_sample_tells_its_middle_its_ends_and_its_spread():
    sample = Sample((0.010, 0.030, 0.012))

    assert (sample.median, sample.low, sample.high) == (0.012, 0.010, 0.030)
    assert sample.spread == pytest.approx(2.0)
    assert milliseconds(sample) == "12.0 (10.0–30.0)"


def test_two_samples_are_compared_round_by_round():
    # Whatever slowed the second round slowed both.
    assert ratio_of(Sample((2.0, 30.0, 2.2)), Sample((1.0, 15.0, 1.0))) == 2.0


def test_things_are_timed_in_turn_and_every_other_round_backwards():
    seen = []

    found = in_turn(
        {"a": lambda: seen.append("a"), "b": lambda: seen.append("b")}, rounds=3, before=lambda: seen.append("-")
    )

    assert "".join(seen) == "-a-b-b-a-a-b"
    assert [len(sample.seconds) for sample in found.values()] == [3, 3]


def test_no_round_is_begun_when_time_is_up_but_three_are_always_made():
    found = in_turn({"a": lambda: None}, rounds=9, at_most=0)

    assert len(found["a"].seconds) == 3


def test_the_fixed_work_is_the_same_work_each_time():
    noise = Noise(loops=100)
    noise.listen(4)

    assert work(100) == work(100)
    assert len(noise.sample.seconds) == 4


def test_a_table_is_as_wide_as_its_widest_cells():
    assert table(("page", "ms"), [("/rounds/", 4), ("/events/ late page", 12.5)]) == [
        "page                  ms",
        "------------------------",
        "/rounds/               4",
        "/events/ late page  12.5",
    ]


@pytest.mark.parametrize(("ratio", "said"), [(2.99, "met"), (3.0, "met"), (3.01, "missed")])
def test_a_goal_is_met_up_to_itself(ratio, said):
    assert verdict(ratio, 3.0) == said


def test_the_bare_page_brings_its_stylesheet_and_fonts_along():
    page = with_stylesheet("<html><head><title>Brief</title></head><body></body></html>")

    assert page.count("<style>") == 1
    assert "file:///" in page
    assert "parley:" not in page
    with pytest.raises(RuntimeError, match="no head"):
        with_stylesheet("<p>no head here</p>")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--events", "0"], "1 or more"),
        (["--brief-rounds", "-2"], "1 or more"),
        (["--entries", "0"], "1 or more"),
        (["--events", "many"], "invalid int value: 'many'"),
    ],
)
def test_numbers_that_cannot_be_measured_are_refused(given, said, capsys):
    with pytest.raises(SystemExit):
        arguments(given)

    assert said in capsys.readouterr().err


def test_waiting_is_no_work_of_this_process():
    found = in_turn({"wait": lambda: time.sleep(0.05)}, rounds=1, clock=time.process_time)

    assert found["wait"].median < 0.04
