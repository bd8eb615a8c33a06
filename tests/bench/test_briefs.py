"""What the bench tells of briefs, without measuring any."""

import dataclasses
import math
import os
import shutil
import subprocess
import sys
import time

import pytest

from bench.briefs import NotMeasured
from bench.briefs.figures import GOALS, Found, in_turn, notes, rows, tell
from bench.briefs.memory import PROCESSES, Peaks, ancestry
from bench.briefs.obvious.page import to_html
from bench.briefs.peers import Chromium, Typst, drawn, peer, run
from bench.briefs.talking import Warm
from bench.briefs.worker import watching
from tests.briefs.document.sample import AUGUST, EMPTY, JULY


def found(**seconds):
    """What came out where every goal is met, with other `seconds`."""
    met = {
        "few": [0.6, 0.7, 0.5],
        "few, obvious": [1.6, 1.8, 1.7],
        "cold": [4.0, 4.2, 4.1],
        "again": [0.8, 0.9, 0.7],
        "untagged": [3.8, 3.9, 3.7],
        "Chromium": [6.0, 6.5, 6.2],
        "Typst": [2.0, 2.1, 2.2],
        "cold, obvious": [22.0],
        "large": [42.0, 41.0, 43.0],
        "large, obvious": [390.0],
    }
    return Found(
        seconds={name: list(each) for name, each in {**met, **seconds}.items() if each},
        pages={"few": 4, "cold": 93, "large": 855},
        held={"few": 5, "cold": 48, "large": 480},
        steps={"again": {"content": 0.3, "binding": 0.25}},
        memory=321.4,
    )


def test_every_goal_has_a_row_that_says_whether_it_is_met():
    told = rows(found())

    assert [row[-1] for row in told if row[-1]] == ["met"] * len(GOALS)
    assert list(notes(found())) == []


def test_the_rows_set_ours_beside_the_others():
    (few, seconds, cold, *_others) = rows(found())

    assert few == (
        *("5 commitments, 4 pages", "0.60 (0.50–0.70)", "the obvious template", "1.70 (1.60–1.80)"),
        *("0.37", 0.5, "met"),
    )
    assert seconds[1:] == ("0.60", "", "", "", "1.0", "met")
    assert cold[0] == "48 commitments, 93 pages, cold"


def test_what_misses_its_goal_says_where_the_time_goes():
    slow = found(again=[1.5, 1.6, 1.7])

    assert rows(slow)[3][-3:] == ("0.76", 0.5, "missed")
    assert list(notes(slow)) == ["Where the time of “again” goes, in seconds: content 0.30, binding 0.25."]


def test_what_could_not_be_measured_says_why_and_has_no_verdict():
    without = found(Typst=[])
    without.why["Typst"] = "no network"

    assert rows(without)[3][-4:] == ("–", "", 0.5, "not measured")
    assert list(notes(without)) == ["“Typst” could not be measured: no network."]


def test_a_run_that_measured_nothing_still_makes_a_table():
    lines = []

    tell(Found(), lambda line="": lines.append(line))

    assert len(lines) == 1 + 2 + 9 + 1
    assert sum(line.endswith("not measured") for line in lines) == 9


def test_the_exponent_is_that_of_the_commitments_held():
    assert found().exponent == pytest.approx(math.log(42.0 / 4.1) / math.log(10))
    assert found(cold=[4.0], large=[40.0]).exponent == pytest.approx(1.0)
    assert found(large=[]).exponent is None
    assert Found(seconds={"cold": [1.0], "large": [1.0]}, held={"cold": 5, "large": 5}).exponent is None


def test_ratios_are_taken_round_by_round_where_there_are_as_many():
    # The second round was slow for both.
    assert found(cold=[4.0, 40.0, 4.0], Chromium=[8.0, 80.0, 2.0]).ratio("cold", "Chromium") == 0.5
    assert found().ratio("large", "large, obvious") == pytest.approx(42.0 / 390.0)


def test_cases_are_measured_in_turn_and_what_cannot_be_is_not_tried_again():
    seen, result = [], Found()

    def ours():
        seen.append("ours")
        return {"seconds": 1.0, "pages": 4}

    def theirs():
        seen.append("theirs")
        raise NotMeasured("no browser")

    in_turn(result, {"ours": ours, "theirs": theirs, "tags": lambda: {"why": "always tagged"}}, 3)

    assert seen == ["ours", "theirs", "ours", "ours"]
    assert (result.seconds, result.pages) == ({"ours": [1.0, 1.0, 1.0]}, {"ours": 4})
    assert result.why == {"theirs": "no browser", "tags": "always tagged"}


