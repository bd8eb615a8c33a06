"""Rows of UCDP GED in our terms, and the traps of its files."""

import pytest

from events.imports.record import Claimed, PartyNamed, PlaceNamed
from records.dates import PartialDate
from tests.events.imports.files import GED_COLUMNS


@pytest.fixture
def one(read_ged):
    """Reads one row without fault; its record."""

    def one(**difference):
        (record,), faults, _warnings = read_ged(difference)
        assert faults == []
        return record

    return one


def test_row_is_read_whole(one):
    record = one(source_original="army spokesman", source_office="Hills Radio", source_date="2021-07-09")

    assert record.row == 1
    assert record.external_id == "7"
    assert record.kind == "armed_clash"
    assert record.title == "Fighting between Government of Anduria and Free Hills, Rami village"
    assert record.happened_on == PartialDate("2021-07-08")
    assert record.place == PlaceNamed(
        "Rami village", "town", 1, "AF", "Herat province", "Kushk district", "34.5", "61.25"
    )
    assert record.parties == (
        PartyNamed("side_a", "Government of Anduria", "government", "", "ucdp", "118"),
        PartyNamed("side_b", "Free Hills", "armed_group", "", "ucdp", "4456"),
    )
    assert (record.deaths_low, record.deaths_best, record.deaths_high, record.clarity) == (2, 3, 4, 1)
    assert [claim.label for claim in record.reports] == ["army spokesman"]


def test_account_is_in_our_words_with_what_the_row_describes(one):
    record = one(
        where_description="the hills above Rami", source_headline="Clash near Rami ;Shots", source_original="police"
    )

    assert record.account == (
        "State-based fighting in the conflict “Anduria: Government”, dyad “Government of Anduria - Free Hills”, as coded "
        "by UCDP.\n"
        "Where, as described: the hills above Rami\n"
        "Deaths counted: side A 0, side B 2, civilians 1, unknown 0.\n"
        "Headlines of the sources: Clash near Rami; Shots"
    )


@pytest.mark.parametrize(
    ("violence", "kind", "begin"),
    [
        ("1", "armed_clash", "State-based fighting"),
        ("2", "armed_clash", "Fighting between non-state groups"),
        ("3", "attack", "One-sided violence"),
    ],
)
def test_type_of_violence_decides_the_kind(one, violence, kind, begin):
    record = one(type_of_violence=violence)

    assert record.kind == kind
    assert record.account.startswith(begin)


def test_civilians_are_no_party_to_violence_against_them(one):
    record = one(type_of_violence="3", side_b="Civilians", side_b_new_id="1")

    assert [(party.role, party.name) for party in record.parties] == [("actor", "Government of Anduria")]
    assert record.title == "Attack by Government of Anduria on civilians, Rami village"


def test_government_has_the_country_of_its_number(one):
    record = one(side_a="Government of Yemen (North Yemen)", gwnoa="678.0")

    assert record.parties[0].country == "YE"


@pytest.mark.parametrize("number", ["", "645, 652", "9999"])
def test_government_without_a_usable_number_has_the_country_of_its_name(one, number):
    record = one(side_b="Government of Myanmar (Burma)", gwnob=number)

    assert (record.parties[1].kind, record.parties[1].country) == ("government", "MM")


def test_file_without_ids_of_actors_names_them_only(read_ged):
    columns = [name for name in GED_COLUMNS if not name.startswith(("side_a_", "side_b_"))]

    (record,), _faults, _warnings = read_ged({}, columns=columns)

    assert [(party.scheme, party.identifier) for party in record.parties] == [("", ""), ("", "")]


@pytest.mark.parametrize(
    ("prec", "kind"),
    [("1", "town"), ("2", "town"), ("3", "admin2"), ("4", "admin1"), ("5", "area"), ("6", "country"), ("7", "area")],
)
def test_precision_of_the_place_decides_its_kind(one, prec, kind):
    place = one(where_prec=prec).place

    assert (place.kind, place.precision) == (kind, int(prec))


def test_waters_are_in_no_country(one):
    assert one(where_prec="7", where_coordinates="Bay of Bengal", country_id="775").place.country == ""


@pytest.mark.parametrize(
    ("difference", "name"),
    [
        ({"where_coordinates": ""}, "Kushk district"),
        ({"where_coordinates": "", "adm_2": ""}, "Herat province"),
        ({"where_coordinates": "", "adm_2": "", "adm_1": ""}, "Afghanistan"),
    ],
)
def test_place_without_a_name_has_that_of_the_smallest_part(one, difference, name):
    assert one(**difference).place.name == name


def test_country_that_is_gone_has_no_code(one):
    assert one(country="Serbia (Yugoslavia)", country_id="345").place.country == ""


def test_unknown_number_of_a_country_is_a_warning_and_the_name_is_asked(read_ged):
    (record,), _faults, (warning,) = read_ged({"country_id": "9998"})

    assert record.place.country == "AF"
    assert (warning.row, warning.column, warning.external_id) == (1, "country_id", "7")


