"""Sources as CSL-JSON, the format in which Zotero and other reference managers exchange them, and back.

The fields and types are those of the schema csl-data.json of the Citation Style Language, version 1.0.2.
"""

from records.dates import DateNotUnderstood, PartialDate
from records.languages import Language
from records.models import Source

Kind = Source.Kind

TYPES = {
    Kind.ARTICLE: "article-newspaper",
    Kind.REPORT: "report",
    Kind.BROADCAST: "broadcast",
    Kind.POST: "post",
    Kind.DOCUMENT: "document",
    Kind.INTERVIEW: "interview",
}
# Where the whole that a source appeared in has a name, that is `container-title`; else there is only a `publisher`.
IN_A_CONTAINER = {Kind.ARTICLE, Kind.BROADCAST, Kind.POST}
KINDS = {
    **{csl_type: kind for kind, csl_type in TYPES.items()},
    **dict.fromkeys(("article", "article-journal", "article-magazine", "webpage", "entry", "review"), Kind.ARTICLE),
    **dict.fromkeys(("book", "chapter", "thesis", "paper-conference", "dataset", "manuscript"), Kind.REPORT),
    **dict.fromkeys(("motion_picture", "song", "speech", "performance"), Kind.BROADCAST),
    **dict.fromkeys(("post-weblog",), Kind.POST),
    **dict.fromkeys(
        ("bill", "hearing", "legal_case", "legislation", "pamphlet", "regulation", "treaty"), Kind.DOCUMENT
    ),
    **dict.fromkeys(("personal_communication",), Kind.INTERVIEW),
}


class CslNotUnderstood(ValueError):
    """An entry says something that no source can hold; `field` is the one of CSL-JSON that says it."""

    def __init__(self, field, sentence):
        self.field = field
        super().__init__(sentence)


def to_csl(source):
    """`source`, with its publisher, as an entry of CSL-JSON: a dict."""
    publisher = source.publisher.name if source.publisher else ""
    entry = {
        "id": str(source.public_id),
        "type": TYPES[source.kind],
        "title": source.title,
        "author": [{"literal": name} for name in source.authors.split(", ") if name],
        "container-title" if source.kind in IN_A_CONTAINER else "publisher": publisher,
        "issued": to_csl_date(source.published_on) if source.published_on else None,
        "URL": source.url,
        "archive_location": source.archived_url,
        "language": source.language,
    }
    return {name: value for name, value in entry.items() if value}


def to_csl_date(date):
    """The PartialDate `date` as a CSL date: in parts as far as these can say it, and else in the words to type for it."""
    span, parts = date.span, None
    if span and span.start and span.end:
        ends = [span.start] if span.start == span.end else [span.start, span.end]
        parts = [numbers_of(end) for end in ends]
    if not parts or None in parts:
        return {"literal": date.text}
    told = {"date-parts": parts, **({"circa": True} if date.approximate else {})}
    return told if from_parts(told) == date else {**told, "literal": date.text}


def numbers_of(part):
    """[year], [year, month] or [year, month, day] of one end of a span; None for what has no such parts."""
    numbers = part.edtf.removesuffix("~").split("-")
    whole = all(number.isdecimal() for number in numbers)
    if not whole or (len(numbers) > 1 and int(numbers[1]) > 12):
        return None
    return [int(number) for number in numbers]


def from_csl(entry):
    """What `entry`, a value of CSL-JSON, says of a source: a dict of values by field of Source.

    The publisher is a name, or "". CslNotUnderstood says what is in the way.
    """
    if not isinstance(entry, dict):
        raise CslNotUnderstood("", "This is no entry of CSL-JSON: each is written between { and }.")
    kind = kind_of(entry)
    whole, house = text_in(entry, "container-title"), text_in(entry, "publisher")
    return {
        "title": text_in(entry, "title"),
        "kind": kind,
        "authors": ", ".join(filter(None, map(name_of, list_in(entry, "author")))),
        "publisher": (whole or house) if kind in IN_A_CONTAINER else (house or whole),
        "published_on": from_csl_date(entry.get("issued")),
        "url": text_in(entry, "URL"),
        "archived_url": address_in(entry, "archive_location"),
        "language": language_of(text_in(entry, "language")),
    }


