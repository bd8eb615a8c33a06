"""The number of a point in its whole text, the same in every language: “12 (b)” for الف-ب of ماده ۱۲ as for (b) of Article 12."""

import re
import unicodedata

HEAD = re.compile(r"[^\W\d_]+\.?[ \u00a0]+\S")
# Words for the same kind of part, by language, as far as their numbers are told from those of articles by them.
KINDS = {
    "annex": "annexe anexo ek приложение додаток ضمیمه پیوست الملحق",
    "chapter": "chapitre capítulo kapitel bölüm глава розділ боб فصل څپرکی الفصل",
    "part": "partie parte teil часть بخش برخه الجزء",
}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split()}
LATIN = "abcdefghijklmnopqrstuvwxyz"


def full_numbers(points):
    """The numbers of `points`, Points in the order of their text, as a list.

    A point without others above it is known by what it counts; one below “12” as “12 (b)”. Of headings the lowest kind,
    such as articles, is known by its number alone, since those above merely gather them.
    """
    heads = [point.level for point in points if is_head(point)]
    lowest, open_points, found = max(heads, default=0), [], []
    for point in points:
        open_points = [(level, number) for level, number in open_points if level < point.level]
        above = next((number for _level, number in reversed(open_points)), "")
        number = full_number(point, above, is_lowest=point.level == lowest)
        if is_head(point) and point.level < lowest:
            # What it gathers is not counted anew below it; only what stands in it without a heading is its own.
            open_points = []
        open_points.append((point.level, number))
        found.append(number)
    return found


def number_key(number):
    """What is alike for the number of one point in every language: “Annex 4, 2” for “پیوست ۴, 2”."""
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in number.casefold())
    word, space, rest = digits.partition(" ")
    return f"{KIND_OF.get(word, word)}{space}{rest}"


def full_number(point, above, *, is_lowest):
    if is_head(point):
        return str(point.number) if is_lowest else point.label
    parts = decimals(point.label)
    if len(parts) > 1:
        return ".".join(parts)
    if not above:
        return str(point.number)
    if parts:
        return f"{above} ({parts[0]})" if above[-1:].isdigit() and above.isdigit() else f"{above}, {parts[0]}"
    return f"{above} ({letter(point)})"


def is_head(point):
    """Whether the point begins with a word such as “Article”."""
    return bool(HEAD.match(point.label))


def decimals(label):
    """The parts of a number in digits of any script, as ASCII digits; empty for what is no number."""
    parts = label.split(".")
    if not all(part.isdecimal() for part in parts):
        return []
    return ["".join(str(unicodedata.decimal(digit)) for digit in part) for part in parts]


def letter(point):
    """The letter of a point, as the Latin alphabet counts; as printed where it counts no further."""
    if point.label.isascii() or point.number > len(LATIN):
        return point.label
    return LATIN[point.number - 1]
