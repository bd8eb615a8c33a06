"""Large tables find the rows that are not seen by everyone, so that all others need not be counted one by one."""

import datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0003_count_saves'),
        ('talks', '0003_stand_beside'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('shown_level__gt', 0), ('shown_from__gt', datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)), _connector='OR'), fields=['shown_level', 'shown_from'], name='events_hidden'),
        ),
    ]
