"""The index over a SearchKeyField: FTS5 on SQLite, GIN on PostgreSQL, kept by the database itself.

A key is words with one space between them, and both databases part it at the spaces and nowhere else. FTS5 keeps no
copy of the keys: it reads them from the table. PostgreSQL indexes them as an array of words, not as a tsvector, whose
parser parts words in its own way, whose places end at the 16,383rd word, and which refuses what is longer than 1 MB.
"""

from contextlib import contextmanager

from django.db import connection, migrations
from django.db.models.expressions import RawSQL

# Rows whose keys are worked out at a time.
BATCH = 500

# Everything is part of a word but spaces (category Z). No diacritic is removed: the key has lost those it should lose.
TOKENIZER = """tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'" """
ADDED = (
    "CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN "
    "INSERT INTO {index}(rowid, {column}) VALUES (NEW.id, NEW.{column}); END"
)
ADDED_DOWN = "DROP TRIGGER {index}_added"
ADD_ALL = "INSERT INTO {index}(rowid, {column}) SELECT id, {column} FROM {table} WHERE id > %s"
SQLITE = (
    "CREATE VIRTUAL TABLE {index} USING fts5({column}, content = '{table}', content_rowid = 'id', " + TOKENIZER + ")",
    ADDED,
    "CREATE TRIGGER {index}_changed AFTER UPDATE OF {column} ON {table} WHEN OLD.{column} <> NEW.{column} BEGIN "
    "INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', OLD.id, OLD.{column}); "
    "INSERT INTO {index}(rowid, {column}) VALUES (NEW.id, NEW.{column}); END",
    "CREATE TRIGGER {index}_deleted AFTER DELETE ON {table} BEGIN "
    "INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', OLD.id, OLD.{column}); END",
    "INSERT INTO {index}({index}) VALUES ('rebuild')",
)
SQLITE_DOWN = (
    ADDED_DOWN,
    "DROP TRIGGER {index}_changed",
    "DROP TRIGGER {index}_deleted",
    "DROP TABLE {index}",
)
POSTGRESQL = ("CREATE INDEX {index} ON {table} USING gin (string_to_array({column}, ' '))",)
POSTGRESQL_DOWN = ("DROP INDEX {index}",)
EVERYTHING_AGAIN = {
    "sqlite": "INSERT INTO {index}({index}) VALUES ('rebuild')",
    "postgresql": "REINDEX INDEX {index}",
}


def index_name(model):
    return f"{model._meta.db_table}_words"


def index_words(room, model_name):
    """Migration operations: the rows that are stored get their keys, and the index over them is set up."""

    def set_up(apps, schema_editor):
        run(schema_editor, apps.get_model(room, model_name), SQLITE, POSTGRESQL)

    def take_down(apps, schema_editor):
        run(schema_editor, apps.get_model(room, model_name), SQLITE_DOWN, POSTGRESQL_DOWN)

    def fill_in(apps, schema_editor):
        write_keys(apps.get_model(room, model_name))

    return [migrations.RunPython(fill_in, migrations.RunPython.noop), migrations.RunPython(set_up, take_down)]


def run(schema_editor, model, sqlite, postgresql):
    parts = {"index": index_name(model), "table": model._meta.db_table, "column": "search_key"}
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        # Nothing stands for a parameter in it.
        schema_editor.execute(statement.format(**parts), params=None)


def write_keys(model, keys=None):
    """Work out the search keys of the rows of `model` anew (of those with these primary `keys`); how many were wrong.

    Nothing else in the rows changes and nothing is entered in the audit: a key says nothing that the row does not.
    """
    field = model._meta.get_field("search_key")
    rows = model._base_manager.order_by("pk")
    rows = rows if keys is None else rows.filter(pk__in=keys)
    changed, last = 0, 0
    while part := list(rows.filter(pk__gt=last).values_list("pk", "search_key", *field.of)[:BATCH]):
        last = part[-1][0]
        for key, was, *texts in part:
            if (now := field.key_of(texts)) != was:
                raw_update(model, key, now)
                changed += 1
    return changed


def raw_update(model, key, value):
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(model._meta.db_table)} SET search_key = %s WHERE id = %s",  # noqa: S608 - names of our own
            [value, key],
        )


@contextmanager
def indexed_at_once(model):
    """Rows of `model` that are stored meanwhile are put into the index together, when it ends. In one transaction.

    An index on SQLite that is told of each row by itself writes to the disk for each: a statement that sets off a
    trigger may be undone alone, and FTS5 prepares for that. PostgreSQL collects them by itself.
    """
    if connection.vendor != "sqlite":
        yield
        return
    parts = {"index": index_name(model), "table": model._meta.db_table, "column": "search_key"}
    last = model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute(ADDED_DOWN.format(**parts))
        yield
        cursor.execute(ADDED.format(**parts))
        cursor.execute(ADD_ALL.format(**parts), [last])


def rebuild(model):
    """Make the index of `model` anew from the keys in its rows."""
    statement = EVERYTHING_AGAIN[connection.vendor].format(index=index_name(model))
    with connection.cursor() as cursor:
        cursor.execute(statement)


def keys_holding(model, query, most=None):
    """The keys of rows of `model` that hold `query`, whoever may see them: an expression of at most so many rows.

    The index stops at the last of them, where a condition on the table would have it find all first.
    """
    if connection.vendor != "sqlite":
        return model._base_manager.filter(search_key__words=query).order_by().values("pk")[:most]
    index = connection.ops.quote_name(index_name(model))
    # Each phrase quoted, and no key holds a quotation mark: whatever was typed, nothing of it is an operator.
    phrases = " ".join(f'"{phrase}"' for phrase in query.keys)
    asked = f"SELECT rowid FROM {index} WHERE {index} MATCH %s LIMIT %s"  # noqa: S608 - a name of our own
    return RawSQL(asked, [phrases, -1 if most is None else most])  # noqa: S611 - see above


def number_holding(model, query, most):
    """How many rows of `model`, whoever may see them, hold `query`; `most` + 1 when there are more. To plan by, not to show."""
    if connection.vendor != "sqlite":
        return keys_holding(model, query, most + 1).count()
    keys = keys_holding(model, query, most + 1)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({keys.sql})", keys.params)  # noqa: S608 - see above
        return cursor.fetchone()[0]
