import pytest

from events.models import Event, EventParty
from statements.models import Commitment, Deadline, Theme
from talks.models import Participation, PartyLink, Place
from tests.factories.events import EventPartyFactory
from tests.factories.records import ReleaseFactory
from tests.factories.statements import (
    CommitmentFactory,
    DeadlineFactory,
    PassageFactory,
    SignatureFactory,
    ThemeFactory,
    VersionFactory,
)
from tests.factories.talks import (
    ParticipationFactory,
    PartyFactory,
    PartyLinkFactory,
    PlaceFactory,
    ProcessFactory,
    RoundFactory,
)
from tests.tracking.suggestions.made import commitment_of, event_of, reasons
from tracking.suggestions.ranking import rank

pytestmark = pytest.mark.django_db
Kind, Bound = Event.Kind, Commitment.Kind


def bearing(commitment, event):
    return {key: borne for key, _score, _told, borne in rank(commitment)}[event.pk]


def test_an_obligor_is_a_reason_in_any_role_and_another_party_is_none():
    obligor = PartyFactory()
    commitment = commitment_of(obligor)
    acted, touched = event_of(obligor), event_of(obligor, role=EventParty.Role.TARGET)
    other = event_of(PartyFactory())

    assert reasons(commitment, acted) == [["obligor", obligor.pk, 4.0], ["days", 12, 1.75]]
    assert reasons(commitment, touched) == [["obligor_otherwise", obligor.pk, 3.0], ["days", 12, 1.75]]
    assert reasons(commitment, other) is None


def test_a_party_that_both_acted_and_was_acted_upon_counts_once():
    obligor = PartyFactory()
    event = event_of(obligor)
    EventPartyFactory(event=event, party=obligor, role=EventParty.Role.TARGET)

    assert reasons(commitment_of(obligor), event) == [["obligor", obligor.pk, 4.0], ["days", 12, 1.75]]


def test_only_the_two_strongest_parties_count():
    parties = [PartyFactory() for _ in range(3)]
    event = event_of(*parties)

    told = reasons(commitment_of(*parties), event)

    assert [reason[:2] for reason in told] == [["obligor", parties[0].pk], ["obligor", parties[1].pk], ["days", 12]]


def test_beneficiaries_signatories_and_negotiating_parties_are_reasons():
    benefits, signed, sat, hosted = (PartyFactory() for _ in range(4))
    round_ = RoundFactory()
    commitment = commitment_of(round_=round_, beneficiaries=[benefits])
    SignatureFactory(statement=commitment.statement, party=signed)
    ParticipationFactory(round=round_, party=sat)
    ParticipationFactory(round=round_, party=hosted, role=Participation.Role.HOST)

    assert reasons(commitment, event_of(benefits))[0] == ["beneficiary", benefits.pk, 2.5]
    assert ["signatory", signed.pk, 1.5] in reasons(commitment, event_of(signed))
    assert ["signatory", sat.pk, 1.5] in reasons(commitment, event_of(sat))
    assert reasons(commitment, event_of(hosted)) is None


@pytest.mark.parametrize(
    ("kind", "is_other", "told"),
    [
        (PartyLink.Kind.PARENT, False, ("part", 3.0)),
        (PartyLink.Kind.FACTION, False, ("part", 3.0)),
        (PartyLink.Kind.FACTION, True, ("whole", 2.0)),
        (PartyLink.Kind.SUCCESSOR, False, ("successor", 3.0)),
        (PartyLink.Kind.SUCCESSOR, True, ("predecessor", 1.5)),
        (PartyLink.Kind.ALLIANCE, False, ("ally", 1.5)),
        (PartyLink.Kind.ALLIANCE, True, ("ally", 1.5)),
    ],
)
def test_parties_linked_to_an_obligor_are_reasons(kind, is_other, told):
    obligor, linked = PartyFactory(), PartyFactory()
    ends = {"party": obligor, "other": linked} if is_other else {"party": linked, "other": obligor}
    PartyLinkFactory(kind=kind, **ends)

    name, points = told
    assert [name, [linked.pk, obligor.pk], points] in reasons(commitment_of(obligor), event_of(linked))


