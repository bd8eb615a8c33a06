import gc
import hashlib
import json
from itertools import islice

import pytest
from django.apps import apps
from django.db import transaction

from briefs.synthetic import happenings, statements
from briefs.synthetic.chance import Chance
from briefs.synthetic.record import AlreadyThere, Plan, make
from briefs.synthetic.table import invented_names
from events.models import Event, Report
from events.standing import contested_by
from records.dates.edtf import Precision
from records.languages import Language
from records.levels import Level
from records.models import Record
from records.models.kept import Kept
from statements.models import Clause, Commitment, Deadline, Passage, Statement, Version
from statements.text.anchors import check
from talks.models import Party, Process, Round
from tracking.models import Assessment, Evidence

pytestmark = pytest.mark.django_db
PLAN = Plan(events=150, commitments=60, seed=3)
BOOKKEEPING = {"id", "created_at", "changed_at"}


class Enough(Exception):
    """Stops a record half way."""


def kept_models():
    return [model for model in apps.get_models() if issubclass(model, Kept)]


def told(record, field):
    """The value of one column; of a foreign key, what the other record is known by."""
    if not field.is_relation:
        return str(getattr(record, field.attname))
    other = getattr(record, field.name)
    return str(getattr(other, "public_id", other))


def digest():
    """A hash of all that is kept, row keys and bookkeeping aside."""
    content = {}
    for model in kept_models():
        fields = [field for field in model._meta.concrete_fields if field.name not in BOOKKEEPING]
        many = model._meta.many_to_many
        content[model._meta.label] = [
            [told(record, field) for field in fields]
            + [sorted(str(other.public_id) for other in getattr(record, field.name).all()) for field in many]
            for record in model.objects.order_by("pk")
            .select_related()
            .prefetch_related(*(field.name for field in many))
        ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def digest_of(plan):
    """The hash of the record of `plan`, which is taken back again."""
    with transaction.atomic():
        make(plan)
        found = digest()
        transaction.set_rollback(True)
    return found


def test_the_same_plan_gives_the_same_record():
    assert digest_of(PLAN) == digest_of(PLAN)


def test_another_seed_gives_another_record():
    assert digest_of(PLAN) != digest_of(Plan(PLAN.events, PLAN.commitments, seed=4))


def test_as_much_is_made_as_was_asked_for():
    kept = make(PLAN)

    assert Event.objects.count() == kept[Event] == PLAN.events
    assert Commitment.objects.count() == kept[Commitment] == PLAN.commitments
    assert {model: model.objects.count() for model in kept} == dict(kept)


def test_a_commitment_has_about_five_pieces_of_confirmed_evidence():
    make(Plan(events=400, commitments=200))

    assert 4 < Evidence.objects.confirmed().count() / 200 < 6


def test_many_batches_hold_as_much_as_one(monkeypatch):
    monkeypatch.setattr(happenings, "BATCH", 40)
    monkeypatch.setattr(statements, "AT_A_TIME", 2)

    make(PLAN)

    assert Event.objects.count() == PLAN.events
    assert Commitment.objects.count() == PLAN.commitments


def test_every_passage_quotes_what_stands_at_its_place():
    make(PLAN)

    passages = list(Passage.objects.select_related("version"))
    for passage in passages:
        check(passage.version.text, passage.anchor)
    assert {passage.version.language for passage in passages} >= {Language.ENGLISH, Language.DARI}
    assert not Commitment.objects.filter(passages=None).exists()


def test_texts_come_in_scripts_of_both_directions():
    make(Plan(events=0, commitments=200))

    assert set(Version.objects.values_list("language", flat=True)) == {"en", "prs", "ar"}


@pytest.mark.parametrize("model", [Event, Report, Statement, Commitment, Evidence, Assessment])
def test_levels_are_mixed_and_mostly_public(model):
    make(Plan(events=600, commitments=250))

    shown = list(model.objects.values_list("shown_level", flat=True))
    assert shown.count(Level.PUBLIC) > len(shown) / 2
    assert set(shown) >= {Level.PUBLIC, Level.RESTRICTED}


def test_no_record_is_shown_below_what_it_hangs_on():
    make(PLAN)

    for model in kept_models():
        if not issubclass(model, Record):
            continue
        for record in model.objects.all():
            before = record.shown_level, record.shown_from
            record.settle_shown()
            assert (record.shown_level, record.shown_from) == before


def test_every_record_would_pass_in_the_admin():
    make(PLAN)

    for model in kept_models():
        for record in model.objects.order_by("pk")[:20]:
            record.full_clean()


def test_some_events_are_contested_and_some_reports_superseded():
    make(Plan(events=600, commitments=0))

    contested = Event.objects.filter(contested_by(Level.CONFIDENTIAL)).count()
    assert 0.04 < contested / 600 < 0.25
    assert Report.objects.exclude(supersedes=None).exists()


def test_dates_come_in_every_precision_and_over_many_years():
    make(Plan(events=900, commitments=0))

    dates = [event.happened_on for event in Event.objects.all()]
    assert {date.precision for date in dates if date} >= {
        Precision.DAY,
        Precision.MONTH,
        Precision.QUARTER,
        Precision.YEAR,
        Precision.RANGE,
        Precision.OPEN,
    }
    assert any(date.approximate for date in dates if date)
    assert any(date.words for date in dates if date)
    assert None in dates
    assert len({date.earliest.year for date in dates if date and date.earliest}) > 10


def test_ratings_have_a_history():
    make(PLAN)

    step = Assessment.objects.exclude(supersedes=None).select_related("supersedes").first()
    assert step.supersedes.commitment_id == step.commitment_id
    assert step.supersedes.as_of <= step.as_of


def test_evidence_that_counts_comes_after_the_statement():
    make(PLAN)

    for evidence in Evidence.objects.exclude(bearing=Evidence.Bearing.CONTEXT).select_related("event"):
        evidence.clean()
    assert Evidence.objects.exclude(bearing=Evidence.Bearing.CONTEXT).exists()


def test_deadlines_are_of_several_kinds_and_some_were_moved():
    make(Plan(events=0, commitments=600))

    assert set(Deadline.objects.values_list("terms", flat=True)) == set(Deadline.Terms.values)
    assert Deadline.objects.exclude(amended_by=None).exists()
    assert not Commitment.objects.filter(deadlines=None).exists()


def test_nobody_can_take_it_for_a_true_record():
    make(PLAN)

    assert not Process.objects.exclude(name__startswith="Synthetic talks").exists()
    assert not Party.objects.exclude(name__contains="(synthetic)").exists()
    assert not Round.objects.exclude(name__contains="(synthetic)").exists()
    assert not Event.objects.exclude(title__contains="(synthetic)").exists()
    assert not Statement.objects.exclude(title__contains="(synthetic)").exists()


def test_a_seed_is_added_once_whatever_its_size():
    make(PLAN)
    before = digest()

    with pytest.raises(AlreadyThere, match="seed 3"):
        make(Plan(events=1, commitments=0, seed=3))

    assert digest() == before


def test_seeds_stand_beside_each_other():
    make(Plan(events=5, commitments=5, seed=12))
    make(Plan(events=5, commitments=5, seed=1))

    assert Event.objects.count() == 10


def test_nothing_is_left_of_a_record_that_was_not_finished():
    before = digest()

    def give_up(line):
        if line.startswith("commitments"):
            raise Enough

    with pytest.raises(Enough):
        make(PLAN, give_up)

    assert digest() == before
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        make(Plan(events=1, commitments=0))

        assert not gc.isenabled()
    finally:
        gc.enable()


def test_commitments_without_events_are_judged_by_their_words_alone():
    make(Plan(events=0, commitments=40))

    assert not Evidence.objects.exists()
    assert set(Assessment.objects.values_list("rating", flat=True)) <= {"unverifiable"}


def test_events_come_without_commitments():
    make(Plan(events=20, commitments=0))

    assert Event.objects.count() == 20
    assert not Clause.objects.exists()


def test_names_of_places_never_run_out_and_none_comes_twice():
    names = list(islice(invented_names(Chance(1, "names")), 5_000))

    assert len(set(names)) == 5_000


@pytest.mark.parametrize(
    ("events", "commitments", "theatres"), [(0, 1, 1), (100_000, 20_000, 13), (1_000_000, 0, 40), (8_000, 0, 2)]
)
def test_processes_grow_with_the_record_up_to_forty(events, commitments, theatres):
    assert Plan(events, commitments).theatres == theatres


def test_every_seventh_process_is_hidden_with_its_rounds_and_statements(monkeypatch):
    monkeypatch.setattr(Plan, "theatres", 7)

    make(Plan(events=0, commitments=200))

    hidden = Process.objects.exclude(shown_level=Level.PUBLIC)
    assert hidden.count() == 1
    for model in (Round, Statement):
        assert model.objects.filter(process__in=hidden).exists()
        assert not model.objects.filter(process__in=hidden, shown_level=Level.PUBLIC).exists()
