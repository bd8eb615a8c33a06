"""Cells of a file as values: each function takes the name of the column and its cell, and raises BadValue naming both."""

import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from records.clusters import boundary_until
from records.dates.calendars import MONTHS, YEARS, Calendar, letters_of
from records.imports.faults import BadValue
from records.joiners import JOINERS
from records.text import LINE_LENGTH, PICTURE_SELECTORS, PROSE_LENGTH, clean_text, faults, remedy_for

# What stands in cells without a value.
NOTHING = frozenset(("", "NA", "N/A", "NaN", "nan", "NULL", "null", "None", "#N/A"))
# Figures that the databases keep in a column of whole numbers.
LARGEST = 2_147_483_647
# Of a text that is cut, so much may be lost for the sake of a whole word.
LONGEST_WORD = 40
# What the columns of the databases that keep identifiers hold.
LONGEST_IDENTIFIER = 100
MILLIONTH = Decimal("0.000001")

WHOLE = re.compile(r"([+-]?)0*(\d{1,18})(?:\.0*)?", re.ASCII)
DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
FLAGS = {"1": True, "1.0": True, "true": True, "yes": True, "0": False, "0.0": False, "false": False, "no": False}
ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00(?:\.0*)?)?Z?)?", re.ASCII)
WORDED_DATE = re.compile(r"(\d{1,2})[ -]([^\W\d_]+)\.?[ -](\d{4})", re.ASCII)
GREGORIAN_MONTHS = {
    letters_of(name): number
    for number, names in enumerate(MONTHS[Calendar.GREGORIAN], start=1)
    for name in names.split()
    if name.isascii()
}


def optional(convert):
    """`convert`, a converter of this module, that reads a cell without a value as None."""

    def converted(column, cell, **bounds):
        return None if cell.strip() in NOTHING else convert(column, cell, **bounds)

    return converted


def whole_number(column, cell, *, least=0, most=LARGEST):
    """A whole number from `least` to `most`. A spreadsheet's “300380.0” is 300380."""
    found = WHOLE.fullmatch(cell.strip())
    if not found:
        raise BadValue(column, cell, not_a_whole_number(cell, least))
    number = int(found[1] + found[2])
    if number < least:
        raise BadValue(column, cell, f"This number cannot be below {least:,}. Correct it.")
    if number > most:
        raise BadValue(column, cell, f"This number cannot be above {most:,}. Correct it.")
    return number


def not_a_whole_number(cell, least):
    if cell.strip() in NOTHING:
        return "A whole number is missing here. Fill it in."
    try:
        float(cell)
    except ValueError:
        return f"This is not a whole number. Write one in figures, {least:,} or more."
    return "A whole number is expected here: one without a fraction, neither infinite nor “not a number”. Correct it."


def identifier(column, cell):
    """An identifier as text: a spreadsheet's “300380.0” is “300380”."""
    text = cell.strip()
    if text in NOTHING:
        raise BadValue(column, cell, "The identifier of the row is missing. Fill it in.")
    if len(text) > LONGEST_IDENTIFIER:
        raise BadValue(column, cell, f"An identifier has {LONGEST_IDENTIFIER} characters at most. Shorten it.")
    if text.isascii() and text.isdigit():
        return text
    found = WHOLE.fullmatch(text)
    return found[1].replace("+", "") + found[2] if found else line(column, text)


def flag(column, cell):
    """True or False, from 1, 1.0, True or yes and their opposites."""
    try:
        return FLAGS[cell.strip().lower()]
    except KeyError:
        raise BadValue(column, cell, "Neither true nor false: write 1 or 0.") from None


def decimal_text(column, cell, *, least, most, what):
    """A number from `least` to `most` as text with six decimal places at most, rounded half up and never through a float."""
    text = cell.strip()
    if not DECIMAL.fullmatch(text):
        raise BadValue(column, cell, f"This is not a number. {what} is in decimal degrees, such as 34.6641.")
    number = Decimal(text)
    if not least <= number <= most:
        raise BadValue(column, cell, f"{what} lies between {least} and {most}. Correct it.")
    kept = f"{number.quantize(MILLIONTH, ROUND_HALF_UP):f}".rstrip("0").rstrip(".")
    return "0" if kept == "-0" else kept


@lru_cache(maxsize=5_000)
def latitude(column, cell):
    """Degrees north as text with six places at most."""
    return decimal_text(column, cell, least=-90, most=90, what="A latitude")


