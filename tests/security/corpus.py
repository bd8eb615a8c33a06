"""A record in which every text of every row, at every level, is a word found nowhere else.

What is hidden hangs in every way on what is shown: each foreign key of each model leads once from a public row to a
hidden one, and public rows lead to hidden ones by each link that hides nothing (tests/security/arrangements.py).
"""

import datetime as dt
import io
from dataclasses import dataclass, field

import pikepdf
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django_countries.fields import CountryField

from briefs.models import Brief
from events.models import EventParty
from records.dates import PartialDate
from records.fields import PartialDateField
from records.levels import Level
from records.models import Kept, Source, User
from records.models.from_dataset import DigestField
from records.text_fields import LookAlikeKeyField
from records.word_search.field import SearchKeyField
from statements.models import Deadline, Omission, Passage, Statement, StatementLink, Version
from statements.text.anchors import anchor_at
from talks.models import Participation, PartyLink
from tests.factories import briefs, events, records, statements, talks, tracking
from tests.factories.records import UserFactory
from tests.security import tokens
from tests.security.arrangements import ARRANGEMENTS, issue_editions
from tests.security.tokens import Ledger
from tracking.models import Evidence

ROOMS = (records, talks, statements, events, tracking, briefs)
FACTORIES = {
    made._meta.model: made
    for room in ROOMS
    for name, made in vars(room).items()
    if isinstance(made, type) and made.__module__ == room.__name__ and name == f"{made._meta.model.__name__}Factory"
}
LEVELS = {
    tokens.PUBLIC: {"level": Level.PUBLIC},
    tokens.RESTRICTED: {"level": Level.RESTRICTED},
    tokens.CONFIDENTIAL: {"level": Level.CONFIDENTIAL},
    tokens.EMBARGOED: {"level": Level.PUBLIC, "embargo_until": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)},
}
# Names of countries, and keys that are worked out from a text beside them.
NO_TEXTS = (CountryField, DigestField, LookAlikeKeyField, SearchKeyField)


def kept_models():
    """The models of kept rows, each after all that it hangs on."""
    found = []

    def add(model):
        for name in model.hangs_on:
            above = model._meta.get_field(name).related_model
            if above is not model:
                add(above)
        if model not in found:
            found.append(model)

    for model in apps.get_models():
        if issubclass(model, Kept):
            add(model)
    return found


