"""An event is never merged into itself."""

from django.db import migrations, models

from records.triggers import keeping_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0005_datasets_and_words'),
    ]

    operations = keeping_triggers(
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='event_is_not_merged_into_itself', violation_error_message='An event cannot be merged into itself: choose the other one.'),
        ),
    )
