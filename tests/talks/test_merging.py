"""Two records that turn out to be one: what led to the one leads to the other, and nobody is shown more than before."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from events.models import EventParty
from records.levels import Level
from records.models import AuditEntry, StaleRevision
from statements.models import Signature
from talks.merging import merge, take_back
from talks.models import Participation, Party, PartyLink, Place
from tests.factories.events import EventFactory, EventPartyFactory, ReportFactory
from tests.factories.records import AnalystFactory, ReleaseFactory
from tests.factories.statements import CommitmentFactory, SignatureFactory
from tests.factories.talks import (
    ParticipationFactory,
    PartyFactory,
    PartyIdentifierFactory,
    PartyLinkFactory,
    PartyNameFactory,
    PlaceFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def analyst():
    return AnalystFactory()


def brought(factory=PartyFactory, **values):
    """A record that an import entered."""
    return factory(brought_by=ReleaseFactory(), **values)


def test_all_that_leads_to_the_one_leads_to_the_other(analyst):
    row, other = brought(name="Taleban"), PartyFactory(name="Taliban")
    event_party = EventPartyFactory(party=row)
    participation = ParticipationFactory(party=row)
    signature = SignatureFactory(party=row)
    report = ReportFactory(claimant_party=row)
    identifier = PartyIdentifierFactory(party=row)
    commitment = CommitmentFactory()
    commitment.obligors.add(row)

    merge(row, other, person=analyst, now=NOW)

    for kept in (event_party, participation, signature, report, identifier):
        kept.refresh_from_db()
    assert {event_party.party, participation.party, signature.party, report.claimant_party, identifier.party} == {other}
    assert list(commitment.obligors.all()) == [other]
    row.refresh_from_db()
    assert (row.merged_into, row.reviewed_at, row.changed_by) == (other, NOW, analyst)
    assert [name.name for name in other.names.all()] == ["Taleban"]


def test_a_merged_record_is_listed_no_more(analyst):
    row, other = brought(), PartyFactory()

    merge(row, other, person=analyst, now=NOW)

    assert list(Party.objects.listed()) == [other]


def test_both_records_have_a_history_of_it_and_forms_open_on_them_are_stale(analyst):
    row, other = brought(), PartyFactory()
    EventPartyFactory(party=row)
    stale = Party.objects.get(pk=other.pk)

    merge(row, other, person=analyst, now=NOW)

    assert row.history.first().merged_into == other
    assert other.history.count() == 2
    with pytest.raises(StaleRevision):
        stale.save()
    changed = AuditEntry.objects.filter(action="changed").values_list("kind", flat=True)
    assert {"talks.party", "events.eventparty"} <= {*changed}


def test_where_both_have_a_part_in_an_event_one_is_left(analyst):
    row, other, event = brought(), PartyFactory(), EventFactory()
    EventPartyFactory(event=event, party=row, role="side_a")
    EventPartyFactory(event=event, party=other, role="side_a")
    EventPartyFactory(event=event, party=row, role="side_b")

    merge(row, other, person=analyst, now=NOW)

    assert sorted(EventParty.objects.values_list("party", "role")) == [(other.pk, "side_a"), (other.pk, "side_b")]


def test_two_participations_in_one_round_both_stay(analyst):
    row, other, round_ = brought(), PartyFactory(), RoundFactory()
    ParticipationFactory(round=round_, party=other, named_as_written="the Taliban")
    ParticipationFactory(round=round_, party=row, named_as_written="the Taleban")

    merge(row, other, person=analyst, now=NOW)

    assert sorted(Participation.objects.filter(party=other).values_list("named_as_written", "beside")) == [
        ("the Taleban", 1),
        ("the Taliban", 0),
    ]


def test_a_standing_of_the_one_to_the_other_goes(analyst):
    row, other, third = brought(), PartyFactory(), PartyFactory()
    PartyLinkFactory(party=row, other=other)
    kept = PartyLinkFactory(party=third, other=row)

    merge(row, other, person=analyst, now=NOW)

    assert list(PartyLink.objects.values_list("pk", "party", "other")) == [(kept.pk, third.pk, other.pk)]


def test_a_circle_of_standings_is_refused_and_nothing_is_moved(analyst):
    row, other, third = brought(), PartyFactory(), PartyFactory()
    PartyLinkFactory(party=other, other=third)
    PartyLinkFactory(party=third, other=row)

    with pytest.raises(ValidationError, match="would lead back"):
        merge(row, other, person=analyst, now=NOW)

    assert PartyLink.objects.filter(other=row).exists()
    assert Party.objects.listed().filter(pk=row.pk).exists()


def test_parts_of_a_place_move_and_a_place_never_lies_within_itself(analyst):
    above = PlaceFactory()
    row = brought(PlaceFactory, within=above)
    other, part = PlaceFactory(within=row), PlaceFactory(within=row)
    event = EventFactory(place=row)

    merge(row, other, person=analyst, now=NOW)

    for kept in (other, part, event):
        kept.refresh_from_db()
    assert (other.within, part.within, event.place) == (above, other, other)


def test_a_circle_of_places_is_refused(analyst):
    row = brought(PlaceFactory)
    other = PlaceFactory(within=PlaceFactory(within=row))

    with pytest.raises(ValidationError, match="would lead back"):
        merge(row, other, person=analyst, now=NOW)

    assert Place.objects.listed().count() == 3


@pytest.mark.parametrize("hidden", [0, 1])
def test_what_an_analyst_does_not_see_is_neither_merged_nor_merged_into(analyst, hidden):
    pair = [brought(), PartyFactory()]
    pair[hidden].level = Level.CONFIDENTIAL
    pair[hidden].save()

    with pytest.raises(ValidationError):
        merge(*pair, person=analyst, now=NOW)

    assert Party.objects.listed().count() == 2


def test_a_link_that_the_analyst_does_not_see_moves_with_the_others(analyst):
    row, other = brought(), PartyFactory()
    hidden = ParticipationFactory(party=row, level=Level.CONFIDENTIAL)
    shown = ParticipationFactory(party=row)

    merge(row, other, person=analyst, now=NOW)

    assert set(other.participations.all()) == {hidden, shown}
    hidden.refresh_from_db()
    assert hidden.shown_level == Level.CONFIDENTIAL


def test_what_leads_to_a_record_that_fewer_see_is_hidden_with_it(analyst):
    row, other = brought(), PartyFactory(level=Level.RESTRICTED)
    participation = ParticipationFactory(party=row)

    merge(row, other, person=analyst, now=NOW)

    participation.refresh_from_db()
    assert participation.shown_level == Level.RESTRICTED


def test_merged_into_a_record_that_more_see_names_stay_and_no_row_is_shown_to_more(analyst):
    row, other = brought(name="Talib front", level=Level.RESTRICTED), PartyFactory()
    identifier = PartyIdentifierFactory(party=row)
    name = PartyNameFactory(party=row)
    participation = ParticipationFactory(party=row)
    event_party = EventPartyFactory(party=row, event=EventFactory(level=Level.RESTRICTED))

    merge(row, other, person=analyst, now=NOW)

    for kept in (identifier, name, participation, event_party):
        kept.refresh_from_db()
    assert (identifier.party, name.party, list(other.names.all())) == (row, row, [])
    assert (participation.party, participation.level, participation.shown_level) == (other, 1, 1)
    assert event_party.party == other


def test_a_row_that_more_would_see_by_it_keeps_them_apart(analyst):
    row, other = brought(level=Level.RESTRICTED), PartyFactory()
    EventPartyFactory(party=row)

    with pytest.raises(ValidationError, match="more widely first"):
        merge(row, other, person=analyst, now=NOW)

    assert not other.event_parties.exists()


def test_a_tie_that_more_would_see_by_it_keeps_them_apart(analyst):
    row, other = brought(level=Level.RESTRICTED), PartyFactory()
    commitment = CommitmentFactory()
    commitment.obligors.add(row)

    with pytest.raises(ValidationError, match="more widely first"):
        merge(row, other, person=analyst, now=NOW)

    assert list(commitment.obligors.all()) == [row]


def test_a_record_under_embargo_waits(analyst):
    row, other = brought(embargo_until=NOW + dt.timedelta(days=1)), PartyFactory()

    with pytest.raises(ValidationError, match="under embargo"):
        merge(row, other, person=analyst, now=NOW)

    assert Party.objects.listed().count() == 2


def test_a_record_is_not_merged_into_itself_or_into_another_kind(analyst):
    row = brought()

    with pytest.raises(ValidationError):
        merge(row, row, person=analyst, now=NOW)
    with pytest.raises(ValidationError):
        merge(row, PlaceFactory(), person=analyst, now=NOW)


def test_what_was_merged_into_the_one_leads_to_the_other(analyst):
    first, row, other = brought(), brought(), PartyFactory()
    merge(first, row, person=analyst, now=NOW)

    merge(Party.objects.get(pk=row.pk), other, person=analyst, now=NOW)

    first.refresh_from_db()
    assert first.merged_into == other


def test_a_merging_is_taken_back_and_all_leads_where_it_did(analyst):
    row, other = brought(name="Taleban"), PartyFactory()
    moved, own = EventPartyFactory(party=row), EventPartyFactory(party=other)
    commitment = CommitmentFactory()
    commitment.obligors.add(row)
    done = merge(row, other, person=analyst, now=NOW)

    take_back(done, person=analyst)

    moved.refresh_from_db()
    own.refresh_from_db()
    row.refresh_from_db()
    assert (moved.party, own.party, list(commitment.obligors.all())) == (row, other, [row])
    assert (row.merged_into, row.is_unreviewed, list(other.names.all())) == (None, True, [])


def test_a_merging_is_not_taken_back_once_one_of_the_two_was_changed(analyst):
    row, other = brought(), PartyFactory()
    moved = EventPartyFactory(party=row)
    done = merge(row, other, person=analyst, now=NOW)
    later = Party.objects.get(pk=other.pk)
    later.note = "Changed since."
    later.save()

    with pytest.raises(ValidationError, match="cannot be taken back"):
        take_back(done, person=analyst)

    moved.refresh_from_db()
    assert moved.party == other


def test_where_a_commitment_binds_both_one_tie_is_left_and_it_is_not_taken_back(analyst):
    row, other, commitment = brought(), PartyFactory(), CommitmentFactory()
    commitment.obligors.add(row, other)

    done = merge(row, other, person=analyst, now=NOW)

    assert list(commitment.obligors.all()) == [other]
    with pytest.raises(ValidationError, match="cannot be taken back"):
        take_back(done, person=analyst)


def test_a_merging_into_a_record_that_fewer_see_is_not_taken_back(analyst):
    row, other = brought(), PartyFactory(level=Level.RESTRICTED)
    done = merge(row, other, person=analyst, now=NOW)

    with pytest.raises(ValidationError, match="cannot be taken back"):
        take_back(done, person=analyst)


def test_a_merging_that_dropped_a_row_is_not_taken_back(analyst):
    row, other, event = brought(), PartyFactory(), EventFactory()
    EventPartyFactory(event=event, party=row)
    EventPartyFactory(event=event, party=other)
    done = merge(row, other, person=analyst, now=NOW)

    with pytest.raises(ValidationError, match="cannot be taken back"):
        take_back(done, person=analyst)


def test_many_rows_move_in_as_many_queries_as_few(analyst, django_assert_max_num_queries):
    row, other = brought(), PartyFactory()
    EventPartyFactory.create_batch(30, party=row)

    with django_assert_max_num_queries(130):
        merge(row, other, person=analyst, now=NOW)

    assert other.event_parties.count() == 30


def test_signatures_of_people_alone_are_left_as_they_are(analyst):
    row, other = brought(), PartyFactory()
    signature = SignatureFactory(party=row, as_written="Mullah X")

    merge(row, other, person=analyst, now=NOW)

    assert Signature.objects.get().as_written == signature.as_written
