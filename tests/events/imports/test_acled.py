"""Rows of ACLED in our terms, and the traps of its files."""

import pytest

from events.imports import acled
from events.imports.record import Claimed, PartyNamed, PlaceNamed
from events.models import Event
from records.dates import PartialDate
from records.imports.faults import FileRefused
from tests.events.imports.files import ACLED_COLUMNS, ACLED_ROW, found_in, parted, text_of


@pytest.fixture
def read(tmp_path):
    """Reads rows given as what they have otherwise than ACLED_ROW; (records, faults, warnings)."""

    def read(*differences, columns=ACLED_COLUMNS):
        path = tmp_path / "acled.csv"
        path.write_text(text_of(columns, [{**ACLED_ROW, **difference} for difference in differences]), encoding="utf-8")
        return parted(found_in(acled.read, path))

    return read


@pytest.fixture
def one(read):
    """Reads one row without fault; its record."""

    def one(**difference):
        (record,), faults, _warnings = read(difference)
        assert faults == []
        return record

    return one


def test_row_is_read_whole(one):
    record = one()

    assert (record.row, record.external_id, record.kind) == (1, "AFG7", "armed_clash")
    assert record.title == "Armed clash: Military Forces of Afghanistan (2014-2021) and Free Hills, Rami"
    assert record.account == "Battles: Armed clash, as coded by ACLED.\nNotes of ACLED: Shots were heard."
    assert record.happened_on == PartialDate("2021-07-08")
    assert record.place == PlaceNamed("Rami", "town", 1, "AF", "Herat", "Kushk", "34.5", "61.25")
    assert record.parties == (
        PartyNamed("side_a", "Military Forces of Afghanistan (2014-2021)", "government", "AF"),
        PartyNamed("side_b", "Free Hills", "armed_group"),
    )
    assert record.reports == (Claimed("Hills Radio"),)
    assert (record.deaths_low, record.deaths_best, record.deaths_high) == (None, 3, None)


@pytest.mark.parametrize(
    ("event_type", "sub_type", "kind"),
    [(event_type, sub, kind) for event_type, subs in acled.KINDS.items() for sub, kind in subs.items()],
)
def test_every_sub_event_type_has_a_kind(one, event_type, sub_type, kind):
    assert one(event_type=event_type, sub_event_type=sub_type).kind == kind


def test_each_sub_event_type_that_is_a_kind_of_ours_is_that_kind():
    kinds = {sub: kind for subs in acled.KINDS.values() for sub, kind in subs.items()}

    ours = {kind.label: kind for kind in list(Event.Kind)[: list(Event.Kind).index(Event.Kind.AGREEMENT) + 1]}

    assert {label: kinds[label] for label in ours} == ours


def test_case_of_types_does_not_count(one):
    assert one(event_type="BATTLES", sub_event_type="armed clash ").kind == "armed_clash"


@pytest.mark.parametrize(
    ("event_type", "sub_type", "column", "value"),
    [
        ("Quarrels", "Armed clash", "event_type", "Quarrels"),
        ("Battles", "Duel", "sub_event_type", "Duel"),
        ("Battles", "Peaceful protest", "sub_event_type", "Peaceful protest"),
        ("Battles", "", "sub_event_type", ""),
    ],
)
def test_unknown_type_is_a_fault_that_names_it(read, event_type, sub_type, column, value):
    records, (fault,), _warnings = read({"event_type": event_type, "sub_event_type": sub_type})

    assert records == []
    assert (fault.row, fault.column, fault.value, fault.external_id) == (1, column, value, "AFG7")
    assert "are known here" in fault.reason


def test_associates_took_part_once_each(one):
    record = one(assoc_actor_1="Hill Police; Women; hill police", assoc_actor_2="NA")

    assert [(party.role, party.name) for party in record.parties] == [
        ("side_a", "Military Forces of Afghanistan (2014-2021)"),
        ("took_part", "Hill Police"),
        ("took_part", "Women"),
        ("side_b", "Free Hills"),
    ]


def test_civilians_are_no_party(one):
    record = one(
        event_type="Violence against civilians",
        sub_event_type="Attack",
        actor1="Free Hills",
        inter1="Rebel group",
        actor2="Civilians (Afghanistan)",
        assoc_actor_2="Civilians (Iran); Farmers",
        inter2="Civilians",
    )

    assert [(party.role, party.name) for party in record.parties] == [
        ("side_a", "Free Hills"),
        ("took_part", "Farmers"),
    ]
    assert record.title == "Attack: Free Hills and Civilians (Afghanistan), Rami"


def test_event_with_one_actor_has_one_side(one):
    record = one(
        event_type="Protests",
        sub_event_type="Peaceful protest",
        actor1="Protesters (Afghanistan)",
        inter1="6",
        actor2="",
        inter2="NA",
        assoc_actor_1="Teachers",
    )

    assert [(party.role, party.kind) for party in record.parties] == [
        ("side_a", "civil_society"),
        ("took_part", "civil_society"),
    ]
    assert record.title == "Peaceful protest: Protesters (Afghanistan), Rami"


