"""Publishers and accounts count their saves, so that no edit of one is lost."""

from django.db import migrations, models


def count_the_first_save(apps, schema_editor):
    """What is stored was saved once, as far as anyone knows."""
    for name in ("Publisher", "User"):
        apps.get_model("records", name)._base_manager.filter(revision=0).update(revision=1)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0005_cache_table'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalpublisher',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='revision'),
        ),
        migrations.AddField(
            model_name='publisher',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='revision'),
        ),
        migrations.AddField(
            model_name='user',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='revision'),
        ),
        migrations.RunPython(count_the_first_save, migrations.RunPython.noop),
    ]
