import pytest
from django.db import connection

from bench import events
from bench.noise import Noise
from briefs.synthetic.record import Plan, make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="Its ways into the database are measured on SQLite."),
]


def test_lists_deep_pages_searches_and_the_admin_are_measured():
    make(Plan(events=120, commitments=1))
    said = []

    small = {one.name: one.page.median for one in events.admin(1)}
    found = events.figures(1, small, Noise(loops=10), lambda line="": said.append(line))

    assert set(found["ratios"]) == {"lists", "pages", "admin"}
    assert min(found["ratios"].values()) > 0
    assert said[0].startswith("120 events: ")