@lru_cache(maxsize=5_000)
def longitude(column, cell):
    """Degrees east as text with six places at most."""
    return decimal_text(column, cell, least=-180, most=180, what="A longitude")


@lru_cache(maxsize=20_000)
def date(column, cell):
    """A datetime.date, from 2013-01-03, 2013-01-03 00:00:00.000 or 28 December 2022."""
    text = cell.strip()
    if found := ISO_DATE.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif (found := WORDED_DATE.fullmatch(text)) and letters_of(found[2]) in GREGORIAN_MONTHS:
        year, month, day = int(found[3]), GREGORIAN_MONTHS[letters_of(found[2])], int(found[1])
    elif text in NOTHING:
        raise BadValue(column, cell, "A date is missing here. Fill it in, as in 2022-12-28.")
    else:
        raise BadValue(column, cell, "This is not a date that can be read. Write it as 2022-12-28 or 28 December 2022.")
    if year not in YEARS:
        raise BadValue(column, cell, f"The year {year} lies outside the years {YEARS[0]} to {YEARS[-1]}. Correct it.")
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise BadValue(column, cell, "There is no such day. Correct the date.") from None


# Characters that the text policy allows in one line of text, as far as it was asked about them: it is slow to ask.
allowed_letters = set(map(chr, range(32, 127)))
# Characters that it refuses wherever they stand.
refused_letters = set()
# Allowed or not by what stands beside them: joiners and selectors of pictures.
ASKED_IN_PLACE = frozenset(JOINERS) | PICTURE_SELECTORS
OTHER_LINE_BREAKS = re.compile("[\v\f\x85\u2028\u2029]")


def doubtful(text):
    """The characters of `text` that the text policy does not allow everywhere in one line."""
    letters = set(text) - allowed_letters
    for letter in letters - refused_letters - ASKED_IN_PLACE:
        (refused_letters if remedy_for(letter, multi_line=False) else allowed_letters).add(letter)
    return letters - allowed_letters


def is_allowed(text):
    """Whether `text` is one line within the text policy; False also where it has to be looked at more closely."""
    if text.isascii():
        return text.isprintable()
    return not doubtful(text) and unicodedata.is_normalized("NFC", text)


def line(column, cell, warn=None, *, length=LINE_LENGTH):
    """One line of text within the policy: line breaks are spaces, characters that may not stand are left out.

    `warn(BadValue)` is called when a character was left out or the text was cut to `length`.
    """
    if len(cell) <= length and is_allowed(cell):
        return cell.strip()
    text = " ".join(cell.split())
    return cut_to(column, without_refused(column, text, warn, ()), length, warn)


def prose(column, cell, warn=None, *, length=PROSE_LENGTH):
    """Text of any number of lines within the policy; as `line` otherwise."""
    if len(cell) <= length and is_allowed(cell):
        return cell.strip()
    text = OTHER_LINE_BREAKS.sub("\n", clean_text(cell))
    return cut_to(column, without_refused(column, text, warn, ("\n", "\t")), length, warn)


def without_refused(column, text, warn, also_allowed):
    """`text` cleaned, without the characters that the text policy refuses."""
    text = clean_text(text)
    suspects = doubtful(text).difference(also_allowed)
    if not suspects:
        return text.strip()
    # Letters that come to stand side by side may have another normal form.
    kept = clean_text(text.translate(dict.fromkeys(map(ord, suspects - ASKED_IN_PLACE)))).strip()
    # A joiner that is left out may leave another one without its neighbour.
    while not ASKED_IN_PLACE.isdisjoint(kept) and (misplaced := {at.offset for at in faults(kept, multi_line=True)}):
        kept = clean_text("".join(letter for at, letter in enumerate(kept) if at not in misplaced)).strip()
    if warn and kept != text.strip():
        warn(
            BadValue(
                column, text, "Characters that cannot be seen, or were lost on the way, were left out of this text."
            )
        )
    return kept


def cut_to(column, text, length, warn):
    if len(text) <= length:
        return text
    if warn:
        warn(BadValue(column, text, f"This text is {len(text):,} characters long and was cut to {length:,}."))
    return shortened(text, length)


def shortened(text, length):
    """`text` with at most `length` characters, cut at a space where there is one near."""
    if len(text) <= length:
        return text
    kept = text[: boundary_until(text, length - 1)]
    if text[len(kept)] != " ":
        at_space = kept.rpartition(" ")[0]
        if len(at_space) > max(0, length - LONGEST_WORD):
            kept = at_space
    # A joiner may not be the last letter.
    return f"{kept.rstrip(f' {JOINERS}')}…"
