import pytest

from bench import carrying
from bench.carrying import carriages, carrying_figures
from bench.noise import Noise
from briefs.synthetic.agreement import Agreement
from statements.models import Passage, Version

pytestmark = pytest.mark.django_db

SMALL = Agreement(articles=13, annexes=1)


def test_each_language_is_carried_as_text_and_with_everything_stored_and_leaves_nothing_behind():
    found = carriages(rounds=2, agreement=SMALL, marks=40)

    assert [one.name for one in found] == [
        "English, the text alone",
        "English, everything stored",
        "Persian, the text alone",
        "Persian, everything stored",
    ]
    assert all(one.passages == 40 and 20 < one.carried <= 40 and len(one.seconds.seconds) == 2 for one in found)
    assert len({one.carried for one in found if one.name.startswith("English")}) == 1
    assert (Version.objects.count(), Passage.objects.count()) == (2, 80)


def test_the_figures_are_printed_as_a_table(monkeypatch):
    monkeypatch.setattr(carrying, "long_agreement", lambda: SMALL)
    lines = []

    figures = carrying_figures(1, Noise(loops=10), lambda line="": lines.append(line))

    assert [figure["goal"] for figure in figures] == [1.0] * 4
    assert lines[0].startswith("Carrying the passages of a 120-page agreement")
    assert sum("met" in line for line in lines) == 4