def text_fields(model):
    """The fields of `model` in which words can stand."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField)
    return [
        text
        for text in model._meta.concrete_fields
        if isinstance(text, kinds) and not text.flatchoices and not isinstance(text, NO_TEXTS)
    ]


@dataclass
class Corpus:
    """The rows kept, {model: [row]}, and among them one of each kind with a level of its own, {(kind, model): row}."""

    ledger: Ledger = field(default_factory=Ledger)
    rows: dict = field(default_factory=dict)
    own: dict = field(default_factory=dict)
    # Of each model a few rows that between them hang in every way: one of each kind, and those with a past.
    few: dict = field(default_factory=dict)
    # Of each kind the last request to show such a record more widely.
    requests: dict = field(default_factory=dict)
    author: User | None = None

    def spine(self, model):
        """The public row of `model` that the others hang on."""
        return self.own[tokens.PUBLIC, model]

    def hidden(self, model):
        """A confidential row of `model`."""
        return self.own[tokens.CONFIDENTIAL, model]

    def word(self, kind, model, name):
        return self.ledger.word(kind, f"{model._meta.label}.{name}")

    def words_for(self, model, kind, names=None):
        """{field name: value} with a new word of `kind` in every text of a row of `model`, or in those called `names`."""
        texts = [text for text in text_fields(model) if text.name not in QUOTED.get(model, ())]
        return {text.name: self.value_of(text, model, kind) for text in texts if names is None or text.name in names}

    def value_of(self, text, model, kind):
        if model is Version and text.name == "text":
            return " ".join(["1.", *(self.word(kind, model, f"text ({part})") for part in ("start", "middle", "end"))])
        word = self.word(kind, model, text.name)
        if isinstance(text, PartialDateField):
            return PartialDate("2021-07-08", words=word)
        if isinstance(text, models.JSONField):
            return {"title": word}
        if isinstance(text, models.URLField):
            return f"https://{word}.example/"
        if isinstance(text, models.BinaryField):
            return paper_with(word)
        return ContentFile(paper_with(word), name="paper.pdf") if isinstance(text, models.FileField) else word

    def links_for(self, model, given):
        """{foreign key: row} of what a row of `model` hangs on: public rows unless `given` says otherwise."""
        found = {}
        for name in model.hangs_on:
            above = model._meta.get_field(name).related_model
            if name not in given and above is not model and name not in LEFT_EMPTY.get(model, ()):
                anew = name in MADE_ANEW.get(model, ())
                found[name] = FACTORIES[above]() if anew else self.spine(above)
        return {**found, **given}

    def add(self, model, kind, own_level=None, **given):
        """A row of `model` whose words are of `kind`, with the level of that kind unless told another."""
        texts = {text.name for text in text_fields(model)} - given.keys()
        values = {**self.words_for(model, kind, texts), **self.links_for(model, given)}
        if model.has_level:
            values = {**LEVELS[own_level or kind], "created_by": self.author, "changed_by": self.author, **values}
        if model in SHAPES:
            values |= SHAPES[model](values)
        row = FACTORIES[model](pk=self.ledger.key(kind, model), **values)
        self.rows.setdefault(model, []).append(row)
        self.note_ids(row, kind)
        return row

    def note_ids(self, row, kind):
        """Write down that the key and the public id of `row` are of `kind`."""
        self.ledger.note(str(row.pk), kind, f"{row._meta.label} key")
        if hasattr(row, "public_id"):
            self.ledger.note(str(row.public_id), kind, f"{row._meta.label} public id")

    def add_of_each_kind(self, model):
        """Rows of `model` of every kind; and public ones, each below a hidden row by another of its links."""
        for kind in LEVELS if model.has_level else [tokens.PUBLIC]:
            self.own[kind, model] = self.add(model, kind)
            if kind != tokens.RESTRICTED:
                self.few.setdefault(model, []).append(self.own[kind, model])
        for place, name in enumerate(model.hangs_on):
            above = model._meta.get_field(name).related_model
            # A detail has no level of its own: the first of its links gives it each.
            for kind in tokens.HIDDEN if place == 0 and not model.has_level else [tokens.CONFIDENTIAL]:
                self.add(model, kind, tokens.PUBLIC, **{name: self.own[kind, above]}, **BELOW.get((model, name), {}))


def whole_corpus(*, draws_editions):
    """The Corpus, stored."""
    corpus = Corpus()
    corpus.author = UserFactory(
        username=corpus.word(tokens.TEAM, User, "username"),
        **{name: corpus.word(tokens.ACCOUNTS, User, name) for name in ("first_name", "last_name", "email")},
    )
    corpus.rows[User] = corpus.few[User] = [corpus.author]
    for model in kept_models():
        corpus.add_of_each_kind(model)
    for arrange in ARRANGEMENTS:
        arrange(corpus)
    if draws_editions:
        issue_editions(corpus)
    return corpus


def paper_with(word):
    """A PDF with `word` in a stream that is stored compressed."""
    data = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(f"% {word}".encode())
        pdf.save(data, compress_streams=True, recompress_flate=True)
    return data.getvalue()


def passage_shape(values):
    """Where the passage stands. The words it quotes are those of its version, and no words of its own."""
    text = values["version"].text
    quoted = text.split()[2]
    anchor = anchor_at(text, text.index(quoted), text.index(quoted) + len(quoted))
    quote = {name: getattr(anchor, name) for name in ("start", "end", "exact", "prefix", "suffix")}
    return {**quote, "is_disputed": True}


# What a row needs beside words and links so that the rules of its model accept it and its pages show it.
SHAPES = {Passage: passage_shape, Deadline: lambda values: {"terms": Deadline.Terms.DATED}}
# Texts that repeat those of another row, are worked out when it is saved, or are codes of ours.
QUOTED = {
    Brief: ("sections",),
    Passage: ("exact", "prefix", "suffix"),
    Source: ("document_sha256",),
    Version: ("document_sha256", "page_starts"),
}
# Links left empty, unless a row is to hang by them on a hidden one.
LEFT_EMPTY = {Deadline: ("amended_by",), Passage: ("commitment",)}
# Links to another public row each time, because two rows with the same links would be one.
MADE_ANEW = {
    EventParty: ("party",),
    Omission: ("version",),
    Evidence: ("event",),
    Participation: ("party",),
    PartyLink: ("other",),
    StatementLink: ("earlier",),
}
# What else must be so in a row that hangs by this link on a hidden one.
BELOW = {(Statement, "process"): {"round": None}}
