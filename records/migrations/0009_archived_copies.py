"""Sources keep an archived copy with its checksum, and a key by which an address is found in any spelling."""

import records.models.source
import records.text_fields
from django.db import migrations, models

from records.addresses import address_key
from records.triggers import keeping_triggers


def fill_in(apps, schema_editor):
    """The key of every address that is stored already."""
    sources = apps.get_model('records', 'Source')._base_manager
    rows = []
    for row in sources.exclude(url='').only('pk', 'url').iterator(chunk_size=2000):
        row.address_key = address_key(row.url)[:300]
        rows.append(row)
        if len(rows) == 2000:
            sources.bulk_update(rows, ['address_key'])
            rows = []
    sources.bulk_update(rows, ['address_key'])


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0008_datasets'),
    ]

    operations = keeping_triggers(
        migrations.AddField(
            model_name='historicalsource',
            name='address_key',
            field=records.text_fields.AddressKeyField(db_index=True, default='', editable=False, max_length=300, of='url'),
        ),
        migrations.AddField(
            model_name='historicalsource',
            name='document',
            field=models.TextField(blank=True, default='', help_text='A copy of our own, kept with its checksum: a page saved as PDF, a recording, a scan.', max_length=100, verbose_name='archived copy (file)'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='historicalsource',
            name='document_sha256',
            field=models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='SHA-256 of the file'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='source',
            name='address_key',
            field=records.text_fields.AddressKeyField(db_index=True, default='', editable=False, max_length=300, of='url'),
        ),
        migrations.AddField(
            model_name='source',
            name='document',
            field=models.FileField(blank=True, default='', help_text='A copy of our own, kept with its checksum: a page saved as PDF, a recording, a scan.', upload_to=records.models.source.kept_name, verbose_name='archived copy (file)'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='source',
            name='document_sha256',
            field=models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='SHA-256 of the file'),
            preserve_default=False,
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    )