@pytest.mark.parametrize(
    ("prec", "start", "end", "edtf"),
    [
        ("1", "2013-01-03", "2013-01-03", "2013-01-03"),
        ("1", "2013-01-03 00:00:00.000", "2013-01-03 00:00:00.000", "2013-01-03"),
        ("2", "2013-01-03", "2013-01-05", "2013-01-03/2013-01-05"),
        ("2", "2013-01-03", "2013-01-03", "2013-01-03~"),
        ("3", "2013-01-07", "2013-01-13", "2013-01-07/2013-01-13"),
        ("4", "2013-02-01", "2013-02-28", "2013-02"),
        ("4", "2013-02-01", "2013-02-27", "2013-02-01/2013-02-27"),
        ("5", "2013-01-01", "2013-12-31", "2013"),
        ("5", "2013-03-01", "2013-12-31", "2013-03-01/2013-12-31"),
    ],
)
def test_date_is_the_day_or_the_period_that_is_known(one, prec, start, end, edtf):
    assert one(date_prec=prec, date_start=start, date_end=end).happened_on == PartialDate(edtf)


def test_each_claimant_is_a_report_once(one):
    record = one(source_original="SOHR; VDC ;sohr;; -1;NA; SOHR,", source_article='"SOHR,2013-01-03,Shells on Rami"')

    assert record.reports == (
        Claimed("SOHR", "SOHR,2013-01-03,Shells on Rami"),
        Claimed("VDC", "SOHR,2013-01-03,Shells on Rami"),
    )


def test_claimant_of_whom_nothing_is_left_is_none(one):
    assert one(source_original="\u200b; police").reports == (Claimed("police"),)


def test_as_many_articles_as_claimants_belong_to_one_each(one):
    record = one(
        source_original="SOHR; VDC",
        source_office="Kurds;VDC",
        source_date="2013-01-03;1753-01-01",
        source_headline="Thursday;Abdul",
    )

    assert record.reports == (Claimed("SOHR", "Kurds, 2013-01-03: Thursday"), Claimed("VDC", "VDC: Abdul"))


def test_other_numbers_of_articles_stand_with_each_claimant(one):
    record = one(
        source_original="police",
        source_office="Hills Radio;The Times",
        source_date="2013-01-03;2013-01-04",
        source_headline="Thursday;",
    )

    assert record.reports == (Claimed("police", "Hills Radio, 2013-01-03: Thursday\nThe Times, 2013-01-04"),)


def test_lists_of_sources_that_do_not_agree_give_way_to_the_articles(one):
    record = one(
        source_original="police",
        source_office="Hills Radio",
        source_date="2013-01-03",
        source_headline="One; two",
        source_article='"Hills Radio,2013-01-03,One; two";"The Times,2013-01-04,Three"',
    )

    assert record.reports == (Claimed("police", "Hills Radio,2013-01-03,One; two\nThe Times,2013-01-04,Three"),)


def test_signs_that_a_web_page_left_in_headlines_are_read_before_lists_are_parted(one):
    record = one(
        source_original="police",
        source_office="Hills Radio",
        source_date="2013-01-03",
        source_headline="The &#8220;Free Hills&#8221; attack",
    )

    assert record.reports[0].as_cited == "Hills Radio, 2013-01-03: The “Free Hills” attack"


def test_sources_of_an_event_without_a_claimant_stand_in_its_account(one):
    record = one(source_article="Reuters 1992-03-02", source_headline="Refugees arrive")

    assert record.reports == ()
    assert record.account.endswith("Sources, as cited:\nReuters 1992-03-02")
    assert "Refugees" not in record.account


def test_long_list_of_articles_is_cut(one):
    record = one(source_original="police", source_article="word " * 1_000)

    assert len(record.reports[0].as_cited) <= 2_000
    assert record.reports[0].as_cited.endswith("…")


def test_best_beyond_low_and_high_is_a_warning_and_kept(read_ged):
    (record,), faults, (warning,) = read_ged({"low": "0", "high": "0"})

    assert faults == []
    assert (record.deaths_low, record.deaths_best, record.deaths_high) == (0, 3, 0)
    assert (warning.column, warning.value, warning.external_id) == ("best", "0, 3, 0", "7")


def test_best_that_is_not_the_sum_of_deaths_is_a_warning(read_ged):
    (record,), faults, (warning,) = read_ged({"deaths_unknown": "1"})

    assert faults == []
    assert record.deaths_best == 3
    assert "add up to 4" in warning.reason


def test_number_of_sources_that_was_not_recorded_is_no_fault(read_ged):
    records, faults, warnings = read_ged({"number_of_sources": "-1"})

    assert (len(records), faults, warnings) == (1, [], [])


def test_what_a_spreadsheet_made_of_numbers_and_flags_is_accepted(one):
    record = one(
        id="300380.0", type_of_violence="1.0", active_year="True", best="3.0", where_prec="2.0", country_id="700.0"
    )

    assert record.external_id == "300380"
    assert (record.deaths_best, record.place.precision, record.place.country) == (3, 2, "AF")


def test_row_without_clarity_counts_as_an_event_of_its_own(one):
    assert one(event_clarity="").clarity == 1
    assert one(event_clarity="2").clarity == 2


def test_row_without_coordinates_has_none(one):
    assert one(latitude="", longitude="").place[-2:] == (None, None)


def test_characters_that_may_not_stand_are_left_out_with_a_warning(read_ged):
    (record,), faults, (warning,) = read_ged({"where_description": "area of \u200b\u200bRami"})

    assert faults == []
    assert "area of Rami" in record.account
    assert (warning.column, warning.is_warning) == ("where_description", True)


def test_title_of_long_names_keeps_its_bounds(one):
    record = one(side_a="Ahrar " * 45, side_b="Jaysh " * 45, where_coordinates="village " * 35)

    assert len(record.title) <= 300
    assert record.title.startswith("Fighting between Ahrar")
    assert " and Jaysh" in record.title
    assert len(record.parties[0].name) <= 300
