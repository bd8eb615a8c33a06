"""How far apart places are."""

import pytest

from talks.distances import apart, kilometres
from talks.models import Place


def test_kilometres_between_two_points():
    assert kilometres((34.34, 62.2), (34.53, 69.17)) == pytest.approx(640, abs=5)


def test_distances_are_those_along_the_surface():
    tehran, kabul = Place(latitude="35.69", longitude="51.39"), Place(latitude="34.53", longitude="69.17")

    assert apart(tehran, kabul) == pytest.approx(1624, abs=10)
    assert apart(tehran, Place()) is None
