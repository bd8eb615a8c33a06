"""Every factory makes rows that the model's own rules accept."""

import pytest

from tests.factories import briefs, events, records, statements, talks, tracking

ROOMS = [briefs, events, records, statements, talks, tracking]
FACTORIES = {
    made
    for room in ROOMS
    for made in vars(room).values()
    if isinstance(made, type) and made.__module__ == room.__name__ and hasattr(made, "create_batch")
}


@pytest.mark.django_db
@pytest.mark.parametrize("row", sorted(FACTORIES, key=lambda made: made.__name__), ids=lambda made: made.__name__)
def test_factory_makes_two_rows_that_pass_their_own_rules(row):
    first, second = row(), row()

    first.full_clean(exclude=["password"])
    second.full_clean(exclude=["password"])
    assert first.pk != second.pk
