import pytest
from django.urls import reverse

from bench.noise import Noise
from bench.totals import check, counted_bare, figures
from briefs.synthetic.record import Plan, make
from tests.factories.tracking import AssessmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(db):
    return make(Plan(events=70, commitments=60))


def test_aggregates_and_the_page_of_a_commitment_are_measured_beside_bare_sql(record):
    said = []

    found = figures(1, Noise(loops=10), lambda line="": said.append(line))

    assert {"overview by party", "overview by theme", "commitment with most evidence"} <= {one["name"] for one in found}
    assert all(one["ratio"] > 0 and one["queries"] > 1 for one in found)
    assert any("60 commitments" in line for line in said)


@pytest.mark.parametrize("by", ["process", "statement", "party", "theme"])
def test_bare_sql_finds_what_the_page_counts_and_anything_else_is_told(record, by):
    address = f"{reverse('tracking:overview')}?by={by}"
    found = counted_bare(by)

    check(address, found)
    AssessmentFactory()
    with pytest.raises(RuntimeError, match="different numbers"):
        check(address, found)
