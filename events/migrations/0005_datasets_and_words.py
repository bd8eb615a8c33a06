"""Events and reports may come with a dataset; events are found by their words."""

import django.db.models.deletion
import records.models.from_dataset
import records.text_fields
from django.conf import settings
from django.db import migrations, models

from records.triggers import keeping_triggers
from records.word_search.field import SearchKeyField
from records.word_search.index import index_words

FILL_IN, SET_UP = index_words('events', 'event')


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0004_find_hidden_rows'),
        ('records', '0008_datasets'),
        ('talks', '0004_imports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='dataset',
            field=models.CharField(blank=True, choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], editable=False, max_length=8, null=True, verbose_name='dataset'),
        ),
        migrations.AddField(
            model_name='event',
            name='digest',
            field=records.models.from_dataset.DigestField(null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='external_id',
            field=models.CharField(blank=True, editable=False, max_length=100, null=True, verbose_name='id in the dataset'),
        ),
        migrations.AddField(
            model_name='event',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='events.event', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='event',
            name='release',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='release'),
        ),
        # A column with a default: SQLite makes the table anew.
        *keeping_triggers(
            migrations.AddField('event', 'search_key', SearchKeyField('title', 'account')),
            FILL_IN,
        ),
        SET_UP,
        migrations.AddField(
            model_name='event',
            name='withdrawn_in',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='withdrawn in'),
        ),
        migrations.AddField(
            model_name='historicalevent',
            name='dataset',
            field=models.CharField(blank=True, choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], editable=False, max_length=8, null=True, verbose_name='dataset'),
        ),
        migrations.AddField(
            model_name='historicalevent',
            name='external_id',
            field=models.CharField(blank=True, editable=False, max_length=100, null=True, verbose_name='id in the dataset'),
        ),
        migrations.AddField(
            model_name='historicalevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='events.event', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='historicalevent',
            name='release',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='historicalevent',
            name='withdrawn_in',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='withdrawn in'),
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='as_cited',
            field=records.text_fields.ProseField(blank=True, editable=False, help_text='The sources as the dataset names them, one to a line.', max_length=100000, null=True, verbose_name='as cited'),
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='release',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='report',
            name='as_cited',
            field=records.text_fields.ProseField(blank=True, editable=False, help_text='The sources as the dataset names them, one to a line.', max_length=100000, null=True, verbose_name='as cited'),
        ),
        migrations.AddField(
            model_name='report',
            name='release',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='release'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('withdrawn_in__isnull', False)), fields=['withdrawn_in'], name='events_withdrawn'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='events_merged'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id__isnull', False)), fields=('dataset', 'external_id'), name='event_knows_a_row_of_a_dataset_once', violation_error_message='This row of the dataset is on record already.'),
        ),
    ]
