import pytest
from django.core.cache import cache

from bench.bare import CELLS
from bench.door import BRIEFS, add_briefs, cost_of_pages, cost_of_rows, open_door, serve
from briefs.models import Brief
from briefs.synthetic.record import Plan, make
from records.levels import Level
from records.querysets import visible
from talks.models import Party, Process
from tests.factories.talks import PartyFactory, PartyNameFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_before():
    cache.clear()
    yield
    cache.clear()


def test_every_list_is_measured_with_its_rows_counted_before_and_anew():
    make(Plan(events=60, commitments=60))

    costs = list(cost_of_pages(rounds=1))

    assert [known.name for known, _counted in costs] == [
        *("/processes/", "/rounds/", "/statements/", "/commitments/", "/events/", "/briefs/"),
        *("/admin/statements/commitment/", "/admin/events/event/"),
    ]
    assert all(cost.ratio > 0 and cost.noise > 0 for pair in costs for cost in pair)
    assert [cost.name for cost in cost_of_rows(rounds=1)] == [str(model._meta.verbose_name_plural) for model in CELLS]


def test_the_door_is_open_only_while_it_is_measured(client):
    hidden = PartyNameFactory(party=PartyFactory(level=Level.CONFIDENTIAL))

    with open_door():
        found = list(Party.objects.visible_to(None)), list(type(hidden).objects.visible_to(None))
        from records.admin import forms

        let_through = forms.visible(Party, None)

    assert found == ([hidden.party], [hidden])
    assert not let_through
    assert not Party.objects.visible_to(None).exists()
    assert forms.visible is visible


def test_briefs_are_made_once_and_none_without_talks():
    add_briefs()
    without_talks = Brief.objects.count()
    make(Plan(events=0, commitments=20))
    add_briefs()
    add_briefs()

    assert without_talks == 0
    assert Process.objects.exists()
    assert Brief.objects.count() == BRIEFS


def test_a_page_that_fails_is_not_measured(client):
    with pytest.raises(RuntimeError, match="/nothing/ answered 404"):
        serve(client, "/nothing/")
