"""One spelling for everything that should be found together: the key that text is indexed and asked for by.

What meets under one key:
- case, full width, ligatures, and the accents of Latin and Greek letters ("Qalʿa" and "qala", "Zürich" and "zurich");
- Russian ё and е. Other Cyrillic letters stay apart, й and и among them: their marks make them letters of their own;
- Arabic-script letters that keyboards and countries write differently: ي ی ى; ك ک; ة ه ۀ ہ ھ ە; أ إ آ ٱ ا; ؤ و; ګ گ.
  Final ة counts as ه, as Persian and Pashto write it. The free hamza ء is left out ("علماء" is also written "علما");
- vowel signs, tatweel and joiners, which are left out; Hebrew points too;
- every script's digits as 0-9.

What stays apart: the Pashto letters ښ ږ ټ ډ ړ ڼ ځ څ ې ۍ and ئ, Urdu ے, and the marks of scripts such as Devanagari.

Persian prints می‌خواهند with a joiner, without, and with a space. All three give one key: the joiner is left out, so is
the space after می and نمی and before ها, های and هایی. The price: خواهند alone, as a word, does not find such a verb.

Whatever is neither letter nor number (punctuation, apostrophes, signs) counts as a space, and a run of spaces as one.
"""

import unicodedata
from functools import lru_cache
from itertools import pairwise

from records.joiners import is_mark

LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳٵ", "ا"),
        **dict.fromkeys("يى", "ی"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("ةۃۀۂەہھ", "ه"),
        "ؤ": "و",
        "ګ": "گ",
        "ۓ": "ے",
        "ё": "е",
        "ѐ": "е",
        "ѝ": "и",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
    }
)

# Left out without a trace. Modifier letters stand for ayn and hamza in transliterations.
LEFT_OUT = set("\u0640\u0621\u0674ʼʻʾʿˈʹʺˮ\u00ad\u200b\u200c\u200d\u2060\ufeff")

# Marks that only tell how a letter sounds, by block (first, last): general accents, Hebrew points, Arabic vowel signs.
SOUND_MARKS = [
    (0x0300, 0x036F),
    (0x0483, 0x0487),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x0898, 0x089F),
    (0x08CA, 0x08FF),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
]

# Scripts whose precomposed letters are letters of their own: Cyrillic, Arabic.
WHOLE_LETTERS = [(0x0400, 0x052F), (0x0600, 0x06FF)]

# Persian word parts printed apart, with a joiner or in one: each is joined to the word it belongs to.
JOINS_NEXT = {"می", "نمی"}
JOINS_PREVIOUS = {"ها", "های", "هایی"}
JOINS = JOINS_NEXT | JOINS_PREVIOUS

# Of the first 128 characters, capitals become small, and what is neither letter nor digit a space.
ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}

# Letters of a word, with what clings to it, that is kept with its key.
LONGEST_CHUNK = 60


def within(char, ranges):
    return any(first <= ord(char) <= last for first, last in ranges)


@lru_cache(maxsize=20_000)
def clings(char):
    """Whether `char` belongs to the character before it: a mark, a character left out, a later part of a syllable."""
    return is_mark(char) or char in LEFT_OUT or 0x1160 <= ord(char) <= 0x11FF


@lru_cache(maxsize=20_000)
def folded(cluster):
    """The key of one character with all that clings to it; " " stands for what parts words."""
    whole = "".join(char for char in cluster if char not in LEFT_OUT)
    # Persian ی with a hamza above has no precomposed form; it is the letter ئ all the same.
    whole = whole.replace("\u06cc\u0654", "\u0626").replace("\u0649\u0654", "\u0626")
    whole = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", whole).casefold())
    key = "".join(folded_char(char) for char in whole)
    letters = []
    for char in unicodedata.normalize("NFC", key):
        # A mark with nothing to stand on would join the character before it the next time.
        if not is_mark(char) or (letters and letters[-1] != " "):
            letters.append(char)
    return "".join(letters)


