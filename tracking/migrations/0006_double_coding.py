"""Blind second coding: what is coded by whom, the codes, how differences were settled."""

import datetime
import django.db.models.deletion
import records.text_fields
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from records.triggers import refuse

# Whether the coder of a row has said that they are done.
IS_DONE = (
    "(SELECT COUNT(*) FROM tracking_doublecoding WHERE id = {row}.coding_id AND "
    "((first_coder_id = {row}.coder_id AND first_done_at IS NOT NULL)"
    " OR (second_coder_id = {row}.coder_id AND second_done_at IS NOT NULL))) > 0"
)
DONE = "Its coder said that they were done: what they gave stays as it is."


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0011_themes_of_statements'),
        ('talks', '0004_imports'),
        ('tracking', '0005_suggestions_and_review'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChosenCommitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chosen_for', to='statements.commitment', verbose_name='commitment')),
            ],
            options={
                'verbose_name': 'commitment of a double coding',
                'verbose_name_plural': 'commitments of double codings',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='DoubleCoding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='public id')),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'restricted'), (2, 'confidential')], default=1, help_text='Who may see this. New records are restricted: nothing becomes public by accident. A record is never shown below the level of what it hangs on, so a public commitment of a restricted statement stays restricted.', verbose_name='level')),
                ('embargo_until', models.DateTimeField(blank=True, help_text='Hidden from everyone outside the admin until this moment (UTC). Leave empty for no embargo.', null=True, verbose_name='embargo until')),
                ('shown_level', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'restricted'), (2, 'confidential')], default=1, editable=False)),
                ('shown_from', models.DateTimeField(default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed at')),
                ('title', records.text_fields.LineField(help_text='What is coded, and why: “Tehran statement, all points, August”.', max_length=300, verbose_name='title')),
                ('as_of', models.DateTimeField(editable=False, help_text='The moment (UTC) that both judge by: nothing later is set before them.', verbose_name='as of')),
                ('first_label', records.text_fields.LineField(blank=True, help_text='For readers of a brief, who see no names of accounts.', max_length=300, verbose_name='first coder, as printed')),
                ('second_label', records.text_fields.LineField(blank=True, max_length=300, verbose_name='second coder, as printed')),
                ('codebook_version', records.text_fields.LineField(default='1.1', editable=False, max_length=20, verbose_name='codebook')),
                ('opened_at', models.DateTimeField(editable=False, verbose_name='opened at')),
                ('first_done_at', models.DateTimeField(editable=False, null=True, verbose_name='first coder done at')),
                ('second_done_at', models.DateTimeField(editable=False, null=True, verbose_name='second coder done at')),
                ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='ended at')),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('commitments', models.ManyToManyField(editable=False, related_name='double_codings', through='tracking.ChosenCommitment', to='statements.commitment', verbose_name='commitments')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first_coder', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='first coder')),
                ('process', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='double_codings', to='talks.process', verbose_name='process')),
                ('second_coder', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='second coder')),
            ],
            options={
                'verbose_name': 'double coding',
                'verbose_name_plural': 'double codings',
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CodedRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('rating', models.CharField(choices=[('no_evidence', 'no evidence found'), ('not_started', 'not started'), ('minimal', 'minimal'), ('intermediate', 'intermediate'), ('full', 'full'), ('partly_closed', 'partly, closed'), ('breached', 'breached'), ('contested', 'contested'), ('unverifiable', 'cannot be verified as worded')], max_length=16, verbose_name='rating')),
                ('reasoning', records.text_fields.ProseField(blank=True, help_text='What decided it. It helps to settle a difference later.', max_length=100000, verbose_name='reasoning')),
                ('coder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='coder')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='statements.commitment', verbose_name='commitment')),
                ('coding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='tracking.doublecoding', verbose_name='double coding')),
            ],
            options={
                'verbose_name': 'code',
                'verbose_name_plural': 'codes',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='chosencommitment',
            name='coding',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chosen', to='tracking.doublecoding', verbose_name='double coding'),
        ),
        migrations.CreateModel(
            name='HistoricalCodedRating',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('rating', models.CharField(choices=[('no_evidence', 'no evidence found'), ('not_started', 'not started'), ('minimal', 'minimal'), ('intermediate', 'intermediate'), ('full', 'full'), ('partly_closed', 'partly, closed'), ('breached', 'breached'), ('contested', 'contested'), ('unverifiable', 'cannot be verified as worded')], max_length=16, verbose_name='rating')),
                ('reasoning', records.text_fields.ProseField(blank=True, help_text='What decided it. It helps to settle a difference later.', max_length=100000, verbose_name='reasoning')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('coder', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='coder')),
                ('coding', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tracking.doublecoding', verbose_name='double coding')),
                ('commitment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='statements.commitment', verbose_name='commitment')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical code',
                'verbose_name_plural': 'historical codes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalDoubleCoding',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('public_id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='public id')),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'restricted'), (2, 'confidential')], default=1, help_text='Who may see this. New records are restricted: nothing becomes public by accident. A record is never shown below the level of what it hangs on, so a public commitment of a restricted statement stays restricted.', verbose_name='level')),
                ('embargo_until', models.DateTimeField(blank=True, help_text='Hidden from everyone outside the admin until this moment (UTC). Leave empty for no embargo.', null=True, verbose_name='embargo until')),
                ('shown_level', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'restricted'), (2, 'confidential')], default=1, editable=False)),
                ('shown_from', models.DateTimeField(default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), editable=False)),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created at')),
                ('changed_at', models.DateTimeField(blank=True, editable=False, verbose_name='changed at')),
                ('title', records.text_fields.LineField(help_text='What is coded, and why: “Tehran statement, all points, August”.', max_length=300, verbose_name='title')),
                ('as_of', models.DateTimeField(editable=False, help_text='The moment (UTC) that both judge by: nothing later is set before them.', verbose_name='as of')),
                ('first_label', records.text_fields.LineField(blank=True, help_text='For readers of a brief, who see no names of accounts.', max_length=300, verbose_name='first coder, as printed')),
                ('second_label', records.text_fields.LineField(blank=True, max_length=300, verbose_name='second coder, as printed')),
                ('codebook_version', records.text_fields.LineField(default='1.1', editable=False, max_length=20, verbose_name='codebook')),
                ('opened_at', models.DateTimeField(editable=False, verbose_name='opened at')),
                ('first_done_at', models.DateTimeField(editable=False, null=True, verbose_name='first coder done at')),
                ('second_done_at', models.DateTimeField(editable=False, null=True, verbose_name='second coder done at')),
                ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='ended at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('changed_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first_coder', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='first coder')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('process', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='talks.process', verbose_name='process')),
                ('second_coder', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='second coder')),
            ],
            options={
                'verbose_name': 'historical double coding',
                'verbose_name_plural': 'historical double codings',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSettlement',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('rating', models.CharField(choices=[('no_evidence', 'no evidence found'), ('not_started', 'not started'), ('minimal', 'minimal'), ('intermediate', 'intermediate'), ('full', 'full'), ('partly_closed', 'partly, closed'), ('breached', 'breached'), ('contested', 'contested'), ('unverifiable', 'cannot be verified as worded')], max_length=16, verbose_name='rating')),
                ('note', records.text_fields.ProseField(blank=False, help_text='Why this rating: what the two saw differently, and what decided.', max_length=100000, verbose_name='note')),
                ('settled_at', models.DateTimeField(verbose_name='settled at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('coding', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tracking.doublecoding', verbose_name='double coding')),
                ('commitment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='statements.commitment', verbose_name='commitment')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by')),
            ],
            options={
                'verbose_name': 'historical settlement',
                'verbose_name_plural': 'historical settlements',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rating', models.CharField(choices=[('no_evidence', 'no evidence found'), ('not_started', 'not started'), ('minimal', 'minimal'), ('intermediate', 'intermediate'), ('full', 'full'), ('partly_closed', 'partly, closed'), ('breached', 'breached'), ('contested', 'contested'), ('unverifiable', 'cannot be verified as worded')], max_length=16, verbose_name='rating')),
                ('note', records.text_fields.ProseField(blank=False, help_text='Why this rating: what the two saw differently, and what decided.', max_length=100000, verbose_name='note')),
                ('settled_at', models.DateTimeField(verbose_name='settled at')),
                ('coding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='settlements', to='tracking.doublecoding', verbose_name='double coding')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='settlements', to='statements.commitment', verbose_name='commitment')),
                ('settled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by')),
            ],
            options={
                'verbose_name': 'settlement',
                'verbose_name_plural': 'settlements',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='doublecoding',
            constraint=models.CheckConstraint(condition=models.Q(('first_coder', models.F('second_coder')), _negated=True), name='double_coding_takes_two_coders', violation_error_message='Choose two different people: nobody codes blind beside themselves.'),
        ),
        migrations.AddConstraint(
            model_name='doublecoding',
            constraint=models.CheckConstraint(condition=models.Q(('as_of__lte', models.F('opened_at'))), name='double_coding_looks_back', violation_error_message='Choose a moment that has passed: nobody can judge by what is still to come.'),
        ),
        migrations.AddConstraint(
            model_name='doublecoding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('first_done_at__isnull', False), ('second_done_at__isnull', False)), models.Q(('ended_at__isnull', True), models.Q(('first_done_at__isnull', True), ('second_done_at__isnull', True), _connector='OR')), _connector='OR'), name='double_coding_ends_when_both_are_done', violation_error_message='A double coding ends when both coders are done, and not before.'),
        ),
        migrations.AddConstraint(
            model_name='codedrating',
            constraint=models.UniqueConstraint(fields=('coding', 'commitment', 'coder'), name='coder_rates_a_commitment_once', violation_error_message='You have rated this commitment already: change that rating instead.'),
        ),
        migrations.AddConstraint(
            model_name='chosencommitment',
            constraint=models.UniqueConstraint(fields=('coding', 'commitment'), name='commitment_is_chosen_once_for_a_double_coding', violation_error_message='This commitment is in the set already.'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.UniqueConstraint(fields=('coding', 'commitment'), name='difference_is_settled_once', violation_error_message='This difference was settled already.'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='settlement_gives_its_note', violation_error_message='Say why: a settlement without a note teaches nobody.'),
        ),
        refuse(
            "code_comes_before_its_coder_is_done",
            table="tracking_codedrating",
            moment="INSERT",
            condition=IS_DONE.format(row="NEW"),
            message=DONE,
        ),
        refuse(
            "code_stays_once_its_coder_is_done",
            table="tracking_codedrating",
            moment="UPDATE",
            condition=IS_DONE.format(row="OLD"),
            message=DONE,
        ),
        refuse(
            "settlement_is_never_edited",
            table="tracking_settlement",
            moment="UPDATE",
            condition="OLD.rating <> NEW.rating OR OLD.note <> NEW.note OR OLD.settled_by_id <> NEW.settled_by_id",
            message="A settlement is never edited: assess the commitment anew instead.",
        ),
    ]
