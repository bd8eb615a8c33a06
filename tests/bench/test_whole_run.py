import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def listing(folder):
    return {path: path.stat().st_mtime for path in folder.rglob("*")} if folder.exists() else {}


def test_the_whole_run_prints_every_table_and_touches_no_site(tmp_path):
    before = listing(ROOT / "var")
    small = [
        "--events=60",
        "--commitments=60",
        "--rounds=1",
        "--brief-rounds=1",
        "--brief-commitments=2",
        "--large-brief=3",
        "--no-peers",
        "--points=60",
        "--entries=2000",
        "--posts=64",
        "--races=2",
        "--rows=300",
        "--accords=2",
        "--suggestion-events=300",
        "--suggestion-commitments=30",
    ]

    done = subprocess.run(
        [sys.executable, "-m", "bench", *small, f"--json={tmp_path / 'figures.json'}"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    for heading in (
        "The Tehran brief",
        "Briefs, the same content",
        "“Typst” could not be measured: left out, as asked.",
        "Suggestions on the labelled set: 2 made-up accords",
        "GED into SQLite: 300 rows",
        "List pages",
        "bare SQL of a desk",
        "What the door costs",
        "p95 of all: search",
        "Saving on the long one : on the short one",
        "Carrying the passages of a 120-page agreement",
        "What the audit costs",
        "Verifying 2,000 entries",
        "64 read-modify-write posts: 64 kept (64 in the history, 64 in the audit), 0 errors",
        "2 rounds of 20 simultaneous saves: exactly one winner and 19 conflict pages in 2",
        "Suggestions for 30 commitments against 300 events",
        "Noise of this machine",
        "Whole run",
    ):
        assert heading in done.stdout
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["brief"]["ratio"] > 0
    assert figures["briefs"]["seconds"]["large, obvious"]
    assert figures["briefs"]["steps"]["again"]["content"] > 0
    assert len(figures["lists"]) > 10
    assert figures["imports"]["library"]["rows"] == 300
    assert figures["imports"]["first"]["memory"] > 0
    assert len(figures["audit"]["writes"]) == 4
    assert len(figures["door"]) == 2 * 8 + 5
    assert figures["workbench"]["queries"]["long"] == figures["workbench"]["queries"]["short"]
    assert {one["passages"] for one in figures["carrying"]} == {600}
    assert figures["editors"]["control"]["errors"]
    assert [path.name for path in tmp_path.iterdir()] == ["figures.json"]
    assert listing(ROOT / "var") == before