@pytest.mark.parametrize(
    ("name", "inter", "kind", "country"),
    [
        ("Police Forces of Iran (1989-) Border Guard", "1", "government", "IR"),
        ("Government of the United States (2021-)", "8", "government", "US"),
        ("Border Guard", "State forces", "government", ""),
        ("Free Hills", "2.0", "armed_group", ""),
        ("Hill Militia", "Identity militia", "armed_group", ""),
        ("UNAMA: United Nations Mission", "8", "international", ""),
        ("Rioters (Iran)", "5", "civil_society", ""),
        ("Free Hills", "", "armed_group", ""),
    ],
)
def test_kind_of_a_party_follows_its_name_and_its_code(one, name, inter, kind, country):
    party = one(actor1=name, inter1=inter).parties[0]

    assert (party.kind, party.country, party.scheme, party.identifier) == (kind, country, "", "")


@pytest.mark.parametrize(
    ("geo_precision", "place"),
    [
        ("1", ("Rami", "town", 1)),
        ("2", ("Rami", "town", 2)),
        ("3", ("Herat", "admin1", 4)),
        ("", ("Rami", "town", 1)),
    ],
)
def test_precision_of_the_place_decides_what_is_named(one, geo_precision, place):
    assert one(geo_precision=geo_precision).place[:3] == place


@pytest.mark.parametrize(
    ("precision", "edtf"), [("1", "2021-07-08"), ("2", "2021-07-05~/2021-07-11~"), ("3", "2021-07"), ("", "2021-07-08")]
)
def test_precision_of_time_decides_the_period(one, precision, edtf):
    assert one(time_precision=precision).happened_on == PartialDate(edtf)


@pytest.mark.parametrize("day", ["08 July 2021", "8 July 2021", "2021-07-08", "2021-07-08 00:00:00.000"])
def test_date_is_read_in_words_or_iso(one, day):
    assert one(event_date=day).happened_on == PartialDate("2021-07-08")


@pytest.mark.parametrize("iso", ["4", "4.0", "004"])
def test_country_is_that_of_the_iso_number(one, iso):
    assert one(iso=iso, country="Elsewhere").place.country == "AF"


def test_country_without_an_iso_number_is_asked_by_name(one):
    assert one(iso="NA").place.country == "AF"


def test_country_that_is_not_known_is_a_warning(read):
    (record,), _faults, (warning,) = read({"iso": "0", "country": "Kosovo"})

    assert record.place.country == ""
    assert (warning.column, warning.value) == ("iso", "0")


@pytest.mark.parametrize("deaths", ["", "NA"])
def test_deaths_that_are_not_given_are_none(one, deaths):
    assert one(fatalities=deaths).deaths_best is None


def test_each_source_is_a_claimant_once(one):
    assert one(source="SOHR; Hills Radio;sohr").reports == (Claimed("SOHR"), Claimed("Hills Radio"))
    assert one(source="NA").reports == ()


def test_row_without_notes_says_what_it_is_coded_as(one):
    assert one(notes="NA").account == "Battles: Armed clash, as coded by ACLED."


def test_title_of_long_names_keeps_its_bounds(one):
    assert len(one(actor1="Force " * 60, actor2="Front " * 60, location="village " * 40).title) <= 300


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("event_id_cnty", "NA", "The identifier of the row is missing"),
        ("event_date", "31 February 2021", "There is no such day"),
        ("time_precision", "4", "This is no code of ACLED"),
        ("geo_precision", "0", "This is no code of ACLED"),
        ("latitude", "95", "A latitude lies between"),
        ("longitude", "", "One of the two coordinates is missing"),
        ("fatalities", "-1", "cannot be below 0"),
        ("fatalities", "1e400", "neither infinite"),
        ("iso", "AFG", "This is not a whole number"),
        ("actor1", "", "The first actor is missing"),
    ],
)
def test_row_at_fault_is_reported_with_column_value_and_reason_and_left_out(read, column, value, reason):
    (record,), (fault,), _warnings = read({column: value}, {"event_id_cnty": "AFG8"})

    assert (record.row, record.external_id) == (2, "AFG8")
    assert (fault.row, fault.column) == (1, column)
    assert reason in fault.reason


def test_place_without_any_name_is_a_fault(read):
    records, (fault,), _warnings = read({"location": "", "admin1": "", "admin2": "", "country": ""})

    assert records == []
    assert fault.column == "location"


def test_another_dataset_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("id,date_start\n7,2021-07-08\n")

    with pytest.raises(FileRefused, match=r"Is this a file of ACLED\?"):
        found_in(acled.read, path)
