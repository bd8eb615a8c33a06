"""Letters of other alphabets that look Latin, so that a name spelled with them can be told from the one it imitates."""

import unicodedata

# Cyrillic, Greek and Armenian letters whose usual shape is that of a Latin letter; a selection from what readers
# take for one another in print, capitals and small letters apart, since their shapes differ.
LATIN_LOOKS = {
    # Cyrillic capitals
    "А": "A", "В": "B", "Е": "E", "Ѕ": "S", "І": "I", "Ї": "Ï", "Ј": "J", "К": "K", "М": "M", "Н": "H", "О": "O",
    "Р": "P", "С": "C", "Т": "T", "У": "Y", "Х": "X", "Ѵ": "V", "Ү": "Y", "Һ": "H", "Ԁ": "D", "Ԛ": "Q", "Ԝ": "W",
    "Ӏ": "I", "З": "3", "Ь": "b",
    # Cyrillic small letters
    "а": "a", "е": "e", "ѕ": "s", "і": "i", "ї": "ï", "ј": "j", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x",
    "ѵ": "v", "һ": "h", "ԁ": "d", "ԛ": "q", "ԝ": "w", "ӏ": "l", "ү": "y", "к": "k", "г": "r",
    # Greek capitals
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P",
    "Τ": "T", "Υ": "Y", "Χ": "X", "Ϲ": "C", "Ϳ": "J",
    # Greek small letters
    "α": "a", "γ": "y", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "υ": "u", "χ": "x", "ϲ": "c", "ϳ": "j",
    # Armenian
    "Օ": "O", "Ս": "U", "Լ": "L", "օ": "o", "ո": "n", "ս": "u", "հ": "h", "ց": "g", "յ": "j",
}  # fmt: skip
TABLE = str.maketrans(LATIN_LOOKS)


def look_alike_key(text):
    """The look of `text`: two texts with one key can hardly be told apart by eye, though their letters differ.

    Accents count, case does not. Compare keys only with each other; a key is no spelling of anything.
    """
    looks = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).translate(TABLE)).casefold()
    return unicodedata.normalize("NFKC", looks.translate(TABLE))
