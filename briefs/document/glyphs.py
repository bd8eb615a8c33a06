"""Whether our fonts can draw a text: a brief with an empty box in it must not leave the house."""

import unicodedata
from functools import cache
from html.parser import HTMLParser

from briefs.document.assets import FACES

# The joiners, the direction marks, the isolates: they shape or order the letters around them and draw nothing.
SHAPING = "\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069"


class MissingGlyph(Exception):
    """A text holds a character that none of the fonts can draw."""

    def __init__(self, character, text):
        self.character, self.text = character, text
        name = unicodedata.name(character, "unnamed character")
        place = text.index(character)
        around = " ".join(text[max(0, place - 40) : place + 40].split())
        super().__init__(
            f"No font of the brief can draw “{character}” (U+{ord(character):04X} {name}), which stands in “{around}”. "
            "Take the character out of the record, or write the word in a script that the brief can print: "
            "Latin, Cyrillic, Greek or Arabic."
        )


@cache
def drawable():
    """The code points that the regular faces draw between them."""
    from fontTools.ttLib import TTFont  # only where a brief is drawn

    points = set()
    for face in FACES:
        if face.weight == 400 and face.style == "normal":
            with TTFont(face.path, lazy=True) as font:
                points |= font.getBestCmap().keys()
    return frozenset(points)


def needs_no_glyph(character):
    """Whether a character is drawn by its effect alone: white space, or a character of SHAPING."""
    return character.isspace() or character in SHAPING


def check_text(text):
    """MissingGlyph for the first character of `text` that no font draws."""
    for character in sorted(set(text), key=text.index):
        if ord(character) not in drawable() and not needs_no_glyph(character):
            raise MissingGlyph(character, text)


class TextOf(HTMLParser):
    """Checks the texts of a page as they come."""

    def handle_data(self, data):
        check_text(data)


def check_page(html):
    """MissingGlyph, naming the character and the text it stands in, if a page holds what no font draws."""
    parser = TextOf(convert_charrefs=True)
    parser.feed(html)
    parser.close()
