"""Events on a map: how many at each place, drawn together where places lie close."""

import math
from dataclasses import dataclass, field
from functools import cached_property
from math import cos, radians, sqrt

from events.boundaries import drawn
from events.window import counted_by, gathered_in
from records.pages import CountedOnce, kept_once
from talks.models import Place

# The frame in SVG units, ten of which make a point on a wide screen, so that whole numbers are exact enough.
WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 10_000, 4_000, 9_000
# Into how many columns the frame is parted; the places in one field are drawn as one circle.
COLUMNS = 20
SMALLEST, LARGEST = 60, 260
NAMED = 3


@dataclass(frozen=True)
class Box:
    """A part of the world in degrees."""

    west: float
    south: float
    east: float
    north: float

    # No map of less than a few kilometres: the borders are not that exact.
    LEAST = 0.2

    @classmethod
    def read(cls, text):
        """The Box of “west,south,east,north”; None where `text` is none."""
        try:
            sides = [float(side) for side in text.split(",")]
            west, south, east, north = sides
        except ValueError:
            return None
        if not all(map(math.isfinite, sides)) or west >= east or south >= north:
            return None
        return cls(west, south, east, north).kept_on_earth()

    @classmethod
    def around(cls, points):
        """The Box around `points` (longitude, latitude), with some room."""
        east, north = zip(*points, strict=True)
        room = max((max(east) - min(east)) * 0.12, (max(north) - min(north)) * 0.12, cls.LEAST)
        return cls(min(east) - room, min(north) - room, max(east) + room, max(north) + room).kept_on_earth()

    def kept_on_earth(self):
        """The same box, moved and cut so that it lies on the map of the world, and is not too small to draw."""
        sides = []
        for low, high, least, most in ((self.west, self.east, -180, 180), (self.south, self.north, -85, 85)):
            half = min(max(high - low, self.LEAST), most - least) / 2
            middle = min(max((low + high) / 2, least + half), most - half)
            sides.append((middle - half, middle + half))
        (west, east), (south, north) = sides
        return Box(west, south, east, north)

    def moved(self, east=0.0, north=0.0, larger=1.0):
        """This box, moved by shares of its own size, and made larger."""
        wide, high = self.east - self.west, self.north - self.south
        x, y = (self.west + self.east) / 2 + wide * east, (self.south + self.north) / 2 + high * north
        return Box(
            x - wide * larger / 2, y - high * larger / 2, x + wide * larger / 2, y + high * larger / 2
        ).kept_on_earth()

    def __str__(self):
        return ",".join(f"{side:.2f}" for side in (self.west, self.south, self.east, self.north))


WORLD = Box(-180, -58, 180, 80)


@dataclass(frozen=True)
class Frame:
    """A box laid out on paper: degrees of longitude are as wide as they are in its middle."""

    box: Box
    width: int = WIDTH

    @property
    def height(self):
        box = self.box
        narrowed = cos(radians((box.south + box.north) / 2))
        exact = self.width * (box.north - box.south) / ((box.east - box.west) * narrowed)
        return round(min(max(exact, LEAST_HEIGHT), MOST_HEIGHT))

    @property
    def degrees_of_a_point(self):
        return (self.box.east - self.box.west) / self.width * 10

    def place(self, point):
        """Where (longitude, latitude) is drawn: (x, y) from the upper left."""
        box = self.box
        return (
            (point[0] - box.west) / (box.east - box.west) * self.width,
            (box.north - point[1]) / (box.north - box.south) * self.height,
        )


@dataclass(frozen=True)
class Spot:
    """A place with events: `point` is (longitude, latitude)."""

    key: int
    public_id: str
    name: str
    point: tuple
    number: int


