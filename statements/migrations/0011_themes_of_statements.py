"""Statements have themes as a whole, and the issue groups of PA-X are themes."""

import csv
from pathlib import Path

import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

GROUPS = Path(__file__).resolve().parent.parent / "data" / "pax_groups.csv"


def add_themes(apps, schema_editor):
    Theme = apps.get_model("statements", "Theme")
    with GROUPS.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            Theme.objects.get_or_create(codebook="pax", code=row["code"], defaults={"label": row["label"]})


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0010_datasets'),
    ]

    operations = [
        migrations.AddField(
            model_name='statement',
            name='themes',
            field=models.ManyToManyField(blank=True, help_text='What it deals with as a whole. What binds whom to what is said by its commitments.', related_name='statements', to='statements.theme', verbose_name='themes'),
        ),
        migrations.CreateModel(
            name='HistoricalStatement_themes',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='statements.historicalstatement')),
                ('statement', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='statements.statement')),
                ('theme', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='statements.theme')),
            ],
            options={
                'verbose_name': 'HistoricalStatement_themes',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(add_themes, migrations.RunPython.noop),
    ]
