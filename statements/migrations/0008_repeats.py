"""A commitment that a later statement repeats is linked to it, and counted once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0007_drafts_and_corrections'),
    ]

    operations = [
        migrations.AddField(
            model_name='commitment',
            name='repeats',
            field=models.ForeignKey(blank=True, help_text='The same commitment as an earlier statement worded it. The tracker counts the two once, and judges the earlier.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repetitions', to='statements.commitment', verbose_name='repeats'),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='repeats',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The same commitment as an earlier statement worded it. The tracker counts the two once, and judges the earlier.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='statements.commitment', verbose_name='repeats'),
        ),
    ]
