"""Land and borders of the world as lines of an SVG, for a part of it. Where they come from says data/README.md."""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

FILE = Path(__file__).parent / "data" / "boundaries.json"
SOURCE = "Natural Earth"


@dataclass(frozen=True)
class Line:
    """Points (longitude, latitude) in degrees, and the bounds they lie in."""

    points: tuple
    west: float
    south: float
    east: float
    north: float

    def meets(self, box):
        return self.west <= box.east and self.east >= box.west and self.south <= box.north and self.north >= box.south

    def lies_in(self, box):
        return box.west <= self.west and self.east <= box.east and box.south <= self.south and self.north <= box.north


@cache
def world():
    """(rings of land, border lines), read once for each process."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple([line(steps, data["unit"]) for steps in data[name]] for name in ("land", "borders"))


def line(steps, unit):
    east, north = ([value * unit for value in accumulate(steps[start::2])] for start in (0, 1))
    return Line(tuple(zip(east, north, strict=True)), min(east), min(north), max(east), max(north))


@lru_cache(maxsize=64)
def drawn(frame):
    """(land, borders) in `frame`, a Frame, each the path data of an SVG."""
    land, borders = world()
    rings = [
        ring.points if ring.lies_in(frame.box) else cut(ring.points, frame.box) for ring in land if meets(ring, frame)
    ]
    lines = [border.points for border in borders if meets(border, frame)]
    return (
        "".join(f"{path(ring, frame)}Z" for ring in rings if len(ring) > 2),
        "".join(path(points, frame) for points in lines),
    )


def meets(line, frame):
    """Whether a line is in the frame, and wider than a tenth of a point of it."""
    tiny = frame.degrees_of_a_point / 10
    return line.meets(frame.box) and (line.east - line.west > tiny or line.north - line.south > tiny)


def cut(points, box):
    """The ring `points` cut to the box (Sutherland and Hodgman): what lies outside would only make the page long."""
    sides = ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1))
    for axis, bound, sign in sides:
        kept, before = [], points[-1] if points else None
        for point in points:
            is_in, was_in = ((one[axis] - bound) * sign >= 0 for one in (point, before))
            if is_in is not was_in:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                kept.append(tuple(one + (other - one) * share for one, other in zip(before, point, strict=True)))
            if is_in:
                kept.append(point)
            before = point
        points = kept
    return points


def path(points, frame):
    """SVG path data through `points`, in whole units of the frame, none twice in a row."""
    places = [(round(x), round(y)) for x, y in map(frame.place, points)]
    first, *others = [place for place, before in zip(places, [None, *places], strict=False) if place != before]
    return f"M{first[0]} {first[1]}" + "".join(f"L{x} {y}" for x, y in others)
