"""A map of the events that a brief names: numbered marks on land and borders, a disc for an exact place, a ring for a region.

Where the land and the borders come from says events/data/README.md. Names of places stand in the table beside the map.
"""

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians

from briefs.document.charts import svg
from events.boundaries import drawn
from events.mapping import Box, Frame

WIDTH = 680  # user units
FLATTEST, TALLEST = 0.6, 0.72  # height by width
FINE = 10  # units of the lines of land in one user unit, so that whole numbers are exact enough
TOGETHER = 5  # user units between two places that are drawn as one
NAMED = 3  # numbers printed at one place; the table has them all
SIZE, LETTER, TALL = 9, 5.3, 10  # of the numbers: size of the letters, width of one, height of the line
KILOMETRES = 111.32  # of a degree on the equator
EDGES = (30, 16, 3, 3)  # what the degrees take along the left and the upper edge, and a little on the others
# Where a number may stand, as the middle of it from the mark: the first that is free is taken.
NEAR = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)]
FAR = (0, 10, 22, 36, 52, 72)


@dataclass(frozen=True)
class Spot:
    """Events drawn as one mark at (x, y), in user units: their numbers, and whether all of them are placed exactly."""

    x: float
    y: float
    numbers: tuple[str, ...]
    is_exact: bool

    @cached_property
    def text(self):
        """The numbers as they are printed: “E3 E7 E9 +4”."""
        more = len(self.numbers) - NAMED
        return " ".join(self.numbers[:NAMED]) + (f" +{more}" if more > 0 else "")


@dataclass(frozen=True)
class Label:
    """A Spot with the middle of its text; no text was free of others where `x` is None."""

    spot: Spot
    x: float | None = None
    y: float | None = None

    @property
    def box(self):
        """(left, top, right, bottom)."""
        half = LETTER * len(self.spot.text) / 2 + 1
        return self.x - half, self.y - TALL / 2, self.x + half, self.y + TALL / 2

    def is_inside(self, height):
        """Whether it lies within the EDGES of a map so high."""
        left, top, right, bottom = self.box
        return left > EDGES[0] and top > EDGES[1] and right < WIDTH - EDGES[2] and bottom < height - EDGES[3]


def events_map(places, title):
    """The map of PlaceParts as safe HTML; empty text when there are none."""
    if not places:
        return ""
    frame = Frame(fitted([(place.longitude, place.latitude) for place in places]), WIDTH * FINE)
    height = frame.height / FINE
    land, borders = drawn(frame)
    body = [f'<rect x="0" y="0" width="{WIDTH}" height="{height:.1f}" fill="#dfe7ee"/>']
    if land:
        body.append(
            f'<path d="{land}" transform="scale({1 / FINE})" fill="#f7f5f0" stroke="#9aa5b1" stroke-width="7"/>'
        )
    if borders:
        body.append(
            f'<path d="{borders}" transform="scale({1 / FINE})" fill="none" stroke="#7c8792" stroke-width="8" '
            'stroke-dasharray="40 22"/>'
        )
    body.append(degrees(frame, height))
    found = labelled(spots(places, frame), height)
    body += [leader(label) for label in found if label.x is not None]
    body += [mark(label.spot) for label in found]
    body += [text(label) for label in found if label.x is not None]
    body.append(scale_bar(frame.box, height))
    body.append(
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1:.1f}" fill="none" stroke="#5d6873" '
        'stroke-width="0.8"/>'
    )
    return svg(WIDTH, round(height, 1), title, "".join(body))


def fitted(points):
    """The Box around `points` (longitude, latitude), made wider or taller so that nothing on the map is stretched."""
    box = Box.around(points)
    east = (box.east - box.west) * cos(radians((box.south + box.north) / 2))
    shape = (box.north - box.south) / east
    if shape < FLATTEST:
        extra = (box.north - box.south) * (FLATTEST / shape - 1) / 2
        return Box(box.west, box.south - extra, box.east, box.north + extra).kept_on_earth()
    extra = (box.east - box.west) * max(shape / TALLEST - 1, 0) / 2
    return Box(box.west - extra, box.south, box.east + extra, box.north).kept_on_earth()


def spots(places, frame):
    """The Spots of PlaceParts in the frame: places that would cover each other are one."""
    groups, fields = [], {}
    for place in places:
        x, y = (side / FINE for side in frame.place((place.longitude, place.latitude)))
        field = int(x / TOGETHER), int(y / TOGETHER)
        around = [fields[near] for near in beside(field) if near in fields]
        group = next((one for one in around if abs(one[0] - x) < TOGETHER and abs(one[1] - y) < TOGETHER), None)
        if group is None:
            group = fields.setdefault(field, (x, y, []))
            groups.append(group)
        group[2].append(place)
    return [
        Spot(x, y, tuple(dict.fromkeys(place.number for place in some)), all(place.is_exact for place in some))
        for x, y, some in groups
    ]


def beside(field):
    """The fields of a chequered map around one of them, and itself."""
    return [(field[0] + across, field[1] + down) for across in (-1, 0, 1) for down in (-1, 0, 1)]


