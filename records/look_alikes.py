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


def letters_of_other_scripts(text):
    """The letters of `text` that look Latin and are not, each with its name: “о (Cyrillic small letter o)”; in order."""
    found = dict.fromkeys(letter for letter in text if letter in LATIN_LOOKS)
    return [f"{letter} ({unicodedata.name(letter).capitalize()})" for letter in found]


# Of a key, so much is kept in the row: an index takes no more, and names that differ later still are no look-alikes to fear.
KEPT_LENGTH = 300


def kept_key(text):
    """As `look_alike_key`, no longer than what is kept."""
    return look_alike_key(text)[:KEPT_LENGTH]


def look_alikes(row, reader, at):
    """The records of the kind of `row` that carry a name looking like its own, as far as `reader` sees them at `at`.

    `row` is a record with a name, or a further name of one (its model says in `names_its` of which). Its own record is
    not among them. Places of one spelling are usual: for a kind with `namesakes_are_usual`, only another spelling counts.
    """
    owner = getattr(row, row.names_its) if row.names_its else row
    kind = type(owner)
    look = kept_key(row.name)
    found = kind.objects.none()
    for path in kind.named_by:
        rows = kind.objects.visible_to(reader, at).exclude(pk=owner.pk).filter(**{f"{path}look": look})
        found = found | (rows.exclude(**{f"{path}name": row.name}) if kind.namesakes_are_usual else rows)
    return found.distinct()
