"""Statements and commitments may come with a dataset."""

import django.db.models.deletion
import records.models.from_dataset
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0008_datasets'),
        ('statements', '0009_word_search'),
        ('talks', '0004_imports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='commitment',
            name='dataset',
            field=models.CharField(blank=True, choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], editable=False, max_length=8, null=True, verbose_name='dataset'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='digest',
            field=records.models.from_dataset.DigestField(null=True),
        ),
        migrations.AddField(
            model_name='commitment',
            name='external_id',
            field=models.CharField(blank=True, editable=False, max_length=100, null=True, verbose_name='id in the dataset'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='release',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='withdrawn_in',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='withdrawn in'),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='dataset',
            field=models.CharField(blank=True, choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], editable=False, max_length=8, null=True, verbose_name='dataset'),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='external_id',
            field=models.CharField(blank=True, editable=False, max_length=100, null=True, verbose_name='id in the dataset'),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='release',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='withdrawn_in',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='withdrawn in'),
        ),
        migrations.AddField(
            model_name='historicalstatement',
            name='dataset',
            field=models.CharField(blank=True, choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], editable=False, max_length=8, null=True, verbose_name='dataset'),
        ),
        migrations.AddField(
            model_name='historicalstatement',
            name='external_id',
            field=models.CharField(blank=True, editable=False, max_length=100, null=True, verbose_name='id in the dataset'),
        ),
        migrations.AddField(
            model_name='historicalstatement',
            name='release',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='historicalstatement',
            name='withdrawn_in',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='withdrawn in'),
        ),
        migrations.AddField(
            model_name='statement',
            name='dataset',
            field=models.CharField(blank=True, choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], editable=False, max_length=8, null=True, verbose_name='dataset'),
        ),
        migrations.AddField(
            model_name='statement',
            name='digest',
            field=records.models.from_dataset.DigestField(null=True),
        ),
        migrations.AddField(
            model_name='statement',
            name='external_id',
            field=models.CharField(blank=True, editable=False, max_length=100, null=True, verbose_name='id in the dataset'),
        ),
        migrations.AddField(
            model_name='statement',
            name='release',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='statement',
            name='withdrawn_in',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='withdrawn in'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id__isnull', False)), fields=('dataset', 'external_id'), name='commitment_knows_a_row_of_a_dataset_once', violation_error_message='This row of the dataset is on record already.'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id__isnull', False)), fields=('dataset', 'external_id'), name='statement_knows_a_row_of_a_dataset_once', violation_error_message='This row of the dataset is on record already.'),
        ),
    ]
