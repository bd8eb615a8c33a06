"""The column that texts are found by, and the question that is asked of it: `search_key__words=Query.of("…")`."""

import re

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import Lookup

from records.search_key import search_key
from records.text import clean_text
from records.word_search.index import index_name
from records.word_search.query import Query

# A longer word is nobody's question, and PostgreSQL indexes none of more than 2,700 bytes.
LONGEST_WORD = 300
TOO_LONG = re.compile(f"[^ ]{{{LONGEST_WORD + 1}}}")


class SearchKeyField(models.TextField):
    """The words of the fields `of` of the same row in the spelling they are found by (records/search_key.py).

    It follows from them, so it has no place in forms, in the history or in the audit.
    """

    def __init__(self, *of, **kwargs):
        self.of = of
        super().__init__(**{"default": "", "editable": False, **kwargs})

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        return name, path, list(self.of), kwargs

    def pre_save(self, model_instance, add):
        key = self.key_of(getattr(model_instance, name) for name in self.of)
        setattr(model_instance, self.attname, key)
        return key

    def key_of(self, texts):
        """The key of `texts`, each by itself. A database expression has no words before it is stored."""
        keys = (search_key(clean_text(text)) for text in texts if isinstance(text, str))
        key = " ".join(key for key in keys if key)
        if TOO_LONG.search(key):
            key = " ".join(word[:LONGEST_WORD] for word in key.split(" "))
        return key


def search_key_fields(model):
    """The SearchKeyFields of `model`."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SearchKeyField)]


def with_search_keys(model, names):
    """The field names `names`, and that of each search key of `model` that follows from one of them."""
    return {*names, *(field.name for field in search_key_fields(model) if not set(field.of).isdisjoint(names))}


@SearchKeyField.register_lookup
class Words(Lookup):
    """Rows in which every phrase of a Query stands. Nothing stands in a row for a Query of nothing."""

    lookup_name = "words"
    prepare_rhs = False

    def get_db_prep_lookup(self, value, connection):
        if not isinstance(value, Query):
            raise TypeError(f"Ask for words with a Query, not with {value!r}.")
        if not value:
            raise EmptyResultSet
        return "%s", [value]

    def as_sqlite(self, compiler, connection):
        _sql, (query,) = self.get_db_prep_lookup(self.rhs, connection)
        model = self.lhs.target.model
        key, values = compiler.compile(Col(self.lhs.alias, model._meta.pk))
        index = connection.ops.quote_name(index_name(model))
        # Each phrase quoted, and no key holds a quotation mark: whatever was typed, nothing of it is an operator.
        phrases = " ".join(f'"{phrase}"' for phrase in query.keys)
        found = f"SELECT rowid FROM {index} WHERE {index} MATCH %s"  # noqa: S608 - a name of our own
        return f"{key} IN ({found})", [*values, phrases]

    def as_postgresql(self, compiler, connection):
        _sql, (query,) = self.get_db_prep_lookup(self.rhs, connection)
        key, values = compiler.compile(self.lhs)
        asked = [f"string_to_array({key}, ' ') @> %s::text[]"]
        given = [*values, sorted({word for phrase in query.phrases for word in phrase.words})]
        for phrase in query.phrases:
            if len(phrase.words) > 1:
                asked.append(f"strpos(' ' || {key} || ' ', %s) > 0")
                given += [*values, f" {phrase.key} "]
        return f"({' AND '.join(asked)})", given


@SearchKeyField.register_lookup
class Holds(Words):
    """The same rows, told from the row at hand: for a word so common that other filters lead to fewer rows."""

    lookup_name = "holds"

    def as_sqlite(self, compiler, connection):
        _sql, (query,) = self.get_db_prep_lookup(self.rhs, connection)
        key, values = compiler.compile(self.lhs)
        held = " AND ".join([f"instr(' ' || {key} || ' ', %s) > 0"] * len(query.keys))
        return f"({held})", [given for phrase in query.keys for given in (*values, f" {phrase} ")]
