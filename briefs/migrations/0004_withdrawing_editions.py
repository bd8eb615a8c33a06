"""The permission to withdraw editions."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('briefs', '0003_kinds_orders_and_withdrawals'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='edition',
            options={'ordering': ['brief', '-number'], 'permissions': [('withdraw_edition', 'Can withdraw editions')], 'verbose_name': 'edition', 'verbose_name_plural': 'editions'},
        ),
    ]
