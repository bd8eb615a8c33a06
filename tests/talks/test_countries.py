"""Countries by the numbers and names of datasets."""

import csv

import pytest
from django_countries.data import COUNTRIES

from talks.countries import STATES, country_named, country_numbered, country_with_iso_number


def test_table_of_states_names_each_number_once_and_existing_codes_only():
    with STATES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    numbers = [int(row["number"]) for row in rows]
    codes = [row["iso"] for row in rows if row["iso"]]

    assert numbers == sorted(set(numbers))
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(COUNTRIES)


@pytest.mark.parametrize(
    ("number", "code"), [(652, "SY"), (700, "AF"), (2, "US"), (565, "NA"), (345, ""), (680, ""), (9999, None)]
)
def test_country_of_a_gleditsch_ward_number(number, code):
    assert country_numbered(number) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syria", "SY"),
        ("syria ", "SY"),
        ("Myanmar (Burma)", "MM"),
        ("Russia (Soviet Union)", "RU"),
        ("Serbia (Yugoslavia)", ""),
        ("Macedonia, FYR", "MK"),
        ("Anduria", ""),
    ],
)
def test_country_of_a_name(name, code):
    assert country_named(name) == code


@pytest.mark.parametrize(("number", "code"), [(4, "AF"), (760, "SY"), (0, None)])
def test_country_of_an_iso_number(number, code):
    assert country_with_iso_number(number) == code