def text_in(entry, name):
    """The text of the field `name` of `entry`; "" where there is none."""
    value = entry.get(name)
    if value is None:
        return ""
    if isinstance(value, (dict, list, bool)):
        raise CslNotUnderstood(name, "A text is expected here.")
    return str(value).strip()


def address_in(entry, name):
    """As `text_in`; the field may hold a shelf mark as well, which is no address."""
    text = text_in(entry, name)
    return text if text.startswith(("https://", "http://")) else ""


def list_in(entry, name):
    value = entry.get(name) or []
    if not isinstance(value, list):
        raise CslNotUnderstood(name, "A list of names is expected here, written between [ and ].")
    return value


def kind_of(entry):
    kind = text_in(entry, "type")
    if kind and kind not in KINDS:
        raise CslNotUnderstood(
            "type", f"“{kind[:60]}” is no type that sources have here. Use one of {', '.join(TYPES.values())}."
        )
    return KINDS[kind] if kind else Kind.ARTICLE


def name_of(person):
    """One author as printed: given name, particles, family name, suffix; or the name as a whole."""
    if not isinstance(person, dict):
        raise CslNotUnderstood("author", "A name is expected here, written between { and }.")
    if literal := text_in(person, "literal"):
        return literal
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(filter(None, (text_in(person, part) for part in order)))


def language_of(text):
    """The Language in `text`: a code with or without a region ("fa-IR"), or its English name; English where none is given."""
    if not text:
        return Language.ENGLISH
    code = text.replace("_", "-").partition("-")[0].lower()
    for language in Language:
        if code == language.value or text.lower() == str(language.label).lower():
            return language
    known = ", ".join(Language.values)
    raise CslNotUnderstood("language", f"“{text[:60]}” is no language that sources have here. Use one of {known}.")


def from_csl_date(issued):
    """The PartialDate of a CSL date (an object, or a text in EDTF), None where there is none."""
    if issued is None or issued == "":
        return None
    if isinstance(issued, str):
        return understood(issued)
    if not isinstance(issued, dict):
        raise CslNotUnderstood("issued", 'A date is expected here: {"date-parts": [[2021, 7, 8]]}.')
    told = from_parts(issued)
    for name in ("literal", "raw"):
        if words := text_in(issued, name):
            worded = understood(words)
            # The words of the source say the same day, or say none.
            if told is None or (worded.earliest, worded.latest) == (told.earliest, told.latest):
                return worded
    return told


def from_parts(issued):
    """The PartialDate in the `date-parts` of a CSL date; None without any."""
    parts = issued.get("date-parts")
    if not parts:
        return None
    is_list = isinstance(parts, list) and all(isinstance(part, list) for part in parts)
    if not is_list or len(parts) > 2 or not all(1 <= len(part) <= 3 for part in parts):
        raise CslNotUnderstood("issued", "The parts of a date are a year, a month and a day, of one day or of two.")
    circa = "~" if issued.get("circa") else ""
    return understood("/".join(edtf_of(part) + circa for part in parts))


def edtf_of(part):
    """The EDTF text of [year], [year, month] or [year, month, day], whose numbers may be written as texts."""
    written = [str(number).strip() for number in part if not isinstance(number, bool)]
    if len(written) < len(part) or not all(number.isascii() and number.isdecimal() for number in written):
        raise CslNotUnderstood("issued", "The parts of a date are numbers: year, month, day.")
    year, *rest = (int(number[:9]) for number in written)
    return "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])


def understood(text):
    try:
        return PartialDate.parse(text)
    except DateNotUnderstood as refusal:
        raise CslNotUnderstood("issued", str(refusal)) from refusal
