"""A short name, number, role or identifier is used once among the rows that anyone sees, and tells of no other."""

import records.beside
from django.conf import settings
from django.db import migrations, models

from records.triggers import keeping_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0004_look_alikes'),
        ('talks', '0002_look_alikes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = keeping_triggers(
        migrations.RemoveConstraint(
            model_name='participation',
            name='party_has_each_role_once_in_a_round',
        ),
        migrations.RemoveConstraint(
            model_name='partyidentifier',
            name='identifier_names_one_party',
        ),
        migrations.RemoveConstraint(
            model_name='round',
            name='round_number_is_used_once_in_a_process',
        ),
        migrations.AddField(
            model_name='historicalparticipation',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='historicalpartyidentifier',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='historicalprocess',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='historicalround',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='participation',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='partyidentifier',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='process',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='round',
            name='beside',
            field=records.beside.BesideField(default=0, editable=False),
        ),
        migrations.AlterField(
            model_name='process',
            name='slug',
            field=models.SlugField(help_text='Small letters and hyphens, “intra-afghan-talks”.', verbose_name='short name in addresses'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('round', 'party', 'role', 'beside'), name='party_has_each_role_once_in_a_round', violation_error_message='This party has this role in the round already.'),
        ),
        migrations.AddConstraint(
            model_name='partyidentifier',
            constraint=models.UniqueConstraint(fields=('scheme', 'value', 'beside'), name='identifier_names_one_party', violation_error_message='Another party has this identifier already.'),
        ),
        migrations.AddConstraint(
            model_name='process',
            constraint=models.UniqueConstraint(fields=('slug', 'beside'), name='process_short_name_is_used_once', violation_error_message='There is a process with this short name in addresses already.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('process', 'number', 'beside'), name='round_number_is_used_once_in_a_process', violation_error_message='The process has a round with this number already.'),
        ),
    )