@dataclass
class Cluster:
    """Places drawn as one circle, the one with most events first. `x`, `y` and `radius` are in the frame."""

    spots: list
    frame: Frame
    most: int
    number: int = field(init=False)

    def __post_init__(self):
        self.spots.sort(key=lambda spot: (-spot.number, spot.name))
        self.number = sum(spot.number for spot in self.spots)

    @cached_property
    def middle(self):
        return tuple(sum(spot.point[axis] * spot.number for spot in self.spots) / self.number for axis in (0, 1))

    @property
    def x(self):
        return round(self.frame.place(self.middle)[0])

    @property
    def y(self):
        return round(self.frame.place(self.middle)[1])

    @property
    def radius(self):
        """Areas are as the numbers are, but for the smallest, which would not be seen."""
        return max(SMALLEST, round(LARGEST * sqrt(self.number / self.most)))

    @property
    def named(self):
        return self.spots[:NAMED]

    @property
    def others(self):
        return max(0, len(self.spots) - NAMED)

    @property
    def only(self):
        """The place, where there is but one."""
        return self.spots[0] if len(self.spots) == 1 else None

    @property
    def box(self):
        """What to look at more closely; None where the places cannot be told apart on a map."""
        box = Box.around([spot.point for spot in self.spots])
        wider = (box.east - box.west) / (self.frame.box.east - self.frame.box.west)
        return None if wider > 0.9 or len({spot.point for spot in self.spots}) == 1 else box


class EventMap:
    """How many of the events `found`, a Led, in `window` lie where in `box`; None for around all of them.

    Only places that `reader` may see are there, and an event is never shown to who may not see its place.
    """

    def __init__(self, found, window, reader, box=None):
        numbers = counted_by_place(found, window)
        self.number = sum(numbers.values())
        rows = Place.objects.visible_to(reader).filter(latitude__isnull=False).order_by()
        spots = [
            Spot(key, public_id, name, (float(longitude), float(latitude)), numbers[key])
            for key, public_id, name, latitude, longitude in rows.values_list(
                "pk", "public_id", "name", "latitude", "longitude"
            )
            if key in numbers
        ]
        self.placed = sum(spot.number for spot in spots)
        self.box = box or (Box.around([spot.point for spot in spots]) if spots else WORLD)
        self.frame = Frame(self.box)
        self.clusters = clusters(spots, self.frame)
        self.shown = sum(cluster.number for cluster in self.clusters)
        self.land, self.borders = drawn(self.frame)

    # Where its links lead.
    @property
    def closer(self):
        return self.box.moved(larger=0.5)

    @property
    def farther(self):
        return self.box.moved(larger=2)

    @property
    def northwards(self):
        return self.box.moved(north=0.5)

    @property
    def southwards(self):
        return self.box.moved(north=-0.5)

    @property
    def westwards(self):
        return self.box.moved(east=-0.5)

    @property
    def eastwards(self):
        return self.box.moved(east=0.5)

    @property
    def without_place(self):
        return self.number - self.placed

    @property
    def outside(self):
        return self.placed - self.shown


def clusters(spots, frame):
    """The Clusters of the spots in the frame, the largest first."""
    box, fields = frame.box, {}
    side = (box.east - box.west) / COLUMNS
    for spot in spots:
        east, north = spot.point
        if box.west <= east <= box.east and box.south <= north <= box.north:
            fields.setdefault((int((east - box.west) / side), int((north - box.south) / side)), []).append(spot)
    most = max((sum(spot.number for spot in some) for some in fields.values()), default=0)
    return sorted((Cluster(some, frame, most) for some in fields.values()), key=lambda one: (-one.number, one.x, one.y))


def counted_by_place(found, window):
    """{key of a place, or None: number of events} of the rows of `found`, a Led, in `window`."""
    querysets = gathered_in(found, window)

    def count():
        numbers = {}
        for part in counted_by("place_id", querysets, is_all=window.is_open and not found.conditions):
            for place, number in part.items():
                numbers[place] = numbers.get(place, 0) + number
        return numbers

    return kept_once("places", querysets, count, lambda numbers: sum(numbers.values()) > CountedOnce.LARGE)
