"""Who may publish an assessment, whose place it takes when it is, and what a reviewer does not publish."""

import django.db.models.deletion
import records.text_fields
import simple_history.models
import tracking.codebook
from django.conf import settings
from django.db import migrations, models

from records.triggers import refuse


def never_edited(supersedes):
    """The rule on edits, with the condition on which an assessment keeps whose place it takes."""
    return refuse(
        "assessment_is_never_edited",
        table="tracking_assessment",
        moment="UPDATE",
        condition=(
            "OLD.commitment_id <> NEW.commitment_id OR OLD.as_of <> NEW.as_of OR OLD.rating <> NEW.rating"
            " OR OLD.reasoning <> NEW.reasoning OR OLD.codebook_version <> NEW.codebook_version"
            " OR COALESCE(OLD.assessor_id, 0) <> COALESCE(NEW.assessor_id, 0)"
            f" OR {supersedes}COALESCE(OLD.supersedes_id, 0) <> COALESCE(NEW.supersedes_id, 0)"
        ),
        message="An assessment is never edited: add a new one.",
    )


AS_BEFORE, UNTIL_PUBLISHED = never_edited(""), never_edited("OLD.status = 'published' AND ")


class Migration(migrations.Migration):

    dependencies = [
        ('tracking', '0006_double_coding'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='assessment',
            options={'ordering': ['commitment', '-as_of', '-pk'], 'permissions': [('publish_assessment', 'Can publish or decline assessments')], 'verbose_name': 'assessment', 'verbose_name_plural': 'assessments'},
        ),
        # The default is no part of the database, and SQLite would rebuild the table for it.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='assessment',
                    name='codebook_version',
                    field=records.text_fields.LineField(default=tracking.codebook.current_version, editable=False, max_length=20, verbose_name='codebook'),
                ),
                migrations.AlterField(
                    model_name='historicalassessment',
                    name='codebook_version',
                    field=records.text_fields.LineField(default=tracking.codebook.current_version, editable=False, max_length=20, verbose_name='codebook'),
                ),
            ],
        ),
        # Whose place it takes is settled when it is published.
        migrations.RunPython(AS_BEFORE.reverse_code, AS_BEFORE.code),
        UNTIL_PUBLISHED,
        migrations.CreateModel(
            name='HistoricalDecline',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('note', records.text_fields.ProseField(blank=False, help_text='For the author: what is missing, or what to judge otherwise.', max_length=100000, verbose_name='note')),
                ('declined_at', models.DateTimeField(blank=True, editable=False, verbose_name='declined at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('assessment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tracking.assessment', verbose_name='assessment')),
                ('declined_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='declined by')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical declined assessment',
                'verbose_name_plural': 'historical declined assessments',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Decline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', records.text_fields.ProseField(blank=False, help_text='For the author: what is missing, or what to judge otherwise.', max_length=100000, verbose_name='note')),
                ('declined_at', models.DateTimeField(auto_now_add=True, verbose_name='declined at')),
                ('assessment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='declines', to='tracking.assessment', verbose_name='assessment')),
                ('declined_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='declined by')),
            ],
            options={
                'verbose_name': 'declined assessment',
                'verbose_name_plural': 'declined assessments',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('assessment',), name='assessment_is_declined_once', violation_error_message='This assessment was declined already.')],
            },
        ),
    ]
