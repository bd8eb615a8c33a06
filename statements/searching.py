"""The record searched by words: commitments, points and statements that hold them, in their own words or in a text."""

from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.utils.translation import gettext_lazy as _

from records.languages import Language
from records.levels import Level
from records.word_search.snippets import marked, snippet
from statements.models import Clause, Commitment, Passage, Statement, Version

# How many texts of one hit are shown with the words in them.
TEXTS_SHOWN = 2


@dataclass(frozen=True)
class Kind:
    """A kind of record to find. Words stand in a row of `model` itself, or in one of its `texts` (Passage, Version).

    `owner` is the link of a text to it, `version` the path from a text to its version, `statement` the path from the
    row to its statement; paths end in "__" or are empty.
    """

    name: str
    label: str
    model: type
    texts: type
    owner: str
    version: str
    statement: str
    order: tuple[str, ...]
    best_first: tuple[str, ...]

    def keys_holding(self, query, reader, language=""):
        """The keys, as a subquery, of rows in which, or in a text of which that `reader` sees, all of `query` stands.

        With a `language`, only texts in it count: what we say ourselves of a record is in no language of the record.
        """
        found = self.texts_of(reader, language).filter(search_key__words=query).values(self.owner)
        if not language:
            own = self.model.objects.filter(search_key__words=query).order_by()
            found = found.union(own.values("pk"), all=True)
        return found

    def texts_of(self, reader, language=""):
        """The texts that `reader` sees and may find words in, in no order."""
        texts = self.texts.objects.visible_to(reader).filter(**{f"{self.owner}__isnull": False}).order_by()
        if self.texts is Version and not sees_drafts(reader):
            texts = texts.filter(is_verbatim=True)
        return texts.filter(**{f"{self.version}language": language}) if language else texts


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "commitments",
            _("Commitments"),
            Commitment,
            Passage,
            "commitment",
            "version__",
            "clause__statement__",
            ("clause__position", "pk"),
            ("pk",),
        ),
        Kind(
            "points",
            _("Points"),
            Clause,
            Passage,
            "clause",
            "version__",
            "statement__",
            ("position", "pk"),
            # The whole point before the quotes in it.
            (F("commitment").asc(nulls_first=True), "pk"),
        ),
        Kind("statements", _("Statements"), Statement, Version, "statement", "", "", (), ("pk",)),
    )
}


def sees_drafts(reader):
    """Whether words in drafts count for `reader`: only to who may proofread them. A draft may say what its source does not."""
    return not isinstance(reader, Level) and reader is not None and reader.has_perm("statements.change_version")


@dataclass(frozen=True)
class Text:
    """A text in which words were found: `pieces` of it, and the version it is of or stands in."""

    version: Version
    pieces: list

    @property
    def language(self):
        return Language(self.version.language).label


@dataclass(frozen=True)
class Hit:
    """A record that holds the words: its name and what else it says of itself as pieces, and texts they stand in."""

    record: object
    statement: Statement
    name: list
    told: list
    texts: list

    @property
    def point(self):
        """The point that it is, or is quoted from; None for a statement."""
        if isinstance(self.record, Commitment):
            return self.record.clause
        return self.record if isinstance(self.record, Clause) else None

    @property
    def address(self):
        """The page on which it stands: a point has none of its own."""
        if isinstance(self.record, Clause):
            return f"{self.statement.get_absolute_url()}#point-{self.record.public_id}"
        return self.record.get_absolute_url()


@dataclass(frozen=True)
class Found:
    """The hits of one kind on one page, and how many there are in all; 0 where the page lies past the last."""

    kind: Kind
    hits: list
    number: int


def search(kind, query, reader, *, language="", statements=None, first=0, count=20):
    """The Found of `kind`: hits `first` to `first + count`, those of the latest statement first.

    `statements`, a queryset, are the only ones that hits may belong to.
    """
    rows = matching(kind, query, reader, language, statements)
    # Keys first, and their number with them: the words are looked up once.
    keys = list(rows.annotate(in_all=Window(Count("*"))).values_list("pk", "in_all")[first : first + count])
    by_key = kind.model.objects.select_related(f"{kind.statement}process").in_bulk([key for key, _number in keys])
    records = [by_key[key] for key, _number in keys if key in by_key]
    return Found(kind, hits_of(kind, records, query, reader, language), keys[0][1] if keys else 0)


def matching(kind, query, reader, language="", statements=None):
    """The rows of `kind` that hold `query`, those of the latest statement first."""
    rows = kind.model.objects.visible_to(reader).filter(pk__in=kind.keys_holding(query, reader, language))
    if statements is not None:
        rows = rows.filter(**{f"{kind.statement}pk__in": statements.order_by().values("pk")})
    return rows.order_by(f"-{kind.statement}issued_on_latest", f"-{kind.statement}pk", *kind.order)


def hits_of(kind, records, query, reader, language=""):
    """A Hit for each of `records`, with texts of it that hold the words, one of a version."""
    texts = kind.texts_of(reader, language).filter(**{f"{kind.owner}__in": records}).order_by(*kind.best_first)
    keys = {}
    # Of a few records, so that the words are not looked up among all texts again.
    for key, owner, version, words in texts.values_list("pk", kind.owner, f"{kind.version}pk", "search_key"):
        if query.stands_in(words):
            keys.setdefault(owner, {}).setdefault(version, key)
    keys = {owner: list(of_versions.values())[:TEXTS_SHOWN] for owner, of_versions in keys.items()}
    rows = kind.texts.objects.all()
    if kind.texts is Passage:
        rows = rows.select_related("version").defer("version__text", "version__search_key", "version__page_starts")
    by_key = rows.in_bulk([key for some in keys.values() for key in some])
    return [hit(record, [by_key[key] for key in keys.get(record.pk, ()) if key in by_key], query) for record in records]


def hit(record, texts, query):
    """The Hit of `record`, with the words marked in its name, in the rest of what it says of itself, and in `texts`."""
    key_field = type(record)._meta.get_field("search_key")
    name, *more = (getattr(record, name) for name in key_field.of)
    # The key of a row is that of each of its fields, one after the other.
    key = record.search_key[len(key_field.key_of([name])) :].strip()
    return Hit(
        record=record,
        statement=record if isinstance(record, Statement) else record.statement,
        name=marked(name, query),
        told=snippet("\n".join(filter(None, more)), key, query),
        texts=[text_found(text, query) for text in texts],
    )


def text_found(text, query):
    """The Text of a Passage or a Version."""
    if isinstance(text, Passage):
        return Text(text.version, snippet(text.exact, text.search_key, query))
    return Text(text, snippet(text.text, text.search_key, query))