def folded_char(char):
    """The key of one normalised, casefolded character."""
    if char in LEFT_OUT or within(char, SOUND_MARKS):
        return ""
    if unicodedata.decimal(char, None) is not None:
        return str(unicodedata.decimal(char))
    if unicodedata.category(char)[0] not in "LNM":
        return " "
    if not within(char, WHOLE_LETTERS):
        char = "".join(part for part in unicodedata.normalize("NFD", char) if not within(part, SOUND_MARKS))
    return char.translate(LETTERS)


def clusters(text):
    """Yield (start, end) of each character of `text` with all that clings to it."""
    start = 0
    for offset in range(1, len(text)):
        if not clings(text[offset]):
            yield start, offset
            start = offset
    if text:
        yield start, len(text)


def words_of(text):
    """The words of the key of `text`: each a list of (character, (start, end))."""
    words = [[]]
    for start, end in clusters(text):
        for char in folded(text[start:end]):
            if char == " ":
                words.append([])
            else:
                words[-1].append((char, (start, end)))
    return [word for word in words if word]


def spelled(word):
    return "".join(char for char, _span in word)


def is_arabic(word):
    return within(word[0], [(0x0620, 0x06FF)])


def one_word(before, after):
    """Whether two neighbouring words of a key, as text, count as one."""
    return (before in JOINS_NEXT or after in JOINS_PREVIOUS) and is_arabic(before) and is_arabic(after)


def keyed_once(text):
    """The key of `text` as a list of (character, (start, end)), before a second look."""
    words = words_of(text)
    keyed = list(words[0]) if words else []
    for before, after in pairwise(words):
        if not one_word(spelled(before), spelled(after)):
            gap = (before[-1][1][1], after[0][1][0])
            # One character may stand for two words, as ¼ does for 1 and 4: then nothing lies between them.
            keyed.append((" ", gap if gap[0] < gap[1] else before[-1][1]))
        keyed.extend(after)
    return keyed


def keyed(text):
    """The key of `text` as a list of (character, (start, end))."""
    found = keyed_once(text)
    # Letters that became neighbours, or came out of a compatibility form, may fold further: look until nothing changes.
    while (again := keyed_once(spelled(found))) and spelled(again) != spelled(found):
        found = [(char, (found[start][1][0], found[end - 1][1][1])) for char, (start, end) in again]
    return found


def search_key(text):
    """`text` in the one spelling it is indexed and asked for by; the key of a key is itself. Never raises.

    The characters of `keyed(text)`, found without where they come from: word by word, as a book repeats its words.
    """
    if text.isascii():
        # Nothing clings, folds or is joined among these: letters and digits are words, all else parts them.
        return " ".join(text.translate(ASCII).split())
    found = key_once(text)
    # What has become plain is its own key.
    while not found.isascii() and (again := key_once(found)) and again != found:
        found = again
    return found


def key_once(text):
    """The characters of `keyed_once(text)`."""
    words = []
    for chunk in text.split():
        words += chunk.translate(ASCII).split() if chunk.isascii() else words_of_chunk(chunk)
    if JOINS.isdisjoint(words):
        return " ".join(words)
    parts = words[:1]
    for before, after in pairwise(words):
        parts.append(after if one_word(before, after) else f" {after}")
    return "".join(parts)


def words_of_chunk(chunk):
    """The words in the key of a `chunk` without white space."""
    # What is longer is no word that stands in other texts as well.
    return known_words(chunk) if len(chunk) <= LONGEST_CHUNK else known_words.__wrapped__(chunk)


@lru_cache(maxsize=50_000)
def known_words(chunk):
    key = "".join(folded(chunk[start:end]) for start, end in clusters(chunk))
    return tuple(word for word in key.split(" ") if word)


def search_key_spans(text):
    """For each character of `search_key(text)`, the (start, end) in `text` it comes from, in code points.

    Starts and ends never fall from one to the next, so key[i:j] stands in `text` from spans[i][0] to spans[j - 1][1].
    A span takes in what was left out after its letter, so that a mark around it shows whole characters.
    """
    return [span for _char, span in keyed(text)]
