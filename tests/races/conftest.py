import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import pytest

from bench.editors import Editor, boxes_on, together
from bench.serving import ROOT, served
from tests.template_database import begin_site

EDITORS = 20


@dataclass
class Team:
    """Twenty editors of one served site, and the records on its stage."""

    site: str
    staged: dict
    database: Path
    log: Path

    @property
    def page(self):
        """The address of the page of the round."""
        return f"/admin/talks/round/{self.staged['round']}/change/"

    @cached_property
    def editors(self):
        return [Editor(self.site, session, **self.staged["cookies"]) for session in self.staged["sessions"]]

    def stored(self, query, *values):
        """The only row that `query` finds in the site's database."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            (row,) = connection.execute(query, values).fetchall()
        return row

    def race(self, fill):
        """The answers to the form of the round, opened by all before any is sent; `fill(place)` gives what each types."""
        pages = self.open_together([self.page] * EDITORS)
        return self.send_together([(self.page, boxes_on(page, **fill(place))) for place, page in enumerate(pages)])

    def open_together(self, paths):
        pages = together([partial(editor.open, path) for editor, path in zip(self.editors, paths, strict=True)])
        assert [page.status for page in pages] == [200] * EDITORS
        return pages

    def send_together(self, posts):
        """The answers to forms, pairs of (path, boxes), sent at the same moment by an editor each."""
        answers = together([partial(editor.send, *post) for editor, post in zip(self.editors, posts, strict=True)])
        said = self.log.read_text()
        assert "Traceback" not in said, said
        assert "locked" not in said, said
        return answers


@pytest.fixture(scope="session")
def stage(tmp_path_factory):
    """(environment, what is staged, the folder) of a site of its own."""
    folder = tmp_path_factory.mktemp("races")
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment = {**inherited, **begin_site(folder), "DJANGO_SETTINGS_MODULE": "tests.races.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.races.stage", str(EDITORS)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return environment, json.loads(done.stdout), folder


def team_on(stage, application=None):
    environment, staged, folder = stage
    log = folder / f"{application or 'site'}.log"
    with served(environment, log=log, application=application) as site:
        yield Team(site, staged, folder / "parley.sqlite3", log)


@pytest.fixture(scope="session")
def team(stage):
    """Editors of Parley as it is."""
    yield from team_on(stage)


@pytest.fixture(scope="session")
def unguarded_team(stage):
    """Editors of Parley without its guard."""
    yield from team_on(stage, "tests.races.unguarded:application")
