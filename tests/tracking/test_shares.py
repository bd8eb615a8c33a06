import pytest

from tracking.shares import whole_percentages


@pytest.mark.parametrize(
    ("counts", "shares"),
    [([], []), ([4], [100]), ([1, 1, 1], [34, 33, 33]), ([5, 1, 1], [72, 14, 14]), ([0, 2], [0, 100])],
)
def test_whole_percentages_add_up_to_a_hundred(counts, shares):
    assert whole_percentages(counts) == shares
