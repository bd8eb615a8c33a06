"""The lines of a printed page made into paragraphs again.

Of two lines that follow each other, the first was wrapped when the first word of the second would not have fitted on it:
then they are joined. Not so before a line that begins with the number of a point, a bullet or after a blank line. A word
that was divided by a hyphen is put together. This is a guess that a person reads against the page.
"""

import re
from itertools import pairwise

from statements.extraction.cleaning import HYPHEN
from statements.text.markers import marker_at
from statements.text.pages import LINE, PARAGRAPH, SAME_WORD, WORD, Page

# A line may be this much shorter than the widest of its page and still be full: letters differ in width.
FULL = 0.85
# Columns narrower than this (code points) are left as they are printed.
NARROWEST = 30
BULLET = re.compile(r"[•◦▪‣●○■□➢–—*-](?=\s)")
DIVIDED = re.compile(rf"[a-zà-öø-ÿ][-{HYPHEN}]$", re.IGNORECASE)
GOES_ON = re.compile(r"[a-zà-öø-ÿ]")

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
LATIN = re.compile(r"[A-Za-z]")
# Brackets as they come out of a right-to-left line whose glyphs were read from left to right.
TURNED = str.maketrans("()[]«»", ")(][»«")
CLOSES_FIRST = re.compile(r"^[^()\[\]]*[)\]][^()\[\]]*[(\[]")
NUMBER_TURNED = re.compile(r"^(?P<sign>[-–.)(]{1,2})(?P<number>\d{1,3}|[ء-ی])(?=\s)")


class Lines:
    """Joins the lines of pages, and counts the words `mended` and the lines `turned`."""

    def __init__(self):
        self.mended = self.turned = 0
        # The latest marker of each style, as statements.text.points keeps it.
        self.last = {}

    def pages(self, texts):
        """The Pages for the printed `texts` of a document, page by page."""
        pages, before = [], None
        for text in texts:
            lines = [self.turned_back(line.strip(" \t\u00a0")) for line in text.strip().split("\n")]
            first = lines[0]
            if before is not None and first:
                pages[-1] = Page(*self.over_the_end(pages[-1].body, first, before))
            width = max(map(len, lines))
            body = self.paragraphs(lines, width)
            pages.append(Page(body))
            # Empty pages, blank or scanned, part what stands before and after them.
            before = (lines[-1], width) if first else None
        return pages

    def paragraphs(self, lines, width):
        """The `lines` of one page as text; the first of them is known to begin a line."""
        text = lines[0]
        self.begins_point(lines[0])
        for line, following in pairwise(lines):
            text, gap = self.gap(text, line, following, width)
            text += gap + following
        return text

    def gap(self, text, line, following, width):
        """(`text`, what parts it from `following`) where `line` is the last of `text`."""
        if self.begins_point(following) or not was_wrapped(line, following, width):
            return text, LINE
        if DIVIDED.search(line) and GOES_ON.match(following):
            self.mended += 1
            return text[:-1], SAME_WORD
        return text, WORD

    def over_the_end(self, body, following, before):
        """(body, tail) of the page that ends with the line and width `before`, where `following` begins the next."""
        line, width = before
        body, gap = self.gap(body, line, following, width)
        return body, PARAGRAPH if gap == LINE else gap

    def begins_point(self, line):
        """Whether `line` begins with the marker of a point or with a bullet."""
        if BULLET.match(line):
            return True
        marker = marker_at(line, 0, self.last) if line else None
        if marker is None:
            return False
        if marker.rank is not None:
            self.last = {style: kept for style, kept in self.last.items() if kept.rank is not None}
        self.last[marker.style] = marker
        return True

    def turned_back(self, line):
        """`line` with its number and brackets as they are read, where a right-to-left line came out the other way."""
        if len(RIGHT_TO_LEFT.findall(line)) <= len(LATIN.findall(line)):
            return line
        mended = NUMBER_TURNED.sub(number_first, line)
        if CLOSES_FIRST.match(mended):
            mended = mended.translate(TURNED)
        self.turned += mended != line
        return mended


def number_first(match):
    """A number that came after its sign, as it is printed: “۱-” for “-۱”, “۱)” for “(۱”."""
    sign = match["sign"]
    if len(sign) == 2:
        return f"({match['number']})"
    return match["number"] + (")" if sign in "()" else sign)


def was_wrapped(line, following, width):
    """Whether `line`, on a page `width` code points wide, ended only because the first word of `following` did not fit."""
    if width < NARROWEST or not line or not following:
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > FULL * width
