"""Chapters as they were drawn before. They only save time: what cannot be kept or found is drawn again."""

import hashlib
import pickle
import zlib
from functools import cache
from pathlib import Path

from django.core.cache import caches

from briefs.document.assets import FACES, rules_of
from briefs.document.drawing.drawn import Drawn

# What turns HTML into a chapter: where it changes, chapters are drawn anew.
DRAWING = tuple(Path(__file__).with_name(name) for name in ("render.py", "mends.py"))


@cache
def drawing():
    """The text of the modules that draw."""
    return "".join(path.read_text(encoding="utf-8") for path in DRAWING)


def key_of(chapter, renderer):
    """The name under which a Chapter is kept: the same for whatever is drawn the same."""
    faces = "".join(face.rule for face in FACES)
    parts = (drawing(), renderer, faces, rules_of(chapter.style), chapter.html)
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part.encode()).digest())
    return whole.hexdigest()


def find(key):
    """The Drawn kept under `key`, or None. A file that is damaged counts as none."""
    try:
        data = caches["chapters"].get(key)
        return Drawn.from_bytes(data) if data else None
    except (OSError, ValueError, TypeError, KeyError, EOFError, zlib.error, pickle.UnpicklingError):
        return None


def keep(key, drawn):
    """Keep a Drawn, unless the disk has no room."""
    try:
        caches["chapters"].set(key, drawn.to_bytes())
    except OSError:
        return
