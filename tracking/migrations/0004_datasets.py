"""Assessments may come with a dataset."""

import django.db.models.deletion
import records.models.from_dataset
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0008_datasets'),
        ('statements', '0010_datasets'),
        ('tracking', '0003_stand_beside'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='assessment',
            name='dataset',
            field=models.CharField(blank=True, choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], editable=False, max_length=8, null=True, verbose_name='dataset'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='digest',
            field=records.models.from_dataset.DigestField(null=True),
        ),
        migrations.AddField(
            model_name='assessment',
            name='external_id',
            field=models.CharField(blank=True, editable=False, max_length=100, null=True, verbose_name='id in the dataset'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='release',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='withdrawn_in',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.release', verbose_name='withdrawn in'),
        ),
        migrations.AddField(
            model_name='historicalassessment',
            name='dataset',
            field=models.CharField(blank=True, choices=[('ged', 'UCDP GED'), ('acled', 'ACLED'), ('pax', 'PA-X'), ('pam', 'PAM')], editable=False, max_length=8, null=True, verbose_name='dataset'),
        ),
        migrations.AddField(
            model_name='historicalassessment',
            name='external_id',
            field=models.CharField(blank=True, editable=False, max_length=100, null=True, verbose_name='id in the dataset'),
        ),
        migrations.AddField(
            model_name='historicalassessment',
            name='release',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='historicalassessment',
            name='withdrawn_in',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.release', verbose_name='withdrawn in'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id__isnull', False)), fields=('dataset', 'external_id'), name='assessment_knows_a_row_of_a_dataset_once', violation_error_message='This row of the dataset is on record already.'),
        ),
    ]
