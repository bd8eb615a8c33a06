"""A text is a draft until somebody has read it against its source; a correction knows what it corrects, and what it left out.

What was entered before was typed and marked by people: it counts as read.
"""

import django.db.models.deletion
import records.text_fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from records.triggers import keeping_triggers, refuse


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0006_find_hidden_rows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = keeping_triggers(
        migrations.AddField(
            model_name='historicalpassage',
            name='carried_from',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='statements.passage', verbose_name='carried over from'),
        ),
        migrations.AddField(
            model_name='historicalversion',
            name='corrects',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='statements.version', verbose_name='corrects'),
        ),
        migrations.AddField(
            model_name='historicalversion',
            name='is_verbatim',
            field=models.BooleanField(default=True, help_text='Somebody has read it against its source, letter by letter. Until then it is a draft, and nothing can be marked in it.', verbose_name='verbatim'),
        ),
        migrations.AddField(
            model_name='historicalversion',
            name='page_starts',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='pages'),
        ),
        migrations.AddField(
            model_name='passage',
            name='carried_from',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_to', to='statements.passage', verbose_name='carried over from'),
        ),
        migrations.AddField(
            model_name='version',
            name='corrects',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='statements.version', verbose_name='corrects'),
        ),
        migrations.AddField(
            model_name='version',
            name='is_verbatim',
            field=models.BooleanField(default=True, help_text='Somebody has read it against its source, letter by letter. Until then it is a draft, and nothing can be marked in it.', verbose_name='verbatim'),
        ),
        migrations.AddField(
            model_name='version',
            name='page_starts',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='pages'),
        ),
        migrations.AlterField(
            model_name='historicalversion',
            name='document_sha256',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64, verbose_name='SHA-256 of the document'),
        ),
        migrations.AlterField(
            model_name='version',
            name='document_sha256',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64, verbose_name='SHA-256 of the document'),
        ),
        migrations.CreateModel(
            name='HistoricalOmission',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('reason', records.text_fields.LineField(help_text='Why it is no longer in the text: “struck out by both sides on 9 July”.', max_length=300, verbose_name='reason')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('passage', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='statements.passage', verbose_name='passage')),
                ('version', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='statements.version', verbose_name='version')),
            ],
            options={
                'verbose_name': 'historical passage left out',
                'verbose_name_plural': 'historical passages left out',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Omission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', records.text_fields.LineField(help_text='Why it is no longer in the text: “struck out by both sides on 9 July”.', max_length=300, verbose_name='reason')),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='omissions', to='statements.passage', verbose_name='passage')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='omissions', to='statements.version', verbose_name='version')),
            ],
            options={
                'verbose_name': 'passage left out',
                'verbose_name_plural': 'passages left out',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('passage', 'version'), name='passage_is_left_out_of_a_version_once', violation_error_message='This passage is left out of this version already.')],
            },
        ),
        migrations.AlterField(
            model_name='historicalversion',
            name='is_verbatim',
            field=models.BooleanField(default=False, help_text='Somebody has read it against its source, letter by letter. Until then it is a draft, and nothing can be marked in it.', verbose_name='verbatim'),
        ),
        migrations.AlterField(
            model_name='version',
            name='is_verbatim',
            field=models.BooleanField(default=False, help_text='Somebody has read it against its source, letter by letter. Until then it is a draft, and nothing can be marked in it.', verbose_name='verbatim'),
        ),
    ) + [
        refuse(
            "draft_is_not_marked",
            table="statements_passage",
            moment="INSERT",
            condition="EXISTS (SELECT 1 FROM statements_version WHERE id = NEW.version_id AND NOT is_verbatim)",
            message="Nothing is marked in a draft: read the text against its source and tick “verbatim” first.",
        ),
        refuse(
            "marked_text_stays_verbatim",
            table="statements_version",
            moment="UPDATE OF is_verbatim",
            condition="OLD.is_verbatim AND NOT NEW.is_verbatim"
            " AND EXISTS (SELECT 1 FROM statements_passage WHERE version_id = OLD.id)",
            message="Passages are marked in this text, so it is no draft.",
        ),
    ]
