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
