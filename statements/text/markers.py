"""How points announce themselves at the beginning of a line: "1.", "(a)", "Article 3", "الف)", "ماده ۳"."""

import re
from dataclasses import dataclass

# Words that head a numbered part, by rank: 1 holds 2 holds 3. English, French, Spanish, German, Turkish, Russian,
# Ukrainian, Tajik, Persian and Dari, Pashto, Arabic.
HEADS = {
    1: "part chapter title annex partie chapitre titre annexe parte capítulo título anexo teil kapitel bölüm ek "
    "глава раздел часть приложение розділ боб بخش فصل باب ضمیمه پیوست برخه څپرکی الفصل الباب الجزء الملحق",
    2: "article art section artículo artikel madde статья стаття моддаи ماده اصل المادة مادة",
    3: "paragraph para clause point item paragraphe punto párrafo cláusula absatz punkt fıkra пункт банди "
    "بند فقره البند بند الفقرة",
}
RANK_OF = {word: rank for rank, words in HEADS.items() for word in words.split()}

# Persian and Dari; Arabic, masculine and feminine; English.
COUNTING_WORDS = """
اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم
الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر
الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة
one two three four five six seven eight nine ten
"""
ORDINALS = {word: n for line in COUNTING_WORDS.splitlines() for n, word in enumerate(line.split(), 1)}

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщэюя"
# Arabic-script letters number points in the order of the alphabet or of the abjad; which one shows only further on.
ALPHABET = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
ABJAD = "ابجدهوزحطی"
ONE_LETTER = {"الف": "ا", "أ": "ا", "آ": "ا", "ك": "ک", "ي": "ی"}
ROMAN = re.compile(r"(?=[ivx])x{0,3}(ix|iv|v?i{0,3})", re.IGNORECASE)

# Tatweel too: it is typed for a dash. The hyphen is escaped for character classes.
DASH = "\\-–—‐‑−ـ"
HEAD = re.compile(
    r"(?P<head>[^\W\d_]+\.?)[ \u00a0]+(?P<value>\d{1,3}(?:\.\d{1,3})*|[^\W\d_]+)"
    rf"(?:[ ]*[.:)،{DASH}]|(?=[ ]*(?:\n|$))|(?=\t|  ))"
)
DECIMAL = re.compile(
    r"(?P<open>\(?)(?P<value>\d{1,3}(?:\.\d{1,3})*)"
    rf"(?:(?P<close>\.\)|[.)]|[ ]?[{DASH}](?![\da-zA-Z]))|(?=[ \t]))(?!\d)"
)
LETTER = re.compile(rf"(?P<open>\(?)(?P<value>[^\W\d_]{{1,6}})(?P<close>[.)]|[ ]?[{DASH}])(?=\s|[^\W\d_]{{2}}|$)")


@dataclass(frozen=True)
class Marker:
    """What heads a point: offsets (code points), its number as printed, how it is styled, and what it counts.

    `style` is the same for the points of one list. `rank` is that of a heading word (1 to 3), or None. `numbers` are
    the parts of the number as integers, outermost first.
    """

    start: int
    end: int
    label: str
    style: tuple
    rank: int | None
    numbers: tuple[int, ...]


def marker_at(text, start, last):
    """The Marker that begins at `start`, or None. `last` maps each style of the text so far to its latest Marker."""
    return head_at(text, start) or decimal_at(text, start, last) or letter_at(text, start, last)


def head_at(text, start):
    """A word that heads parts, with its number, alone on its line or set off: "Article 3", "فصل اول:"."""
    match = HEAD.match(text, start)
    if not match:
        return None
    word = match["head"].casefold().rstrip(".")
    numbers = counted(match["value"])
    if word not in RANK_OF or not numbers:
        return None
    rank = RANK_OF[word]
    return Marker(start, match.end(), text[start : match.end("value")], ("head", rank, word), rank, numbers)


