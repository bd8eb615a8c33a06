"""Accounts that could enter the admin keep their work: staff become analysts, superusers are cleared for everything."""

from django.db import migrations

CONFIDENTIAL = 2


def give_roles(apps, schema_editor):
    users = apps.get_model("records", "User").objects
    users.filter(is_superuser=True).update(clearance=CONFIDENTIAL)
    staff = users.filter(is_staff=True, is_superuser=False, groups=None)
    if staff.exists():
        analysts, _made = apps.get_model("auth", "Group").objects.get_or_create(name="analyst")
        analysts.user_set.add(*staff)


class Migration(migrations.Migration):

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("records", "0002_roles_and_lowering"),
    ]

    operations = [migrations.RunPython(give_roles, migrations.RunPython.noop)]
