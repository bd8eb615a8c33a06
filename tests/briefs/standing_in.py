"""Stand-ins for the drawing of a brief, where the bytes of the file do not matter."""

import hashlib

from briefs.document.shape import to_json


def drawn(content, *, number, on_step=None):
    """Bytes that stand for a file, different for each content and number."""
    return b"%PDF " + hashlib.sha256(f"{number} {to_json(content)}".encode()).hexdigest().encode()


def drawn_after(*happenings):
    """A way to draw during which the functions `happenings` are called: one at each drawing, until none is left."""
    left = list(happenings)

    def draw(content, *, number, on_step=None):
        if left:
            left.pop(0)()
        return drawn(content, number=number)

    return draw


def never_drawn(content, *, number, on_step=None):
    """A way to draw that must not be gone."""
    raise AssertionError("It was drawn.")
