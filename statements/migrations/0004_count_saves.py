"""Themes count their saves, so that no edit of one is lost."""

from django.db import migrations, models


def count_the_first_save(apps, schema_editor):
    """What is stored was saved once, as far as anyone knows."""
    for name in ("Theme",):
        apps.get_model("statements", name)._base_manager.filter(revision=0).update(revision=1)


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0003_texts_stay'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicaltheme',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='revision'),
        ),
        migrations.AddField(
            model_name='theme',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='revision'),
        ),
        migrations.RunPython(count_the_first_save, migrations.RunPython.noop),
    ]
