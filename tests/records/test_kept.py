"""Levels in effect, revisions, and the one door."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models

from events.models import Event, Report
from records.levels import ALWAYS, Level, clearance_of, level_named
from records.models import Kept, Record, Release, StaleRevision
from statements.models import Clause, Commitment, Signature
from talks.models import PartyName, Place, Round
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import EditorFactory, SourceFactory, UserFactory
from tests.factories.statements import ClauseFactory, CommitmentFactory, SignatureFactory, StatementFactory
from tests.factories.talks import PartyFactory, PartyNameFactory, PlaceFactory, ProcessFactory, RoundFactory

MOMENT = dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC)
KEPT = [model for model in apps.get_models() if issubclass(model, Kept)]


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_a_row_hangs_on_every_record_that_it_names(model):
    # A link within one kind (superseded reports, places within places) may be left out: those are told one by one.
    # So may the releases that a row came with and was withdrawn in, which its pages tell those who see them.
    links = {
        field.name
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey)
        and issubclass(field.related_model, Kept)
        and (field.related_model.has_level or field.related_model.hangs_on)
        and field.related_model not in (model, Release)
    }

    assert links <= set(model.hangs_on)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_every_kept_row_that_somebody_edits_has_a_history(model):
    # Added once, by an edition, an import or the set-up of a double coding.
    never_edited = {"briefs.Edition", "records.ImportRun", "records.ImportIssue", "tracking.ChosenCommitment"}

    assert hasattr(model, "history") != (model._meta.label in never_edited)


def test_levels_by_name():
    assert level_named(" Restricted ") == Level.RESTRICTED
    with pytest.raises(ValueError, match="Choose one of: public, restricted, confidential"):
        level_named("secret")


@pytest.mark.django_db
def test_clearance_of_each_kind_of_reader():
    analyst = EditorFactory(is_superuser=False, clearance=Level.RESTRICTED)
    gone = EditorFactory(is_active=False)

    owner = UserFactory(is_superuser=True, clearance=Level.PUBLIC)
    readers = [None, AnonymousUser(), analyst, owner, EditorFactory(), gone, Level.CONFIDENTIAL]

    assert [clearance_of(reader) for reader in readers] == [
        Level.PUBLIC,
        Level.PUBLIC,
        Level.RESTRICTED,
        Level.PUBLIC,
        Level.CONFIDENTIAL,
        Level.PUBLIC,
        Level.CONFIDENTIAL,
    ]


@pytest.mark.django_db
def test_a_new_record_is_restricted():
    assert Event.objects.create(title="Fighting", kind="armed_clash").shown_level == Level.RESTRICTED


@pytest.mark.django_db
def test_a_reader_sees_up_to_their_level():
    public, restricted = EventFactory(), EventFactory(level=Level.RESTRICTED)

    assert list(Event.objects.visible_to(Level.PUBLIC)) == [public]
    assert set(Event.objects.visible_to(Level.RESTRICTED)) == {public, restricted}


@pytest.mark.django_db
def test_an_embargo_ends_at_its_moment_and_not_a_second_before():
    EventFactory(embargo_until=MOMENT)

    assert not Event.objects.visible_to(None, at=MOMENT - dt.timedelta(seconds=1)).exists()
    assert Event.objects.visible_to(None, at=MOMENT).exists()


@pytest.mark.django_db
def test_without_a_moment_the_clock_of_the_database_decides():
    EventFactory(title="Over", embargo_until=MOMENT)
    EventFactory(title="Far off", embargo_until=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))

    assert [event.title for event in Event.objects.visible_to(None)] == ["Over"]


@pytest.mark.django_db
def test_a_record_is_never_shown_below_what_it_hangs_on():
    process = ProcessFactory(level=Level.CONFIDENTIAL, embargo_until=MOMENT)

    round_ = RoundFactory(process=process)

    assert (round_.shown_level, round_.shown_from, round_.is_held_back) == (Level.CONFIDENTIAL, MOMENT, True)
    assert not RoundFactory().is_held_back


@pytest.mark.django_db
def test_a_level_that_moves_moves_all_that_hangs_on_it():
    commitment = CommitmentFactory()
    other = CommitmentFactory()
    process = commitment.statement.process

    process.level = Level.CONFIDENTIAL
    process.embargo_until = MOMENT
    process.save()
    raised = [model.objects.get(pk=pk) for model, pk in ((Clause, commitment.clause_id), (Commitment, commitment.pk))]
    process.level = Level.PUBLIC
    process.embargo_until = None
    process.save(is_lowered=True)
    lowered = Commitment.objects.get(pk=commitment.pk)

    assert [(row.shown_level, row.shown_from) for row in raised] == [(Level.CONFIDENTIAL, MOMENT)] * 2
    assert (lowered.shown_level, lowered.shown_from) == (Level.PUBLIC, ALWAYS)
    other.refresh_from_db()
    assert other.shown_level == Level.PUBLIC


@pytest.mark.django_db
def test_a_level_spreads_past_a_link_that_is_empty_and_keeps_what_is_stricter():
    place = PlaceFactory()
    inner = PlaceFactory(within=place, level=Level.CONFIDENTIAL)
    event = EventFactory(place=place)
    report = ReportFactory(event=event, source=None)

    place.level = Level.RESTRICTED
    place.save()

    assert Place.objects.get(pk=inner.pk).shown_level == Level.CONFIDENTIAL
    assert Report.objects.get(pk=report.pk).shown_level == Level.RESTRICTED


@pytest.mark.django_db
def test_rows_made_in_bulk_are_shown_by_the_same_rule():
    event = EventFactory(level=Level.CONFIDENTIAL)

    (report,) = Report.objects.bulk_create(
        [Report(event=event, stance="affirms", claimant_label="x", level=Level.PUBLIC)]
    )

    assert report.shown_level == Level.CONFIDENTIAL


@pytest.mark.django_db
def test_a_detail_is_seen_with_all_that_it_hangs_on():
    shown = SignatureFactory(statement=StatementFactory(), party=PartyFactory(), person=None)
    SignatureFactory(statement=StatementFactory(), party=PartyFactory(level=Level.RESTRICTED))
    SignatureFactory(statement=StatementFactory(level=Level.RESTRICTED), party=PartyFactory())
    name = PartyNameFactory()

    assert list(Signature.objects.visible_to(None)) == [shown]
    assert list(PartyName.objects.visible_to(None)) == [name]


@pytest.mark.django_db
def test_a_save_moves_the_revision_and_a_stale_one_is_refused():
    mine = RoundFactory()
    theirs = Round.objects.get(pk=mine.pk)
    theirs.name = "Theirs"
    theirs.save()
    mine.name = "Mine"

    with pytest.raises(StaleRevision, match="was changed since revision 1 was read"):
        mine.save()

    assert (Round.objects.get().name, Round.objects.get().revision) == ("Theirs", 2)


@pytest.mark.django_db
def test_a_save_of_some_fields_keeps_dates_and_revision_in_step():
    round_ = RoundFactory(opened_on="2021-07-07")
    round_.opened_on = "2021-07-08"
    round_.name = "Not asked for"

    round_.save(update_fields=["opened_on"])

    kept = Round.objects.get()
    assert (str(kept.opened_on), kept.opened_on_latest, kept.revision) == ("8 July 2021", dt.date(2021, 7, 8), 2)
    assert kept.name != "Not asked for"


@pytest.mark.django_db
def test_a_bulk_update_moves_the_revision_too():
    round_ = RoundFactory()

    Round.objects.update(agenda="Peace")

    round_.agenda = "War"
    with pytest.raises(StaleRevision):
        round_.save()


@pytest.mark.django_db
def test_a_constraint_on_dates_is_checked_where_no_form_shows_their_bounds():
    round_ = RoundFactory.build(process=ProcessFactory(), opened_on="2021-07-08", closed_on="2021-07-07")

    with pytest.raises(Exception, match="A round cannot close before it opens"):
        round_.validate_constraints(exclude={"opened_on_earliest", "opened_on_latest", "closed_on_latest"})


@pytest.mark.django_db
def test_a_source_is_cited_in_one_style():
    source = SourceFactory(title="Round-up", authors="Reuters and agencies", publisher=None, published_on="2021-07-08")

    assert source.citation == "Reuters and agencies, “Round-up”, 8 July 2021."
    assert str(source) == "Reuters and agencies, Round-up"


def test_no_record_is_without_a_level():
    assert all(model.has_level for model in KEPT if issubclass(model, Record))
    assert ClauseFactory._meta.model.has_level
