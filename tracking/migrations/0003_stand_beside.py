"""An event stands beside a commitment once among the rows that anyone sees, and tells of no other."""

import records.beside
from django.conf import settings
from django.db import migrations, models

from records.triggers import keeping_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0002_informants'),
        ('statements', '0005_stand_beside'),
        ('talks', '0003_stand_beside'),
        ('tracking', '0002_assessments_stay'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = keeping_triggers(
        migrations.RemoveConstraint(
            model_name='evidence',
            name='event_bears_on_a_commitment_once',
        ),
        migrations.AddField(
            model_name='evidence',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='historicalevidence',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('commitment', 'event', 'beside'), name='event_bears_on_a_commitment_once', violation_error_message='This event is set beside the commitment already: change that entry instead.'),
        ),
    )
