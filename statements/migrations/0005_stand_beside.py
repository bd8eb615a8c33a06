"""A point, version or passage is used once among the rows that anyone sees, and tells of no other."""

import records.beside
from django.conf import settings
from django.db import migrations, models

from records.triggers import keeping_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0004_look_alikes'),
        ('statements', '0004_count_saves'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = keeping_triggers(
        migrations.RemoveConstraint(
            model_name='clause',
            name='clause_number_is_used_once_in_a_statement',
        ),
        migrations.RemoveConstraint(
            model_name='passage',
            name='passage_is_marked_once',
        ),
        migrations.RemoveConstraint(
            model_name='version',
            name='version_label_is_used_once_in_a_statement',
        ),
        migrations.AddField(
            model_name='clause',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='historicalclause',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='historicalpassage',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='historicalversion',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='passage',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='version',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.UniqueConstraint(fields=('statement', 'number', 'beside'), name='clause_number_is_used_once_in_a_statement', violation_error_message='The statement has a point with this number already.'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('version', 'clause', 'commitment', 'start', 'end', 'beside'), name='passage_is_marked_once', violation_error_message='These words are marked already.'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('statement', 'label', 'beside'), name='version_label_is_used_once_in_a_statement', violation_error_message='The statement has a version with this label already.'),
        ),
    )
