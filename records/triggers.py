"""Rules that the database itself keeps, as triggers, on SQLite and PostgreSQL.

A table that SQLite rebuilds in a later migration loses its triggers: such a migration sets them up again, and the tests
try every one of them on the migrated database.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH ROW WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
POSTGRESQL = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""
TRUNCATE = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END $body$;
CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""


def refuse(name, *, table, moment, condition, message):
    """A migration operation: the database refuses to `moment` ("INSERT", "UPDATE OF text", "DELETE") rows of `table`.

    `condition` is SQL over OLD and NEW that both databases read alike; it must be true or false, never NULL. The refusal
    reaches Django as an IntegrityError that says `message`.
    """
    parts = {"name": name, "table": table, "moment": moment, "condition": condition, "message": message}

    def set_up(apps, schema_editor):
        template = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
        schema_editor.execute(template.format(**parts))

    def take_down(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")

    return migrations.RunPython(set_up, take_down)


def refuse_truncate(name, *, table, message):
    """A migration operation: PostgreSQL refuses to TRUNCATE `table`, which no rule on rows would see. SQLite cannot."""

    def set_up(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(TRUNCATE.format(name=name, table=table, message=message))

    def take_down(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")

    return migrations.RunPython(set_up, take_down)


def keeping_triggers(*operations):
    """Migration `operations` on tables that SQLite rebuilds, as a list, with every trigger there is standing afterwards.

    All of them are taken down meanwhile: SQLite renames no table while a trigger names one that is not there.
    """
    standing = []

    def take_down(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            with schema_editor.connection.cursor() as cursor:
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
                standing[:] = cursor.fetchall()
            for name, _sql in standing:
                schema_editor.execute(f"DROP TRIGGER {name}")

    def set_up(apps, schema_editor):
        for _name, sql in standing:
            # Nothing stands for a parameter in it, though it may hold a per cent sign.
            schema_editor.execute(sql, params=None)
        standing.clear()

    return [
        migrations.RunPython(take_down, set_up),
        *operations,
        migrations.RunPython(set_up, take_down),
    ]
