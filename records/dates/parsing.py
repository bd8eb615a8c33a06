"""From what someone typed to what is known of the date."""

import difflib
import re
import unicodedata

from records.dates import edtf, worded
from records.dates.calendars import Calendar, folded, month_named, months_by_name
from records.dates.refusal import EXAMPLES, DateNotUnderstood, Mismatch

LONGEST_TEXT = 300
# Words and the longest EDTF before them still fit into LONGEST_TEXT.
LONGEST_WORDS = 250
CALENDAR_NOTES = {f"({kind.label} calendar)": kind for kind in (Calendar.SOLAR_HIJRI, Calendar.LUNAR_HIJRI)}
NOTE = "|".join(re.escape(note) for note in CALENDAR_NOTES)
QUOTED = re.compile(rf'(?P<date>[^"“«]*?) ?["“«](?P<words>.*)["”»](?: (?P<note>{NOTE}))?')
NOTED = re.compile(rf"(?P<date>.*?) (?P<note>{NOTE})")
DASHES = re.compile("[\u2010-\u2015\u2212]")
JOINERS = "\u200c\u200d"
DAY_AND_WORD = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?[\s-]+(?:of )?(?P<name>[^\W\d_]+)")
WORD_AND_NUMBER = re.compile(r"(?P<name>[^\W\d_]+)[\s.]+\d{1,4}(?!\d)")
FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
THREE_NUMBERS = re.compile(r"(?<!\d)\d{1,4}([/.-])\d{1,2}\1\d{1,4}(?!\d)")
# “2000 prisoners” counts something; a year ends the text or its clause, or follows a word such as “in”.
YEAR_LIKE = re.compile(
    r"(?:(?<=\bin )|(?<=\bof )|(?<=\bby )|(?<=\bsince )|(?<=\byear ))(?P<led>\d{4})\b"
    r"|(?<![\w.,-])(?P<last>\d{4})(?=\W*$|[,;)])"
)
LIKELY_YEARS = {*range(1350, 1460), *range(1800, 2100)}
NUMBERS_ALONE = re.compile(r"[\d\s/.,:~?%+-]*\d[\d\s/.,:~?%+-]*")
EDTF_LIKE = re.compile(r"(?<!\w)(?:\d{4}-[\dx]|y-?\d{4}|\d{2,3}x|\.\./)")
SOME_WORD = re.compile(r"[^\W\d_]{3,}")


def cleaned(text):
    """`text` in NFC with single blanks; DateNotUnderstood when it holds a character that cannot be seen."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    for place, letter in enumerate(text, start=1):
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn") and letter not in JOINERS:
            name = unicodedata.name(letter, "unnamed")
            reason = f"character {place} is the invisible U+{ord(letter):04X} ({name.lower()})."
            shown = "".join("�" if unicodedata.category(one)[0] == "C" else one for one in text)
            raise DateNotUnderstood(shown, reason, "Delete it, or type the date again.")
    return text


def parse(text):
    """(EDTF, words, calendar) of what `text` says of a date; DateNotUnderstood for a date that cannot be."""
    if len(text) > LONGEST_TEXT:
        reason = f"it has {len(text)} characters, and a date takes at most {LONGEST_TEXT}."
        raise DateNotUnderstood(text, reason, "Shorten it, and keep longer wording in a note.")
    text = cleaned(text)
    if not text:
        raise DateNotUnderstood(text, "nothing is written.", f"{EXAMPLES}.")
    try:
        return quoted(text) or noted(text) or unquoted(text)
    except Mismatch as mismatch:
        raise mismatch.about(text) from mismatch


def quoted(text):
    """A date followed by the source's words in quotation marks, or such words alone; None when it is neither."""
    match = QUOTED.fullmatch(text)
    words = match and match["words"].strip()
    if not words:
        return None
    calendar = CALENDAR_NOTES.get(match["note"]) or calendar_named_in(words)
    if not match["date"]:
        return "", checked_words(words), calendar
    found = worded.read(prepared(match["date"]))
    if found is None:
        return None
    return found.span.edtf, checked_words(words), calendar if found.calendar == Calendar.GREGORIAN else found.calendar


def noted(text):
    """A date in EDTF with the calendar it was printed in, as in “2021-07-08 (solar Hijri calendar)”."""
    match = NOTED.fullmatch(text)
    span = match and edtf.read(match["date"])
    return span and (span.edtf, "", CALENDAR_NOTES[match["note"]])


def unquoted(text):
    plain = prepared(text)
    found = worded.read(plain)
    if found:
        foreign = any(letter.isalpha() and not letter.isascii() for letter in text)
        keeps_words = found.is_loose or foreign or found.calendar != Calendar.GREGORIAN
        return found.span.edtf, checked_words(text) if keeps_words else "", found.calendar
    refuse_what_looks_like_a_date(text, plain)
    return "", checked_words(text), Calendar.GREGORIAN


def prepared(text):
    return DASHES.sub("-", folded(text)).replace("،", ",").replace("\u200c", "").strip()


def checked_words(words):
    if len(words) > LONGEST_WORDS:
        reason = f"its words have {len(words)} characters, and at most {LONGEST_WORDS} are kept."
        raise Mismatch(reason, "Shorten them, and keep longer wording in a note.")
    return words


def calendar_named_in(words):
    """The Hijri calendar whose month the quoted words name beside a number, else the Gregorian one."""
    found = stated_in(words)
    return found.calendar if found else Calendar.GREGORIAN


def span_of(words, calendar):
    """The Span that the source's words state in that calendar; None when they state none."""
    found = stated_in(words)
    return found.span if found and found.calendar == calendar else None


def stated_in(words):
    """What the source's words state of a date, None when that is nothing or cannot be."""
    if not any(letter.isdigit() for letter in words):
        return None
    try:
        return worded.read(prepared(words))
    except Mismatch:
        return None


def refuse_what_looks_like_a_date(text, plain):
    """DateNotUnderstood for a text in which a date was meant; without effect on other words."""
    if not any(letter.isalnum() for letter in plain):
        raise DateNotUnderstood(text, "it has neither a word nor a number.", f"{EXAMPLES}.")
    if NUMBERS_ALONE.fullmatch(plain):
        raise DateNotUnderstood(text, "these numbers are not a date.")
    names = [match["name"] for form in (DAY_AND_WORD, WORD_AND_NUMBER) for match in form.finditer(plain)]
    has_month = any(month_named(name) for name in names)
    has_year = any(int(match["led"] or match["last"]) in LIKELY_YEARS for match in YEAR_LIKE.finditer(plain))
    may_be_year = any(int(number) in LIKELY_YEARS for number in FOUR_DIGITS.findall(plain))
    if (has_month and not may_be_year) or worded.fields(plain):
        raise DateNotUnderstood(text, "the year is missing, or has not four digits.")
    if has_year:
        reason = "it holds a year, but is not a date as a whole."
        if meant := misspelt_month(plain):
            reason = f"“{meant[0]}” is not the name of a month; “{meant[1]}” is."
        raise DateNotUnderstood(text, reason)
    if has_month or THREE_NUMBERS.search(plain) or EDTF_LIKE.search(plain):
        raise DateNotUnderstood(text, "it holds a date, but is not one as a whole.")


def misspelt_month(plain):
    """(word, month name) for the first word that is nearly a month's name, or None."""
    names = list(months_by_name())
    for word in SOME_WORD.findall(plain):
        close = difflib.get_close_matches(word, names, n=1, cutoff=0.75)
        if close and close[0] != word:
            return word.capitalize(), close[0].capitalize()
    return None
