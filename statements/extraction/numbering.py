"""The numbers that Word puts before paragraphs: they stand nowhere in the text, only the rules for them do."""

import re

from docx.oxml.ns import qn

ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN = (*ROMAN, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# A list has nine levels; %1 to %9 stand for their numbers.
PLACE = re.compile(r"%([1-9])")
# Deeper than any style is based on another.
DEEPEST = 20


def attribute(element, name, default=None):
    """The value of the child `name` of `element`: what `w:val` says."""
    child = None if element is None else element.find(qn(name))
    return default if child is None else child.get(qn("w:val"), default)


def whole(text, default):
    """`text` as a number that a list can have."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else default


def letter(number, letters):
    """`number` as a letter, doubled past the end of the alphabet as Word does it: z, aa, bb."""
    rounds, place = divmod(number - 1, len(letters))
    return letters[place] * min(rounds + 1, 30) if number > 0 else "0"


def roman(number):
    """`number` as a Roman numeral."""
    told = ""
    for worth, sign in ROMAN:
        told += sign * (number // worth)
        number %= worth
    return told or "0"


STYLES = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "lowerLetter": lambda n: letter(n, "abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": lambda n: letter(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "russianLower": lambda n: letter(n, "абвгдежзиклмнопрстуфхцчшщэюя"),
    "russianUpper": lambda n: letter(n, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"),
    "arabicAlpha": lambda n: letter(n, ARABIC),
    "arabicAbjad": lambda n: letter(n, ABJAD),
    "hindiNumbers": lambda n: str(n).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "none": lambda n: "",
}


class Numbering:
    """Counts through the lists of one document, paragraph by paragraph in the order of the text."""

    def __init__(self, document):
        self.styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self.lists, self.abstract = {}, {}
        # A document without lists need not have the part that tells of them.
        for part in (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")):
            for one in part.element.iterchildren(qn("w:abstractNum")):
                self.abstract[one.get(qn("w:abstractNumId"))] = one
            for one in part.element.iterchildren(qn("w:num")):
                self.lists[one.get(qn("w:numId"))] = one
        self.counted = {}
        self.begun = set()

    def number_of(self, paragraph):
        """The number before `paragraph`, as Word shows it; "" when it has none. To be asked once for each, in order."""
        key, level = self.list_of(paragraph)
        rules = self.abstract.get(attribute(self.lists.get(key), "w:abstractNumId"))
        levels = {} if rules is None else {whole(one.get(qn("w:ilvl")), 0): one for one in rules.iter(qn("w:lvl"))}
        if level not in levels:
            return ""
        counts = self.counted.setdefault(attribute(self.lists[key], "w:abstractNumId"), {})
        self.begin_anew(key, counts)
        first = whole(attribute(levels[level], "w:start"), 1)
        counts[level] = counts[level] + 1 if level in counts else first
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return self.told(levels, level, counts)

    def begin_anew(self, key, counts):
        """Let a list that continues another begin where it says, the first time it is met."""
        if key in self.begun:
            return
        self.begun.add(key)
        for override in self.lists[key].iterchildren(qn("w:lvlOverride")):
            start = whole(attribute(override, "w:startOverride"), None)
            if start is not None:
                counts[whole(override.get(qn("w:ilvl")), 0)] = start - 1

    def told(self, levels, level, counts):
        """The number of a paragraph on `level`, with those of the levels above it that it shows."""
        shown = attribute(levels[level], "w:lvlText", "")
        style = attribute(levels[level], "w:numFmt", "decimal")
        if style == "bullet":
            # Bullets are often signs of a font of their own.
            return "•"

        def value(match):
            above = int(match[1]) - 1
            number = counts.get(above, whole(attribute(levels.get(above), "w:start"), 1))
            return STYLES.get(attribute(levels.get(above), "w:numFmt", "decimal"), str)(number)

        return PLACE.sub(value, shown).strip()

    def list_of(self, paragraph):
        """(key of the list, level) that `paragraph` belongs to, by itself or by its style; (None, 0) for none."""
        own = paragraph.find(qn("w:pPr"))
        properties = [own]
        style = self.styles.get(attribute(own, "w:pStyle"))
        for _step in range(DEEPEST):
            if style is None:
                break
            properties.append(style.find(qn("w:pPr")))
            style = self.styles.get(attribute(style, "w:basedOn"))
        found = [one.find(qn("w:numPr")) for one in properties if one is not None]
        found = [one for one in found if one is not None]
        key = next((key for one in found if (key := attribute(one, "w:numId")) is not None), None)
        level = next((level for one in found if (level := attribute(one, "w:ilvl")) is not None), None)
        return key, whole(level, 0)
