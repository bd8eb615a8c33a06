"""Processes may come with a dataset; parties and places that an import entered wait to be reviewed."""

import django.db.models.deletion
import records.models.from_dataset
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0008_datasets'),
        ('talks', '0003_stand_beside'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalparty',
            name='brought_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='came with'),
        ),
        migrations.AddField(
            model_name='historicalparty',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='talks.party', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='historicalparty',
            name='reviewed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='reviewed'),
        ),
        migrations.AddField(
            model_name='historicalplace',
            name='brought_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='came with'),
        ),
        migrations.AddField(
            model_name='historicalplace',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='talks.place', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='historicalplace',
            name='reviewed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='reviewed'),
        ),
        migrations.AddField(
            model_name='historicalprocess',
            name='dataset',
            field=models.CharField(blank=True, choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], editable=False, max_length=8, null=True, verbose_name='dataset'),
        ),
        migrations.AddField(
            model_name='historicalprocess',
            name='external_id',
            field=models.CharField(blank=True, editable=False, max_length=100, null=True, verbose_name='id in the dataset'),
        ),
        migrations.AddField(
            model_name='historicalprocess',
            name='release',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='historicalprocess',
            name='withdrawn_in',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='withdrawn in'),
        ),
        migrations.AddField(
            model_name='party',
            name='brought_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='came with'),
        ),
        migrations.AddField(
            model_name='party',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='talks.party', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='party',
            name='reviewed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='reviewed'),
        ),
        migrations.AddField(
            model_name='place',
            name='brought_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='came with'),
        ),
        migrations.AddField(
            model_name='place',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='talks.place', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='place',
            name='reviewed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='reviewed'),
        ),
        migrations.AddField(
            model_name='process',
            name='dataset',
            field=models.CharField(blank=True, choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], editable=False, max_length=8, null=True, verbose_name='dataset'),
        ),
        migrations.AddField(
            model_name='process',
            name='digest',
            field=records.models.from_dataset.DigestField(null=True),
        ),
        migrations.AddField(
            model_name='process',
            name='external_id',
            field=models.CharField(blank=True, editable=False, max_length=100, null=True, verbose_name='id in the dataset'),
        ),
        migrations.AddField(
            model_name='process',
            name='release',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='process',
            name='withdrawn_in',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='withdrawn in'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(('brought_by__isnull', False), ('merged_into__isnull', True), ('reviewed_at__isnull', True)), fields=['brought_by'], name='parties_unreviewed'),
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(condition=models.Q(('brought_by__isnull', False), ('merged_into__isnull', True), ('reviewed_at__isnull', True)), fields=['brought_by'], name='places_unreviewed'),
        ),
        migrations.AddConstraint(
            model_name='process',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id__isnull', False)), fields=('dataset', 'external_id'), name='process_knows_a_row_of_a_dataset_once', violation_error_message='This row of the dataset is on record already.'),
        ),
    ]
