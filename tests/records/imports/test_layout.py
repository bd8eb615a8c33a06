"""Columns of a dataset, found in a file by name."""

import pytest

from records.imports.faults import BadValue, FileRefused
from records.imports.layout import Column, Layout

LAYOUT = Layout(
    "UCDP GED",
    [
        Column("id"),
        Column("best", earlier=("best_est",)),
        Column("adm_1", is_required=False),
        Column("notes", is_required=False, is_prose=True),
    ],
    ignored=["relid"],
)


def picked(header, cells):
    return LAYOUT.match(header).pick(cells)


def test_columns_are_found_in_any_order():
    assert picked(["adm_1", "best", "id"], ["Herat", "3", "7"]) == ("7", "3", "Herat", "")


def test_column_that_a_file_need_not_have_reads_as_empty():
    assert picked(["best", "id"], ["3", "7"]) == ("7", "3", "", "")


def test_files_that_do_and_do_not_have_it_are_told_apart():
    assert "adm_1" in LAYOUT.match(["id", "best", "adm_1"]).present
    assert "adm_1" not in LAYOUT.match(["id", "best"]).present


def test_earlier_name_of_a_column_stands_for_it():
    assert picked(["id", "best_est"], ["7", "3"]) == ("7", "3", "", "")


@pytest.mark.parametrize("name", ["ADM_1", " adm 1 ", "Adm-1", "adm.1"])
def test_case_and_spaces_in_names_do_not_count(name):
    assert picked(["id", "best", name], ["7", "3", "Herat"]) == ("7", "3", "Herat", "")


def test_missing_columns_are_named_with_the_dataset_that_was_expected():
    with pytest.raises(FileRefused, match=r"^These columns are missing: “best”\. Is this a file of UCDP GED\?$"):
        LAYOUT.match(["id", "adm_1"])


def test_column_under_two_of_its_names_is_refused():
    with pytest.raises(FileRefused, match="“best” and “best_est” are both the column best"):
        LAYOUT.match(["id", "best", "best_est"])


def test_unknown_columns_are_a_warning_about_the_file():
    (warning,) = LAYOUT.match(["id", "best", "mood", "relid", ""]).warnings

    assert (warning.row, warning.is_warning) == (0, True)
    assert warning.reason == "These columns are not known and were not read: “mood”, “column 5 (without a name)”."


def test_long_list_of_unknown_columns_is_cut():
    (warning,) = LAYOUT.match(["id", "best", *(f"x{at}" for at in range(15))]).warnings

    assert warning.reason.endswith("“x9” and 5 more.")


def test_cell_that_is_too_long_for_its_column_is_named():
    with pytest.raises(BadValue, match="2,001 characters long, as no name and no number is") as refused:
        LAYOUT.check_lengths(("7", "3", "x" * 2_001, "x" * 9_000))

    assert refused.value.column == "adm_1"


def test_prose_may_be_long():
    LAYOUT.check_lengths(("7", "3", "x" * 2_000, "x" * 9_000))


def test_known_columns_of_no_use_are_no_warning():
    assert LAYOUT.match(["id", "best", "relid"]).warnings == []