def test_a_faction_of_a_faction_belongs_to_the_obligor_and_a_circle_of_links_ends():
    obligor, faction, wing = (PartyFactory() for _ in range(3))
    PartyLinkFactory(party=faction, other=obligor, kind=PartyLink.Kind.FACTION)
    PartyLinkFactory(party=wing, other=faction, kind=PartyLink.Kind.FACTION)
    PartyLinkFactory(party=obligor, other=wing, kind=PartyLink.Kind.PARENT)

    assert reasons(commitment_of(obligor), event_of(wing))[0] == ["part", [wing.pk, obligor.pk], 3.0]


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "counts"),
    [
        ("2021-07-20", None, True),
        ("2021-07-21", None, False),
        (None, "2021-07-20", True),
        (None, "2021-07-19", False),
        ("2021", "2021", True),
        (None, "../2021-07-19", False),
    ],
)
def test_a_link_between_parties_counts_on_the_days_on_which_it_held(valid_from, valid_until, counts):
    obligor, faction = PartyFactory(), PartyFactory()
    PartyLinkFactory(
        party=faction, other=obligor, kind=PartyLink.Kind.FACTION, valid_from=valid_from, valid_until=valid_until
    )

    assert (reasons(commitment_of(obligor), event_of(faction)) is not None) == counts


def test_a_faction_counts_only_while_the_whole_chain_held():
    obligor, faction, wing = (PartyFactory() for _ in range(3))
    PartyLinkFactory(party=faction, other=obligor, kind=PartyLink.Kind.FACTION, valid_until="2021-07-31")
    PartyLinkFactory(party=wing, other=faction, kind=PartyLink.Kind.FACTION, valid_from="2021-07-10")
    commitment = commitment_of(obligor)

    assert reasons(commitment, event_of(wing)) is not None
    assert reasons(commitment, event_of(wing, happened_on="2021-07-09")) is None
    assert reasons(commitment, event_of(wing, happened_on="2021-08-01")) is None


def test_a_place_named_in_the_words_is_a_reason_with_what_lies_within():
    province = PlaceFactory(name="Herat province", kind=Place.Kind.ADMIN1)
    town, elsewhere = PlaceFactory(name="Guzara", within=province), PlaceFactory(name="Kabul")
    commitment = commitment_of(summary="Stop all attacks in Herat")

    assert reasons(commitment, event_of(place=province))[0] == ["place", [province.pk, province.pk], 3.5]
    assert reasons(commitment, event_of(place=town))[0] == ["place", [town.pk, province.pk], 3.5]
    assert reasons(commitment, event_of(place=elsewhere)) is None


@pytest.mark.parametrize("where", ["clause", "passage", "local"])
def test_a_place_is_found_in_the_point_and_in_passages_of_any_language(where):
    place = PlaceFactory(name="Islam Qala", local_name="اسلام قلعه")
    commitment = commitment_of()
    text = "همه حملات در اسلام قلعه پایان می‌یابد." if where == "local" else "All attacks in Islam Qala end."
    if where == "clause":
        commitment.clause.summary = text
        commitment.clause.save()
    else:
        version = VersionFactory(statement=commitment.statement, text=text)
        PassageFactory(clause=commitment.clause, version=version, exact=text)

    assert reasons(commitment, event_of(place=place))[0] == ["place", [place.pk, place.pk], 3.5]


def test_a_passage_of_another_commitment_of_the_point_does_not_count():
    place = PlaceFactory(name="Islam Qala")
    commitment = commitment_of()
    other = CommitmentFactory(clause=commitment.clause)
    version = VersionFactory(statement=commitment.statement, text="All attacks in Islam Qala end.")
    PassageFactory(clause=commitment.clause, version=version, exact="Islam Qala", commitment=other)

    assert reasons(commitment, event_of(place=place)) is None


def test_the_place_of_the_round_is_a_lesser_reason():
    place = PlaceFactory(name="Doha")
    commitment = commitment_of(round_=RoundFactory(place=place))

    assert ["round_place", [place.pk, place.pk], 1.0] in reasons(commitment, event_of(place=place))
    assert reasons(commitment, event_of(place=PlaceFactory())) is None


