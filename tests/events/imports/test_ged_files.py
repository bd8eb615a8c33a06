"""Files of UCDP GED: rows at fault, layouts of several releases, rows of the publisher."""

import csv
from pathlib import Path

import pytest

from events.imports import ged
from events.imports.record import PlaceNamed
from records.imports.faults import FileRefused
from tests.events.imports.files import GED_COLUMNS, GED_ROW, found_in, parted, text_of

MUST_HAVE = {column.name for column in ged.LAYOUT.columns if column.is_required}
EXTRACTS = Path(__file__).parents[2] / "data" / "ucdp"


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("id", "", "The identifier of the row is missing"),
        ("type_of_violence", "4", "This is no code of UCDP: a number from 1 to 3"),
        ("where_prec", "8", "This is no code of UCDP: a number from 1 to 7"),
        ("date_prec", "", "This is no code of UCDP: a number from 1 to 5"),
        ("event_clarity", "3", "This is no code of UCDP: a number from 1 to 2"),
        ("date_start", "2013-02-31", "There is no such day"),
        ("date_end", "2020-07-08", "The last day comes before the first"),
        ("latitude", "95", "A latitude lies between -90 and 90"),
        ("longitude", "NaN", "One of the two coordinates is missing"),
        ("best", "NaN", "A whole number is missing"),
        ("best", "inf", "neither infinite"),
        ("best", "1e400", "neither infinite"),
        ("high", "-1", "cannot be below 0"),
        ("low", "2.5", "without a fraction"),
        ("deaths_a", "some", "This is not a whole number"),
        ("side_a", "", "The name of this side is missing"),
        ("country_id", "here", "This is not a whole number"),
    ],
)
def test_row_at_fault_is_reported_with_column_value_and_reason_and_left_out(read_ged, column, value, reason):
    (record,), (fault,), _warnings = read_ged({column: value}, {"id": "8"})

    assert record.external_id == "8"
    assert record.row == 2
    assert (fault.row, fault.column) == (1, column)
    assert fault.external_id == ("" if column == "id" else "7")
    assert reason in fault.reason


def test_place_without_any_name_is_a_fault(read_ged):
    records, (fault,), _warnings = read_ged({"where_coordinates": "", "adm_1": "", "adm_2": "", "country": ""})

    assert records == []
    assert fault.column == "where_coordinates"


def test_doubts_about_a_row_at_fault_do_not_pass_to_the_next(read_ged):
    (record,), faults, warnings = read_ged({"side_a": "Anduria\u200b", "low": "9", "best": "x"}, {"id": "8"})

    assert (record.external_id, len(faults), warnings) == ("8", 1, [])


def test_id_of_a_row_at_fault_is_told_within_bounds(read_ged):
    _records, (fault,), _warnings = read_ged({"id": "7\u202e" * 200})

    assert fault.column == "id"
    assert "An identifier has 100 characters at most" in fault.reason
    assert len(fault.external_id) == 100
    assert "\u202e" not in fault.external_id


def test_faults_of_the_table_come_through(tmp_path):
    path = tmp_path / "ged.csv"
    path.write_text(text_of(GED_COLUMNS, [GED_ROW]) + "8,short\r\n")

    records, (fault,), _warnings = parted(found_in(ged.read, path))

    assert len(records) == 1
    assert (fault.row, "too few cells" in fault.reason) == (2, True)


def test_columns_that_older_files_do_not_have_are_not_missed(read_ged):
    columns = [name for name in GED_COLUMNS if name in MUST_HAVE]

    (record,), faults, warnings = read_ged({}, columns=columns)

    assert (faults, warnings) == ([], [])
    assert record.account == "State-based fighting, as coded by UCDP."
    assert record.place == PlaceNamed("Afghanistan", "town", 1, "AF", "", "", "34.5", "61.25")


def test_name_that_is_no_name_is_a_fault(read_ged):
    (record,), (fault,), _warnings = read_ged({"side_a": "x" * 4_001}, {"id": "8", "source_headline": "x" * 4_001})

    assert record.external_id == "8"
    assert (fault.row, fault.column) == (1, "side_a")


def test_another_dataset_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("event_id_cnty,event_date\nAFG7,2021-07-08\n")

    with pytest.raises(FileRefused, match=r"These columns are missing: “id”.*Is this a file of UCDP GED\?"):
        found_in(ged.read, path)


def test_layout_of_38_columns_in_another_order_is_read(read_ged):
    left_out = {"relid", "code_status", "where_description", "source_office", "source_date", "source_headline", "gwnoa"}
    columns = [name for name in GED_COLUMNS if name not in left_out and not name.endswith("dset_id")][::-1]

    (record,), faults, warnings = read_ged({}, columns=columns)

    assert len(columns) == 38
    assert (record.external_id, record.deaths_best, faults, warnings) == ("7", 3, [], [])


@pytest.mark.parametrize(("name", "columns"), [("ged_49_columns.csv", 49), ("ged_41_columns.csv", 41)])
def test_rows_of_the_publisher_are_read_without_a_fault(name, columns):
    with (EXTRACTS / name).open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)

    records, faults, warnings = parted(found_in(ged.read, EXTRACTS / name))

    assert len(header) == columns
    assert faults == []
    assert [record.external_id for record in records] == [row[header.index("id")] for row in rows]
    assert {(warning.row, warning.column) for warning in warnings if warning.column == "best"} == {
        (at, "best")
        for at, row in enumerate(rows, start=1)
        if not int(row[header.index("low")]) <= int(row[header.index("best")]) <= int(row[header.index("high")])
    }
    assert all(len(record.title) <= 300 and record.place.name for record in records)
    claims = [claim for record in records for claim in record.reports]
    assert claims
    assert all(claim.label and claim.as_cited for claim in claims)
