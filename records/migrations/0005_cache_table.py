"""The table of the cache that counts tries to sign in; unused when REDIS_URL names a server."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", "parley_cache", database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE parley_cache")


class Migration(migrations.Migration):

    dependencies = [
        ("records", "0004_look_alikes"),
    ]

    operations = [migrations.RunPython(make_table, drop_table)]