def test_a_country_of_the_process_adds_to_another_reason_and_is_none_by_itself():
    obligor, place = PartyFactory(), PlaceFactory(country="AF")
    commitment = commitment_of(obligor, process=ProcessFactory(countries=["AF", "IR"]))

    assert ["country", place.pk, 0.5] in reasons(commitment, event_of(obligor, place=place))
    assert ["country"] not in [told[:1] for told in reasons(commitment, event_of(obligor, place=PlaceFactory()))]
    assert reasons(commitment, event_of(place=place)) is None


def test_a_country_that_is_named_is_no_reason_by_itself():
    country = PlaceFactory(name="Afghanistan", kind=Place.Kind.COUNTRY, country="AF")
    obligor = PartyFactory()
    commitment = commitment_of(obligor, summary="Stop all attacks in Afghanistan")

    assert reasons(commitment, event_of(place=country)) is None
    assert ["country", country.pk, 0.5] in reasons(commitment, event_of(obligor, place=country))


def test_words_in_any_form_and_language_are_reasons_the_rarer_the_weightier():
    commitment = commitment_of(summary="Spare hospitals")
    version = VersionFactory(statement=commitment.statement, text="شفاخانه‌ها در امان‌اند")
    PassageFactory(clause=commitment.clause, version=version, exact="شفاخانه‌ها")
    english, dari = event_of(title="A hospital is hit"), event_of(title="حمله بر شفاخانه")

    assert reasons(commitment, english)[0] == ["word", "hospital", 2.0]
    assert reasons(commitment, dari)[0] == ["word", "شفاخانه", 2.0]
    assert reasons(commitment, event_of(title="A bridge is hit")) is None
    for _ in range(5):
        event_of(account="Two hospitals")
    assert reasons(commitment, english)[1] == ["word", "hospital", 1.5]


def test_words_that_say_nothing_and_numbers_are_no_reasons():
    commitment = commitment_of(summary="Both sides will not do it before 2021 by 400")

    assert reasons(commitment, event_of(title="Both sides will do it before 2021 by 400")) is None


def test_the_name_of_a_party_or_place_that_links_them_is_not_counted_once_more():
    taliban, herat = PartyFactory(name="Taliban"), PlaceFactory(name="Herat")
    commitment = commitment_of(taliban, summary="The Taliban spare Herat")
    linked = event_of(taliban, place=herat, title="Taliban in Herat")
    only_named = event_of(title="Taliban in Herat")

    assert [told[0] for told in reasons(commitment, linked)] == ["obligor", "place", "days"]
    assert [told[:2] for told in reasons(commitment, only_named)] == [
        ["word", "herat"],
        ["word", "taliban"],
        ["days", 12],
    ]


def test_our_own_theme_lends_its_words():
    theme = ThemeFactory(label="Protection of shrines")

    assert reasons(commitment_of(themes=[theme]), event_of(title="A shrine burns"))[0] == ["word", "shrine", 2.0]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2021-07-07", None),
        ("2021-07-01/2021-07-07", None),
        ("2021-07-07/2021-07-08", ["days", 0, 2.0]),
        ("2021-07-08", ["days", 0, 2.0]),
        ("2021-07-15", ["days", 7, 2.0]),
        ("2021-07-16", ["days", 8, 1.75]),
        ("2023-07-08", ["days", 730, 0.25]),
        ("2023-07-09", "nothing"),
        ("2021-07-01/..", ["days", 0, 2.0]),
        ("2021-07-10/..", ["days", 2, 2.0]),
        ("../2021-07-09", ["days", 1, 2.0]),
        (None, None),
    ],
)
def test_an_event_counts_from_the_day_of_the_statement_on(day, told):
    obligor = PartyFactory()

    found = reasons(commitment_of(obligor), event_of(obligor, happened_on=day))

    expected = {None: None, "nothing": [["obligor", obligor.pk, 4.0]]}
    key = told if not isinstance(told, list) else ""
    assert found == expected.get(key, [["obligor", obligor.pk, 4.0], told])