def test_a_peer_that_is_not_there_says_so(tmp_path):
    assert peer(lambda folder: Chromium(folder, ["no-such-browser"]), tmp_path) == (
        None,
        "no Chromium is installed (looked for no-such-browser)",
    )
    nothing, why = peer(lambda folder: Typst(folder, str(tmp_path / "no-such-package")), tmp_path)
    assert nothing is None
    assert "no-such-package" in why


def test_a_command_that_fails_or_leaves_no_file_is_no_measurement(tmp_path):
    out = tmp_path / "out.pdf"
    out.write_bytes(b"of the round before")

    with pytest.raises(NotMeasured, match="left no file"):
        drawn([sys.executable, "-c", ""], out)
    with pytest.raises(NotMeasured, match="no font"):
        run([sys.executable, "-c", "raise SystemExit('no font')"])
    with pytest.raises(NotMeasured, match="code 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(NotMeasured, match="no-such-program"):
        run(["/no-such-program"])


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs the system's Chromium")
def test_chromium_prints_a_page(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>One</p><p style='break-before: page'>Two</p>")

    done = Chromium(tmp_path, ["chromium"]).draw(None, page, tmp_path / "out.pdf")

    assert done["pages"] == 2
    assert done["seconds"] > 0


def test_a_process_that_stays_answers_and_one_that_breaks_off_says_why(tmp_path):
    (tmp_path / "echo.py").write_text(
        "from bench.briefs.talking import answer\n"
        "def double(number):\n    print('not an answer')\n    return {'twice': 2 * number}\n"
        "answer({'double': double})\n"
    )
    paths = os.pathsep.join([str(tmp_path), *sys.path])

    with Warm("echo", {**os.environ, "PYTHONPATH": paths}) as echo:
        answers = [echo.ask("double", number=3), echo.ask("double", number=4)]
        with pytest.raises(RuntimeError, match="broke off at “halve”: KeyError: 'halve'"):
            echo.ask("halve")
        with pytest.raises(RuntimeError, match="broke off at “double”"):
            echo.ask("double", number=1)

    assert answers == [{"twice": 6}, {"twice": 8}]


def test_steps_are_timed_while_they_are_watched_and_left_as_they_were():
    steps = {"sleeping": ("time", "sleep"), "nothing": ("time", "no_such_function")}
    before = time.sleep

    with watching(steps) as spent:
        time.sleep(0.01)
        time.sleep(0.01)

    assert time.sleep is before
    assert spent.keys() == {"sleeping"}
    assert spent["sleeping"] >= 0.02


@pytest.mark.skipif(not PROCESSES.exists(), reason="needs /proc")
def test_the_memory_of_a_process_and_of_what_it_starts_is_seen():
    hungry = "held = bytearray(80_000_000); input()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hungry!r}])"

    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as parent:
        peaks = Peaks(parent.pid)
        with peaks:
            deadline = time.monotonic() + 60
            while (peaks.most or 0) < 80 and time.monotonic() < deadline:
                time.sleep(0.05)
        parent.communicate(b"\n")

    assert 80 < peaks.most < 200
    assert len(peaks.held) >= 2


def test_the_ancestry_of_a_process_ends_at_one_that_is_not_known():
    assert list(ancestry(3, {3: (2, 0.0), 2: (1, 0.0)})) == [3, 2]


@pytest.mark.parametrize("content", [JULY, AUGUST, EMPTY])
def test_the_obvious_template_goes_on_drawing_what_a_brief_says(content):
    page = to_html(content)

    assert page.count('class="comparison"') == len(content.comparisons)
    assert all(part.summary in page for part in content.comparisons)
    assert all(f'id="source-{source.number}"' in page for source in content.sources)


def test_the_obvious_template_leaves_out_what_the_kind_of_brief_does():
    page = to_html(dataclasses.replace(AUGUST, sections=("summary", "comparisons", "sources")))

    assert ('id="summary"' in page, 'id="timeline"' in page, 'href="#method"' in page) == (True, False, False)
