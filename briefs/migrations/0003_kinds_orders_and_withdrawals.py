"""Kinds of briefs, orders for editions, and editions that are no longer stood by."""

import django.db.models.deletion
import records.text_fields
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from records.triggers import keeping_triggers, refuse


class Migration(migrations.Migration):

    dependencies = [
        ('briefs', '0002_editions_stay'),
        ('statements', '0011_themes_of_statements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite rebuilds a table for a column that is never empty.
        *keeping_triggers(
            migrations.AddField(
                model_name='brief',
                name='arrangement',
                field=models.CharField(choices=[('as_said', 'as they were said'), ('by_rating', 'by rating, the worst first'), ('by_theme', 'by theme'), ('by_party', 'by the party that is bound')], default='as_said', max_length=10, verbose_name='order of the commitments'),
            ),
            migrations.AddField(
                model_name='brief',
                name='commitments',
                field=models.ManyToManyField(blank=True, help_text='Only these. Leave empty for all; a sheet on one commitment names just one.', related_name='briefs', to='statements.commitment', verbose_name='commitments'),
            ),
            migrations.AddField(
                model_name='brief',
                name='kind',
                field=models.CharField(choices=[('short', 'four-page brief'), ('full', 'full report'), ('commitment', 'sheet on one commitment'), ('party', 'sheet on one party'), ('matrix', 'matrix of all commitments')], default='full', max_length=10, verbose_name='kind'),
            ),
            migrations.AddField(
                model_name='brief',
                name='sections',
                field=models.JSONField(blank=True, default=list, help_text='Leave empty for all that this kind of brief has. Words and sources always stand.', verbose_name='sections'),
            ),
            migrations.AddField(
                model_name='edition',
                name='drawn_with',
                field=models.CharField(blank=True, max_length=60, verbose_name='drawn with'),
            ),
            migrations.AddField(
                model_name='edition',
                name='record_hash',
                field=models.CharField(blank=True, max_length=64, verbose_name='SHA-256 of the record'),
            ),
            migrations.AddField(
                model_name='historicalbrief',
                name='arrangement',
                field=models.CharField(choices=[('as_said', 'as they were said'), ('by_rating', 'by rating, the worst first'), ('by_theme', 'by theme'), ('by_party', 'by the party that is bound')], default='as_said', max_length=10, verbose_name='order of the commitments'),
            ),
            migrations.AddField(
                model_name='historicalbrief',
                name='kind',
                field=models.CharField(choices=[('short', 'four-page brief'), ('full', 'full report'), ('commitment', 'sheet on one commitment'), ('party', 'sheet on one party'), ('matrix', 'matrix of all commitments')], default='full', max_length=10, verbose_name='kind'),
            ),
            migrations.AddField(
                model_name='historicalbrief',
                name='sections',
                field=models.JSONField(blank=True, default=list, help_text='Leave empty for all that this kind of brief has. Words and sources always stand.', verbose_name='sections'),
            ),
        ),
        migrations.CreateModel(
            name='HistoricalBrief_commitments',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('brief', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='briefs.brief')),
                ('commitment', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='statements.commitment')),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='briefs.historicalbrief')),
            ],
            options={
                'verbose_name': 'HistoricalBrief_commitments',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalWithdrawal',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('reason', records.text_fields.ProseField(blank=False, help_text='For everyone who holds the file: what is wrong with it, and what to use instead.', max_length=100000, verbose_name='reason')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, verbose_name='withdrawn at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('edition', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='briefs.edition', verbose_name='edition')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by')),
            ],
            options={
                'verbose_name': 'historical withdrawal of an edition',
                'verbose_name_plural': 'historical withdrawals of editions',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='EditionOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='public id')),
                ('as_of', models.DateTimeField(verbose_name='as of')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='asked at')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('drawing', 'being drawn'), ('issued', 'issued'), ('failed', 'not issued')], default='waiting', max_length=10, verbose_name='state')),
                ('step', models.PositiveIntegerField(default=0, verbose_name='step')),
                ('steps', models.PositiveIntegerField(default=0, verbose_name='steps')),
                ('said', models.TextField(blank=True, verbose_name='what went wrong')),
                ('leased_until', models.DateTimeField(blank=True, null=True, verbose_name='leased until')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended at')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('brief', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='orders', to='briefs.brief', verbose_name='brief')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='briefs.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'order for an edition',
                'verbose_name_plural': 'orders for editions',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['brief', '-asked_at'], name='orders_of_a_brief')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'drawing'])), fields=('brief', 'as_of'), name='edition_is_ordered_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', records.text_fields.ProseField(blank=False, help_text='For everyone who holds the file: what is wrong with it, and what to use instead.', max_length=100000, verbose_name='reason')),
                ('withdrawn_at', models.DateTimeField(auto_now_add=True, verbose_name='withdrawn at')),
                ('edition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='briefs.edition', verbose_name='edition')),
                ('withdrawn_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by')),
            ],
            options={
                'verbose_name': 'withdrawal of an edition',
                'verbose_name_plural': 'withdrawals of editions',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('edition',), name='edition_is_withdrawn_once', violation_error_message='This edition was withdrawn already.')],
            },
        ),
        refuse(
            "withdrawal_never_changes",
            table="briefs_withdrawal",
            moment="UPDATE",
            condition="OLD.edition_id <> NEW.edition_id OR OLD.reason <> NEW.reason",
            message="A withdrawal never changes.",
        ),
        refuse(
            "withdrawal_is_never_deleted",
            table="briefs_withdrawal",
            moment="DELETE",
            condition="1 = 1",
            message="A withdrawal is never taken back: issue another edition.",
        ),
    ]
