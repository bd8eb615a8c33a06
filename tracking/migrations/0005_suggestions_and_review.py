"""Suggestions and what people decide about them; who published an assessment; flagged ones that were looked at again."""

import django.db.models.deletion
import records.text_fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0007_lists'),
        ('statements', '0011_themes_of_statements'),
        ('tracking', '0004_datasets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SuggestionRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('extent', models.CharField(choices=[('all', 'every commitment'), ('changed', 'what had changed')], max_length=8, verbose_name='extent')),
                ('started_at', models.DateTimeField(verbose_name='started at')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended at')),
                ('read_up_to', models.DateTimeField(null=True, verbose_name='read up to')),
                ('commitments_total', models.PositiveIntegerField(default=0, verbose_name='commitments to look at')),
                ('commitments_done', models.PositiveIntegerField(default=0, verbose_name='commitments looked at')),
                ('events_done', models.PositiveIntegerField(default=0, verbose_name='changed events looked at')),
                ('suggested', models.PositiveIntegerField(default=0, verbose_name='new suggestions')),
            ],
            options={
                'verbose_name': 'search for suggestions',
                'verbose_name_plural': 'searches for suggestions',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='assessment',
            name='published_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published at'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='published_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by'),
        ),
        migrations.AddField(
            model_name='historicalassessment',
            name='published_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published at'),
        ),
        migrations.AddField(
            model_name='historicalassessment',
            name='published_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by'),
        ),
        migrations.CreateModel(
            name='HistoricalDismissal',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('dismissed_at', models.DateTimeField(blank=True, editable=False, verbose_name='dismissed at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('commitment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='statements.commitment', verbose_name='commitment')),
                ('dismissed_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dismissed by')),
                ('event', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='events.event', verbose_name='event')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical dismissed suggestion',
                'verbose_name_plural': 'historical dismissed suggestions',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalRecheck',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('note', records.text_fields.ProseField(blank=False, help_text='What changed in its evidence, and why the rating is still right.', max_length=100000, verbose_name='why it stands')),
                ('checked_at', models.DateTimeField(blank=True, editable=False, verbose_name='checked at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('assessment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tracking.assessment', verbose_name='assessment')),
                ('checked_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical recheck of an assessment',
                'verbose_name_plural': 'historical rechecks of assessments',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', records.text_fields.ProseField(blank=False, help_text='What changed in its evidence, and why the rating is still right.', max_length=100000, verbose_name='why it stands')),
                ('checked_at', models.DateTimeField(auto_now_add=True, verbose_name='checked at')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rechecks', to='tracking.assessment', verbose_name='assessment')),
                ('checked_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
            ],
            options={
                'verbose_name': 'recheck of an assessment',
                'verbose_name_plural': 'rechecks of assessments',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Dismissal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dismissed_at', models.DateTimeField(auto_now_add=True, verbose_name='dismissed at')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissals', to='statements.commitment', verbose_name='commitment')),
                ('dismissed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dismissed by')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissals', to='events.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'dismissed suggestion',
                'verbose_name_plural': 'dismissed suggestions',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('commitment', 'event'), name='event_is_dismissed_once_for_a_commitment', violation_error_message='This event was dismissed for this commitment already.')],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField(verbose_name='score')),
                ('reasons', models.JSONField(blank=True, default=list, verbose_name='reasons')),
                ('bearing', models.CharField(choices=[('honours', 'honours'), ('in_part', 'honours in part'), ('breaches', 'breaches'), ('hinders', 'hinders'), ('context', 'context')], default='context', max_length=10, verbose_name='bearing')),
                ('commitment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='statements.commitment', verbose_name='commitment')),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='events.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'suggestion',
                'verbose_name_plural': 'suggestions',
                'ordering': ['commitment', '-score', 'event'],
                'indexes': [models.Index(fields=['event', '-score'], name='suggestions_of_an_event')],
                'constraints': [models.UniqueConstraint(fields=('commitment', 'event'), name='event_is_suggested_once_for_a_commitment')],
            },
        ),
    ]