class Taken:
    """The boxes (left, top, right, bottom) that a map has no more room in, found by the fields that they lie in."""

    SIDE = 32  # user units

    def __init__(self):
        self.fields = {}

    def add(self, box):
        for field in self.under(box):
            self.fields.setdefault(field, []).append(box)

    def leaves_free(self, box):
        """Whether a box touches none of them."""
        return not any(touch(box, other) for field in self.under(box) for other in self.fields.get(field, ()))

    def under(self, box):
        left, top, right, bottom = (int(side // self.SIDE) for side in box)
        return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def labelled(found, height):
    """A Label for each Spot: no two touch each other, a mark, the scale bar or the edge."""
    taken = Taken()
    for spot in found:
        taken.add((spot.x - 6, spot.y - 6, spot.x + 6, spot.y + 6))
    taken.add((WIDTH - 190, height - 30, WIDTH, height))
    done = []
    for spot in found:
        label = next(
            (one for one in choices(spot) if one.is_inside(height) and taken.leaves_free(one.box)), Label(spot)
        )
        if label.x is not None:
            taken.add(label.box)
        done.append(label)
    return done


def choices(spot):
    """Yield the Labels that a Spot may have, the nearest first."""
    half = LETTER * len(spot.text) / 2 + 1
    for far in FAR:
        for across, down in NEAR:
            yield Label(spot, spot.x + across * (8 + half + far), spot.y + down * (12 + far))


def touch(one, other):
    """Whether two boxes (left, top, right, bottom) have a point in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def mark(spot):
    """A disc for what is placed exactly, a ring for a region."""
    if spot.is_exact:
        return f'<circle cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="4" fill="#8a2b26" stroke="#ffffff" stroke-width="1"/>'
    return (
        f'<circle cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="5" fill="#ffffff" fill-opacity="0.6" stroke="#8a2b26" '
        'stroke-width="2"/>'
    )


def leader(label):
    """The line from a mark to a number that does not stand beside it."""
    left, top, right, bottom = label.box
    x, y = min(max(label.spot.x, left), right), min(max(label.spot.y, top), bottom)
    if abs(x - label.spot.x) < 12 and abs(y - label.spot.y) < 12:
        return ""
    return (
        f'<line x1="{label.spot.x:.1f}" y1="{label.spot.y:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="#16202b" '
        'stroke-width="0.6"/>'
    )


def text(label):
    """The numbers of a Spot, on a ground of their own so that no border runs through them."""
    left, top, right, bottom = label.box
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" rx="1.5" '
        f'fill="#ffffff" fill-opacity="0.82"/>'
        f'<text x="{label.x:.1f}" y="{label.y + 3.3:.1f}" font-size="{SIZE}" font-weight="700" text-anchor="middle" '
        f'fill="#16202b">{label.spot.text}</text>'
    )


def degrees(frame, height):
    """Short marks at whole degrees along the upper and the left edge, each with its number."""
    box, parts = frame.box, []
    step = next(step for step in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60) if (box.east - box.west) / step <= 8)
    for axis, low, high in ((0, box.west, box.east), (1, box.south, box.north)):
        for place in range(int(low // step) + 1, int(high // step) + 1):
            value = round(place * step, 1)
            x, y = (side / FINE for side in frame.place((value, box.north) if axis == 0 else (box.west, value)))
            if not 24 < (x, y)[axis] < (WIDTH, height)[axis] - 24:
                continue
            end, base, anchor = ((x, 5), (x, 13), "middle") if axis == 0 else ((5, y), (7, y + 2.6), "start")
            parts.append(
                f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" stroke="#5d6873" '
                f'stroke-width="0.8"/><text x="{base[0]:.1f}" y="{base[1]:.1f}" font-size="7" '
                f'text-anchor="{anchor}" fill="#4a5460">{abs(value):g}°{side_of(value, axis)}</text>'
            )
    return "".join(parts)


def side_of(value, axis):
    """The side of the world that a degree lies on: axis 0 runs east, 1 north."""
    if not value:
        return ""
    return ("EW", "NS")[axis][value < 0]


def scale_bar(box, height):
    """A bar of a round number of kilometres, as long as they are in the middle of the map."""
    across = (box.east - box.west) * KILOMETRES * cos(radians((box.south + box.north) / 2))
    choices = (one * 10**power for power in range(4) for one in (1, 2, 5))
    length = max((each for each in choices if each / across <= 0.22), default=1)
    width = WIDTH * length / across
    right, y = WIDTH - 12, height - 10
    return (
        f'<rect x="{right - width - 4:.1f}" y="{y - 14:.1f}" width="{width + 8:.1f}" height="20" fill="#ffffff" '
        f'fill-opacity="0.82"/><path d="M{right - width:.1f} {y - 3:.1f}v6M{right - width:.1f} {y:.1f}H{right}'
        f'M{right} {y - 3:.1f}v6" stroke="#16202b" stroke-width="1.2" fill="none"/>'
        f'<text x="{right - width / 2:.1f}" y="{y - 4:.1f}" font-size="8.5" text-anchor="middle" fill="#16202b">'
        f"{length:,} km</text>"
    )
