"""The text of a plain file: which encoding it is in is told where it is certain, and otherwise asked.

Certain are a byte order mark, UTF-8 that holds together, and UTF-16 that reads as text in one byte order alone. Of the
older encodings of one byte a letter it is certain when one reading alone has words as words are written: letters of one
script that our languages have, capitals at the beginning or throughout, no signs within a word.
"""

import re
import string

from charset_normalizer import from_bytes
from charset_normalizer.constant import IANA_SUPPORTED

from records.text import VERBATIM_LENGTH
from statements.extraction.refusals import Choice, Refused, Unsure

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Encodings of one byte a letter in which texts in our languages come, the commonest first. What is in none of them is
# ill-written in all.
OLDER = (
    *("cp1252", "cp1256", "cp1251", "cp1254", "iso8859_6", "koi8_r", "koi8_u", "cp866", "iso8859_5"),
    *("iso8859_9", "iso8859_15", "mac_roman", "cp850", "cp437"),
)
# Rarer ones, which a person may still know by sight.
RARE = ("mac_arabic", "cp720", "mac_cyrillic")
NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 (little endian)",
    "utf-16-be": "UTF-16 (big endian)",
    "cp1252": "Windows-1252 (Western)",
    "cp1256": "Windows-1256 (Arabic, Persian)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1254": "Windows-1254 (Turkish)",
    "iso8859_6": "ISO 8859-6 (Arabic)",
    "iso8859_5": "ISO 8859-5 (Cyrillic)",
    "koi8_r": "KOI8-R (Russian)",
    "koi8_u": "KOI8-U (Ukrainian)",
    "cp866": "DOS 866 (Cyrillic)",
    "mac_roman": "Mac OS Roman",
    "mac_arabic": "Mac OS Arabic",
    "mac_cyrillic": "Mac OS Cyrillic",
    "cp720": "DOS 720 (Arabic)",
}
# How much is looked at, and shown, before a person is asked. Bytes and code points.
SAMPLE = 64 * 1024
SHOWN = 300
OFFERED = 6
# Of the words that hold other letters than English ones, this share may be ill-written in a reading that is certain, and in
# one that is possible at all.
CERTAIN, POSSIBLE = 0.02, 0.1

LATIN = set("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßğışňžșțąćęłńśźżčďěřšťůőű")
LATIN |= {letter.upper() for letter in LATIN if len(letter.upper()) == 1} | {"İ", *string.ascii_letters}
CYRILLIC = set("абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґғӣқӯҳҷ")
CYRILLIC |= {letter.upper() for letter in CYRILLIC}
ARABIC = re.compile("[\u0620-\u065f\u0670-\u06d3\u06d5\u06ee\u06ef\u200c\u200d]+")
# What stands before and after a word.
AROUND = string.punctuation + "¿¡“”‘’‚„«»‹›…–—•،؛؟·°©®™§¶†‡€£¥\u00a0\u200e\u200f"
WITHIN = re.compile("[-'’/.,:;@&_()\\[\\]\u200c–—«»“”]|[0-9٠-٩۰-۹]")


def text_of(data, encoding=""):
    """(text, name of its encoding) of a plain file; `encoding` is what a person chose, if they were asked.

    Unsure, with the choices, where it is not certain; Refused for what is no text.
    """
    if encoding:
        # Python knows codecs of other things than texts.
        text = decoded(data, encoding) if encoding in {*NAMES, *OLDER, *IANA_SUPPORTED} else None
        if text is None:
            raise Refused("encoding", what=NAMES.get(encoding, encoding))
    else:
        text, encoding = told(data)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise Refused("no_text")
    if len(text) > VERBATIM_LENGTH:
        raise Refused("too_long", most=f"{VERBATIM_LENGTH:,}")
    return text, encoding


