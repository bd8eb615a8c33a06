"""Releases of datasets, the runs that import them, and the rows at fault."""

import datetime
import django.db.models.deletion
import records.beside
import records.text_fields
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0007_audit'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalRelease',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('public_id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='public id')),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'restricted'), (2, 'confidential')], default=1, help_text='Who may see this. New records are restricted: nothing becomes public by accident. A record is never shown below the level of what it hangs on, so a public commitment of a restricted statement stays restricted.', verbose_name='level')),
                ('embargo_until', models.DateTimeField(blank=True, help_text='Hidden from everyone outside the admin until this moment (UTC). Leave empty for no embargo.', null=True, verbose_name='embargo until')),
                ('shown_level', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'restricted'), (2, 'confidential')], default=1, editable=False)),
                ('shown_from', models.DateTimeField(default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), editable=False)),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created at')),
                ('changed_at', models.DateTimeField(blank=True, editable=False, verbose_name='changed at')),
                ('dataset', models.CharField(choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], max_length=8, verbose_name='dataset')),
                ('name', records.text_fields.LineField(help_text='As its publisher numbers it, for example “24.1”.', max_length=60, verbose_name='release')),
                ('beside', records.beside.BesideField(default=0, editable=False)),
                ('licence', records.text_fields.LineField(blank=True, help_text='For example “CC BY 4.0”.', max_length=300, verbose_name='licence')),
                ('attribution', records.text_fields.LineField(blank=True, help_text='The line to print wherever its rows are shown.', max_length=300, verbose_name='attribution')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('changed_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical release of a dataset',
                'verbose_name_plural': 'historical releases of datasets',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='public id')),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'restricted'), (2, 'confidential')], default=1, help_text='Who may see this. New records are restricted: nothing becomes public by accident. A record is never shown below the level of what it hangs on, so a public commitment of a restricted statement stays restricted.', verbose_name='level')),
                ('embargo_until', models.DateTimeField(blank=True, help_text='Hidden from everyone outside the admin until this moment (UTC). Leave empty for no embargo.', null=True, verbose_name='embargo until')),
                ('shown_level', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'restricted'), (2, 'confidential')], default=1, editable=False)),
                ('shown_from', models.DateTimeField(default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed at')),
                ('file_name', records.text_fields.LineField(help_text='Its name as it was given.', max_length=300, verbose_name='file')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256 of the file')),
                ('kept_as', models.CharField(blank=True, default='', editable=False, max_length=100)),
                ('skips_bad', models.BooleanField(default=False, help_text='Otherwise one row at fault keeps out the whole file.', verbose_name='leave out rows at fault')),
                ('extent', models.CharField(choices=[('release', 'the release, or a file of it: rows of earlier releases that are not in it are withdrawn'), ('part', 'a part of the release: rows that are not in it are left as they are'), ('whole', 'all of the dataset: every row that is not in it is withdrawn, however many')], default='release', help_text='It decides what becomes of rows that are on record and not in the file.', max_length=8, verbose_name='what the file holds')),
                ('state', models.CharField(choices=[('waiting', 'waiting to be checked'), ('checking', 'being checked'), ('checked', 'checked, to be confirmed'), ('loading', 'being stored'), ('finished', 'finished'), ('refused', 'refused'), ('stopped', 'stopped half way')], default='waiting', max_length=10, verbose_name='state')),
                ('rows_read', models.PositiveIntegerField(default=0, verbose_name='rows read')),
                ('rows_done', models.PositiveIntegerField(default=0, verbose_name='rows done')),
                ('rows_new', models.PositiveIntegerField(default=0, verbose_name='new')),
                ('rows_changed', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('rows_same', models.PositiveIntegerField(default=0, verbose_name='the same')),
                ('rows_rejected', models.PositiveIntegerField(default=0, verbose_name='rejected')),
                ('rows_withdrawn', models.PositiveIntegerField(default=0, verbose_name='withdrawn')),
                ('warnings', models.PositiveIntegerField(default=0, verbose_name='warnings')),
                ('conflicts', models.PositiveIntegerField(default=0, verbose_name='conflicts')),
                ('refusal', records.text_fields.ProseField(blank=True, help_text='Why it was refused or stopped, and what to do.', max_length=100000, verbose_name='why it ended')),
                ('started_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='started')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended')),
                ('seen_at_work_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('rejected', 'rejected'), ('warning', 'warning'), ('conflict', 'conflict')], max_length=8, verbose_name='kind')),
                ('row', models.PositiveIntegerField(blank=True, null=True, verbose_name='row')),
                ('column', records.text_fields.LineField(blank=True, max_length=100, verbose_name='column')),
                ('value', records.text_fields.ProseField(blank=True, help_text='As it stood in the file, cut short when it is long.', max_length=100000, verbose_name='value')),
                ('reason', records.text_fields.ProseField(blank=True, help_text='What is wrong and what to do.', max_length=100000, verbose_name='reason')),
                ('external_id', records.text_fields.LineField(blank=True, max_length=100, verbose_name='id of the row')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='issues', to='records.importrun', verbose_name='import')),
            ],
            options={
                'verbose_name': 'row at fault',
                'verbose_name_plural': 'rows at fault',
                'ordering': ['row', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='public id')),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'restricted'), (2, 'confidential')], default=1, help_text='Who may see this. New records are restricted: nothing becomes public by accident. A record is never shown below the level of what it hangs on, so a public commitment of a restricted statement stays restricted.', verbose_name='level')),
                ('embargo_until', models.DateTimeField(blank=True, help_text='Hidden from everyone outside the admin until this moment (UTC). Leave empty for no embargo.', null=True, verbose_name='embargo until')),
                ('shown_level', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'restricted'), (2, 'confidential')], default=1, editable=False)),
                ('shown_from', models.DateTimeField(default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed at')),
                ('dataset', models.CharField(choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], max_length=8, verbose_name='dataset')),
                ('name', records.text_fields.LineField(help_text='As its publisher numbers it, for example “24.1”.', max_length=60, verbose_name='release')),
                ('beside', records.beside.BesideField(default=0, editable=False)),
                ('licence', records.text_fields.LineField(blank=True, help_text='For example “CC BY 4.0”.', max_length=300, verbose_name='licence')),
                ('attribution', records.text_fields.LineField(blank=True, help_text='The line to print wherever its rows are shown.', max_length=300, verbose_name='attribution')),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'release of a dataset',
                'verbose_name_plural': 'releases of datasets',
                'ordering': ['dataset', 'name'],
            },
        ),
        migrations.AddField(
            model_name='importrun',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='records.release', verbose_name='release'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(fields=('dataset', 'name', 'beside'), name='release_of_a_dataset_is_entered_once', violation_error_message='This release of the dataset is on record already.'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dataset__in', ['acled']), _negated=True), ('level__gt', 0), _connector='OR'), name='release_that_may_not_be_shown_is_never_public', violation_error_message='The terms of this dataset do not allow showing its rows to others.'),
        ),
    ]
