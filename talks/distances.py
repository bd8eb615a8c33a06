"""How far apart places are. On a sphere, which is near enough to compare by."""

from math import asin, cos, radians, sin, sqrt

from django.db.models import Q

# Within so many kilometres one place may be meant by another.
NEAR_KM = 25
# From one degree of latitude to the next.
KM_OF_A_DEGREE = 111.2
RADIUS_KM = 6371


def kilometres(one, other):
    """How far apart two points (latitude, longitude, in degrees) are."""
    (north, east), (north2, east2) = ([radians(angle) for angle in point] for point in (one, other))
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 2 * RADIUS_KM * asin(sqrt(min(half, 1)))


def apart(place, other):
    """How many kilometres two places are apart; None where one has no coordinates."""
    if place.latitude is None or other.latitude is None:
        return None
    one, two = ((float(row.latitude), float(row.longitude)) for row in (place, other))
    return kilometres(one, two)


def in_the_box_around(place, prefix=""):
    """The condition that a place, reached through the lookup `prefix`, lies in the box of NEAR_KM around `place`.

    Its corners are farther away. Nothing lies around a place without coordinates.
    """
    if place.latitude is None:
        return Q(pk__in=[])
    north, east = float(place.latitude), float(place.longitude)
    high = NEAR_KM / KM_OF_A_DEGREE
    # Near the poles the box goes all the way round.
    wide = min(high / max(cos(radians(north)), 0.01), 360)
    return Q(
        **{
            f"{prefix}latitude__range": (north - high, north + high),
            f"{prefix}longitude__range": (east - wide, east + wide),
        }
    )
