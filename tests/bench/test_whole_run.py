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
    small = ["--events=60", "--commitments=60", "--rounds=1", "--brief-rounds=1"]

    done = subprocess.run(
        [sys.executable, "-m", "bench", *small, f"--json={tmp_path / 'figures.json'}"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    for heading in ("The Tehran brief", "List pages", "What levels cost", "Noise of this machine", "Whole run"):
        assert heading in done.stdout
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["brief"]["ratio"] > 0
    assert len(figures["lists"]) > 10
    assert [path.name for path in tmp_path.iterdir()] == ["figures.json"]
    assert listing(ROOT / "var") == before
