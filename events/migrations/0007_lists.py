"""Lists of a million events are asked for through indexes: by place, by dataset, by deaths, by what reports deny."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from records.triggers import keeping_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0006_merging'),
        ('records', '0008_datasets'),
        ('talks', '0004_imports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='event',
            name='events_newest_first',
        ),
        migrations.RemoveIndex(
            model_name='event',
            name='events_of_a_kind',
        ),
        # SQLite makes both tables anew.
        *keeping_triggers(
            migrations.AlterField(
                model_name='event',
                name='place',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='talks.place', verbose_name='place'),
            ),
            migrations.AlterField(
                model_name='eventparty',
                name='party',
                field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='event_parties', to='talks.party', verbose_name='party'),
            ),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['-happened_on_latest', '-id', 'shown_level', 'shown_from'], name='events_newest_first'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['kind', '-happened_on_latest', '-id', 'shown_level', 'shown_from'], name='events_of_a_kind'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['place', '-happened_on_latest', '-id', 'shown_level', 'shown_from', 'merged_into'], name='events_at_a_place'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('happened_on_earliest__lt', models.F('happened_on_latest')), models.Q(('happened_on_earliest__isnull', True), ('happened_on_latest__isnull', False)), _connector='OR'), fields=['-happened_on_latest', '-id', 'happened_on_earliest'], name='events_of_a_period'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('deaths_best__gt', 0)), fields=['-deaths_best', '-id'], name='events_deadliest_first'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('dataset__isnull', True)), fields=['-happened_on_latest', '-id'], name='events_by_hand'),
        ),
        migrations.AddIndex(
            model_name='eventparty',
            index=models.Index(fields=['party', 'event'], name='events_of_a_party'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('stance', 'affirms'), _negated=True), fields=['stance', 'event'], name='reports_not_affirming'),
        ),
    ]