def test_a_statement_without_a_date_has_no_later_events_and_one_of_a_period_those_from_its_first_day():
    obligor = PartyFactory()
    event = event_of(obligor, happened_on="2021-07-07")

    assert reasons(commitment_of(obligor, issued_on=None), event) is None
    assert reasons(commitment_of(obligor, issued_on="2021-07-07/2021-07-08"), event) is not None
    assert reasons(commitment_of(obligor, issued_on="../2021-07-07"), event) is not None


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2024-04-30", None),
        ("2024-05-01", -30),
        ("2024-05-31", 0),
        ("2024-06-02", 0),
        ("2024-07-31", 60),
        ("2024-08-01", None),
    ],
)
def test_events_around_a_deadline_count_more(day, told):
    obligor = PartyFactory()
    commitment = commitment_of(obligor)
    DeadlineFactory(commitment=commitment, terms=Deadline.Terms.DATED, due_on="2024-05-31/2024-06-01", words="")
    event = event_of(obligor, happened_on=day)

    found = [reason for reason in reasons(commitment, event) if reason[0] == "deadline"]

    value = {"2024-06-02": 1, "2024-07-31": 60}.get(day, told)
    assert found == ([] if told is None else [["deadline", value, 1.5]])


def test_the_kind_of_event_and_the_theme_are_reasons_where_they_fit_and_none_by_themselves():
    obligor, theme = PartyFactory(), Theme.objects.get(code="prisr")
    commitment = commitment_of(obligor, kind=Bound.ACT, themes=[theme])
    release = event_of(obligor, kind=Kind.PRISONER_RELEASE)

    told = reasons(commitment, release)

    assert ["kind", "prisoner_release", 1.0] in told
    assert ["theme", theme.pk, 3.0] in told
    assert [row[0] for row in reasons(commitment, event_of(obligor, kind=Kind.PEACEFUL_PROTEST))] == ["obligor", "days"]
    assert reasons(commitment, event_of(kind=Kind.PRISONER_RELEASE)) is None


@pytest.mark.parametrize(
    ("bound", "kind", "role", "borne"),
    [
        (Bound.REFRAIN, Kind.ARMED_CLASH, EventParty.Role.SIDE_A, "breaches"),
        (Bound.REFRAIN, Kind.ARMED_CLASH, EventParty.Role.TARGET, "context"),
        (Bound.CONTINUE, Kind.MEETING_HELD, EventParty.Role.TOOK_PART, "honours"),
        (Bound.NEGOTIATE, Kind.MEETING_HELD, EventParty.Role.TOOK_PART, "honours"),
        (Bound.NEGOTIATE, Kind.MEETING_HELD, EventParty.Role.HOST, "context"),
        (Bound.ACT, Kind.CEASEFIRE_ENDED, EventParty.Role.TARGET, "hinders"),
        (Bound.DECLARE, Kind.CHANGE_OF_POWER, EventParty.Role.ACTOR, "hinders"),
        (Bound.REPORT, Kind.OTHER, EventParty.Role.ACTOR, "context"),
    ],
)
def test_the_kinds_and_the_role_of_the_obligor_propose_the_bearing(bound, kind, role, borne):
    obligor = PartyFactory()

    assert bearing(commitment_of(obligor, kind=bound), event_of(obligor, kind=kind, role=role)) == borne


def test_the_theme_proposes_the_bearing_where_the_kinds_do_not():
    obligor, theme = PartyFactory(), Theme.objects.get(code="prisr")
    event = event_of(obligor, kind=Kind.PRISONER_RELEASE)

    assert bearing(commitment_of(obligor, kind=Bound.ACT, themes=[theme]), event) == "honours"
    assert bearing(commitment_of(obligor, kind=Bound.ACT), event) == "context"


def test_merged_and_withdrawn_events_are_no_candidates():
    obligor = PartyFactory()
    stays, merged, withdrawn = event_of(obligor), event_of(obligor), event_of(obligor)
    Event.objects.filter(pk=merged.pk).update(merged_into=stays)
    Event.objects.filter(pk=withdrawn.pk).update(withdrawn_in=ReleaseFactory())

    assert [key for key, *_rest in rank(commitment_of(obligor))] == [stays.pk]