def counted(value):
    """What the number after a heading word counts: digits of any script, a Roman numeral, an ordinal or a letter."""
    if value[0].isdecimal():
        return tuple(int(part) for part in value.split("."))
    if ROMAN.fullmatch(value):
        return (roman(value),)
    if value.casefold() in ORDINALS:
        return (ORDINALS[value.casefold()],)
    return tuple(places(value).values())[:1]


def decimal_at(text, start, last):
    """A number set off by a stop, a bracket or a dash; or a bare "2.1", when it goes on from 2 or 2.0."""
    match = DECIMAL.match(text, start)
    if not match or (match["open"] and match["close"] != ")"):
        return None
    numbers = tuple(int(part) for part in match["value"].split("."))
    style = ("decimal", len(numbers), match["open"], closing(match["close"]) if len(numbers) == 1 else "")
    if match["close"] is None and not goes_on(numbers, style, last):
        return None
    return Marker(start, match.end(), match["value"], same_list(numbers, style, last), None, numbers)


def same_list(numbers, style, last):
    """`style`, or that of the list whose next number this is: many texts print "1-", "2-", "3."."""
    if style in last or numbers[-1] == 1:
        return style
    before = (*numbers[:-1], numbers[-1] - 1)
    alike = [other for other, marker in last.items() if other[0] == "decimal" and marker.numbers == before]
    return alike[-1] if alike else style


def goes_on(numbers, style, last):
    """Whether a bare number follows on its list or opens one under its parent: else it may be any figure."""
    before = last[style].numbers if style in last else None
    if before and before[:-1] == numbers[:-1]:
        return numbers[-1] == before[-1] + 1
    return numbers[-1] == 1 and any(marker.numbers == numbers[:-1] for marker in last.values())


def closing(close):
    """What closes a marker, dashes of every kind alike."""
    return "-" if close and close.strip() in DASH else close


def letter_at(text, start, last):
    """A letter or a small Roman numeral set off, when it begins its list or goes on with it."""
    match = LETTER.match(text, start)
    if not match or (match["open"] and match["close"] != ")"):
        return None
    value = match["value"]
    readings = list(places(value).items())
    if ROMAN.fullmatch(value):
        readings.append(("roman", roman(value)))
    choices = []
    for kind, place in readings:
        style = ("letter", kind, value.isupper(), match["open"], closing(match["close"]))
        step = steps_on(value, place, last.get(style))
        # A letter next in its list is that letter; else one that begins a list does; else one that leaves some out.
        if step == 1:
            choices.append((0, style, last[style].numbers[0] + 1))
        elif place == 1:
            choices.append((1, style, 1))
        elif step:
            choices.append((1 + step, style, place))
    return next((Marker(start, match.end(), value, style, None, (n,)) for _cost, style, n in sorted(choices)), None)


def steps_on(value, place, before):
    """How many letters `value` is further on than the Marker `before` of its list; 0 for not at all.

    In Arabic script a letter further on in either order counts as the next.
    """
    if before is None:
        return 0
    if "arabic" not in places(value):
        return max(0, place - before.numbers[0])
    here, there = one_letter(value), one_letter(before.label)
    return int(any(order.find(here) > order.find(there) >= 0 for order in (ALPHABET, ABJAD)))


def one_letter(value):
    return ONE_LETTER.get(value, value.casefold())


def places(value):
    """The place of a letter, from 1, by the kind of alphabet it belongs to: empty for what is no single letter."""
    letter = one_letter(value)
    if len(letter) != 1:
        return {}
    orders = {"latin": LATIN, "cyrillic": CYRILLIC, "arabic": ABJAD if letter in ABJAD else ALPHABET}
    return {kind: order.index(letter) + 1 for kind, order in orders.items() if letter in order}


def roman(value):
    """The number that a Roman numeral up to 39 stands for."""
    worth = [{"i": 1, "v": 5, "x": 10}[char] for char in value.lower()]
    return sum(-n if n < after else n for n, after in zip(worth, [*worth[1:], 0], strict=True))
