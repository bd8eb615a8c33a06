"""Whether editions are still what they were issued as: their stored content, their file, and the way from one to the other."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from briefs.document.draw import RenderingFailed, draw, drawn_with
from briefs.document.glyphs import MissingGlyph
from briefs.document.shape import canonical, from_data


@dataclass(frozen=True)
class Verified:
    """What was found of an edition: `faults` in what is stored, and what is `told` of drawing it again, in sentences."""

    faults: tuple[str, ...]
    told: str = ""


def verified(edition, *, is_drawn=True):
    """The Verified of `edition`, which is drawn again from its stored content if that is whole and `is_drawn` says so."""
    hashes = (
        (_("The stored content"), edition.content_hash, sha256(canonical(edition.content).encode())),
        (_("What the content says of the record"), edition.record_hash, record_hash_of(edition.content)),
        (_("The stored file"), edition.pdf_sha256, sha256(bytes(edition.pdf))),
    )
    faults = tuple(
        _("%(what)s is not as it was issued: its SHA-256 is %(found)s, and %(issued)s was written down.")
        % {"what": what, "found": found, "issued": issued}
        for what, issued, found in hashes
        # Editions issued before there was a hash of the record have none.
        if issued and found != issued
    )
    return Verified(faults, drawn_again(edition) if is_drawn and not faults else "")


def record_hash_of(data):
    """As briefs.document.shape.record_hash, of stored `data`: fields that the shape has had only since do not count."""
    if isinstance(data, dict):
        left_out = {"since": None, "numbered": [0, 0, 0]}
        data = {**data, **{name: left_out[name] for name in left_out.keys() & data.keys()}}
    return sha256(canonical(data).encode())


def drawn_again(edition):
    """A sentence on whether the stored content gives the stored file, to the byte."""
    try:
        pdf = draw(from_data(edition.content), number=edition.number)
    except (AttributeError, KeyError, TypeError, ValueError):
        return _("Its content has an older shape, which is not drawn any more.")
    except (MissingGlyph, RenderingFailed) as error:
        return _("It could not be drawn again: %s") % error
    if sha256(pdf) == edition.pdf_sha256:
        return _("Drawn again, it gives the same file.")
    return _("Drawn again, it gives another file: it was drawn with %(then)s, and is now with %(now)s.") % {
        "then": edition.drawn_with or _("a version that was not written down"),
        "now": drawn_with(),
    }


def sha256(data):
    return hashlib.sha256(data).hexdigest()