def decoded(data, encoding):
    """The text that `data` is in `encoding`; None when it is not, or when there is no such encoding of texts."""
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def told(data):
    """(text, encoding) where that is certain."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = decoded(data, encoding)
            if text is None:
                raise Refused("cut" if encoding == "utf-16" else "encoding", what=encoding)
            return text, encoding
    if b"\x00" in data:
        return told_wide(data)
    text = decoded(data, "utf-8")
    if text is not None:
        return text, "utf-8"
    return told_older(data)


def told_wide(data):
    """(text, encoding) of UTF-16 or UTF-32 without a byte order mark; Refused for what reads as text in neither."""
    readings = {encoding: decoded(data, encoding) for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")}
    readings = {encoding: text for encoding, text in readings.items() if text is not None and is_text(text)}
    if len(readings) == 1:
        ((encoding, text),) = readings.items()
        return text, encoding
    if not readings:
        raise Refused("binary")
    raise Unsure(choice(data, encoding) for encoding in readings)


def is_text(text):
    """Whether `text` consists of what a text consists of: no signals to machines, lines and words parted by white space."""
    return all(char.isprintable() or char in "\n\r\t\f\u00a0\u200c\u200d\u200e\u200f\ufeff" for char in text) and (
        len(text) < SHOWN or " " in text or "\n" in text
    )


def told_older(data):
    """(text, encoding) in an encoding of one byte a letter, where one reading alone is written as words are."""
    signals = sum(data.count(byte) for byte in (*range(1, 9), *range(14, 27), *range(28, 32)))
    if signals:
        raise Refused("binary")
    sample = data[:SAMPLE]
    faults = {}
    for encoding in OLDER:
        text = decoded(data, encoding)
        if text is not None:
            faults[encoding] = share_of_ill_written(decoded(sample, encoding))
    ranked = sorted(faults, key=lambda encoding: faults[encoding])
    possible = {encoding for encoding in ranked if faults[encoding] < POSSIBLE}
    readings = {decoded(data, encoding) for encoding in possible}
    if len(readings) == 1 and faults[ranked[0]] < CERTAIN:
        return readings.pop(), next(encoding for encoding in OLDER if encoding in possible)
    raise Unsure(choices(data, [*(one for one in ranked if one in possible), *ranked]))


def choices(data, ranked):
    """The Choices for a person: the likeliest readings that differ, and what charset-normalizer makes of the bytes."""
    guesses = [guess.encoding for guess in from_bytes(data[:SAMPLE])]
    # Those of mainframes have other places for the plain alphabet too, and those of East Asia hold none of our languages.
    guesses = [encoding for encoding in guesses if decoded(b"Az09", encoding) == "Az09" and is_likely(data, encoding)]
    shown = {}
    for encoding in [*ranked[:4], *guesses[:2], *ranked[4:], *RARE]:
        one = choice(data, encoding)
        if one is not None and one.lines not in shown:
            shown[one.lines] = one
    return list(shown.values())[:OFFERED]


def is_likely(data, encoding):
    """Whether at least one word with other letters than English ones is written as words are."""
    text = decoded(data, encoding)
    return text is not None and share_of_ill_written(text[:SAMPLE]) < 1


def choice(data, encoding):
    """The Choice of one encoding, showing the lines around the first letter that is not English; None if it cannot be."""
    text = decoded(data, encoding)
    if text is None:
        return None
    first = next((place for place, char in enumerate(text) if not char.isascii()), 0)
    start = max(0, text.rfind("\n", 0, max(0, first - 40)) + 1)
    lines = "".join(char if char.isprintable() or char == "\n" else "·" for char in text[start : start + SHOWN])
    return Choice(encoding, lines.strip())


def share_of_ill_written(text):
    """The share (0 to 1) of the words of `text` with letters other than English ones that are no words of a language."""
    words = [word for word in text.split() if not word.isascii()]
    if not words:
        return 0.0
    return sum(1 for word in words if is_ill_written(word.strip(AROUND))) / len(words)


def is_ill_written(word):
    """Whether `word`, without what stands around it, mixes scripts or capitals, or holds what no word holds."""
    return any(not is_plain(part) for part in WITHIN.split(word) if part)


def is_plain(letters):
    if ARABIC.fullmatch(letters):
        return True
    for alphabet in (LATIN, CYRILLIC):
        if alphabet.issuperset(letters):
            return is_cased(letters) and not is_foreign(letters, alphabet)
    return False


def is_cased(letters):
    """Whether capitals stand at the beginning alone, or throughout."""
    return letters[1:] == letters[1:].lower() or letters == letters.upper()


def is_foreign(letters, alphabet):
    """Whether a longer Latin word has hardly a letter of the plain alphabet, as Cyrillic read as Latin does."""
    return alphabet is LATIN and len(letters) > 3 and sum(letter.isascii() for letter in letters) * 3 < len(letters)
