"""The index of every imported year is the file's own; where the file counts otherwise, the import warns with both."""

import random
from itertools import pairwise

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from records.imports.faults import RowFault
from records.levels import Level
from records.models import Dataset
from statements.models import Statement
from tests.factories.datasets import PAM_COLUMNS, csv_of, pam_file, provisions
from tests.factories.records import AnalystFactory, ReleaseFactory, UserFactory
from tests.records.imports.loading import loaded, records_of
from tracking.imports import pam
from tracking.imports.pam import Score
from tracking.models import Assessment
from tracking.totals.index import Index
from tracking.totals.years import index_of_year, indexes_of_years

pytestmark = pytest.mark.django_db

YEARS = range(2001, 2008)


@pytest.fixture
def release():
    return ReleaseFactory(dataset=Dataset.PAM, name="2.0", level=Level.RESTRICTED)


def made_up():
    """Rows of four accords over seven years: ratings that fall, reversals, provisions not in the accord, empty cells."""
    draw, rows = random.Random(1996), []  # noqa: S311 - to draw, not to hide
    for accord in range(1, 5):
        held = draw.sample(provisions(), 5 + 11 * accord)
        level = {one["implem"]: draw.randint(0, 2) for one in held}
        for count, year in enumerate(YEARS, start=1):
            row = {
                "pam_caseid": str(900 + accord),
                "year_count": str(count),
                "cowcode": str(accord),
                "country": "Nowhere",
                "country_accorddate": f"Nowhere {YEARS[0]}-03-0{accord}",
                "accord name": f"Accord {accord} of nowhere",
                "year": str(year),
            }
            for one in provisions():
                # What the cells say of a provision that is not in the accord counts for nothing.
                row |= {one["prov"]: "0", one["init"]: "1", one["implem"]: "3", one["revers"]: "0"}
            for one in held:
                fell = draw.random() < 0.1
                name = one["implem"]
                level[name] = max(0, level[name] - 1) if fell else min(3, level[name] + draw.randint(0, 1))
                is_empty = draw.random() < 0.05
                row |= {
                    one["prov"]: "1",
                    one["init"]: "1" if level[name] else "0",
                    name: draw.choice(["", "NA"]) if is_empty else str(level[name]),
                    one["revers"]: draw.choice("12") if fell else "0",
                }
            rows.append(with_totals(row))
    return rows


def with_totals(row):
    """`row` with its last three columns: points, provisions with a value, and the score with two decimals."""
    cells = [row[one["implem"]] for one in provisions() if row[one["prov"]] == "1"]
    told = [int(cell) for cell in cells if cell not in ("", "NA")]
    score = sum(told) * 100 / (len(told) * 3)
    return {
        **row,
        "total_prov": str(len(told)),
        "total_implem_points": str(sum(told)),
        "agg_implem_score": f"{score:.2f}",
    }


def test_the_index_of_every_row_is_the_files_own(release, tmp_path):
    rows = made_up()
    analyst = AnalystFactory()

    loaded(csv_of(PAM_COLUMNS, rows), release, tmp_path, analyst)

    accords = {statement.external_id: statement for statement in Statement.objects.all()}
    assert len(accords) == 4
    for row in rows:
        index = index_of_year(accords[row["pam_caseid"]], int(row["year"]), analyst, with_review=True)
        assert f"{index.value:.2f}" == row["agg_implem_score"], (row["pam_caseid"], row["year"])
        assert (str(index.points), str(index.scored)) == (row["total_implem_points"], row["total_prov"])


def test_the_made_up_rows_have_what_is_hard_about_pam():
    rows = made_up()
    names = [one["implem"] for one in provisions()]

    assert any(row[one["prov"]] == "1" and row[one["implem"]] in ("", "NA") for row in rows for one in provisions())
    assert any(row[one["revers"]] != "0" for row in rows for one in provisions())
    assert any(
        before["pam_caseid"] == after["pam_caseid"] and before[name].isdecimal() and after[name].isdecimal()
        and before[name] > after[name]
        for before, after in pairwise(rows)
        for name in names
    )  # fmt: skip


def test_no_row_is_doubted_where_the_file_counts_as_we_do(tmp_path):
    records, faults = records_of(Dataset.PAM, csv_of(PAM_COLUMNS, made_up()), tmp_path)

    assert len(records) == 28
    assert [fault for fault in faults if fault.column == "agg_implem_score"] == []


def test_a_file_that_counts_an_empty_cell_as_not_carried_out_is_warned_of_with_both_values(release, tmp_path):
    text = pam_file({"civadm_impem": "", "agg_implem_score": "50"})

    (warning,) = (fault for fault in records_of(Dataset.PAM, text, tmp_path)[1] if fault.column == "agg_implem_score")

    assert isinstance(warning, RowFault)
    assert (warning.row, warning.value, warning.is_warning, warning.external_id) == (1, "50", True, "7-2006")
    assert "give 100.00 (3 points of 1 provisions with a value, 1 without)" in warning.reason
    loaded(text, release, tmp_path)
    assert index_of_year(Statement.objects.get(), 2006, Level.RESTRICTED, with_review=True) == Index(3, 1, 0)


@pytest.mark.parametrize("cell", ["66.7", "66.67", "66.666666", "66.66666667", "67", "", "NA", "nan", "66.66665"])
def test_a_score_is_compared_as_exactly_as_it_is_written(tmp_path, cell):
    assert records_of(Dataset.PAM, pam_file({"agg_implem_score": cell}), tmp_path)[1] == []


@pytest.mark.parametrize("cell", ["66.5", "68", "66.6", "inf", "high", "66,67"])
def test_another_score_or_what_is_no_number_is_doubted_and_the_row_kept(tmp_path, cell):
    records, (warning,) = records_of(Dataset.PAM, pam_file({"agg_implem_score": cell}), tmp_path)

    assert (len(records), warning.column, warning.value) == (1, "agg_implem_score", cell)


def test_a_year_without_a_value_has_no_index_and_the_files_0_is_not_doubted():
    doubts = []

    pam.compare("0", (Score("cease", 1, None, 0),), doubts)

    assert doubts == []
    assert pam.index((Score("cease", 1, None, 0),)) == Index(0, 0, 1)


def test_in_review_a_year_counts_only_for_those_who_look_at_it(release, tmp_path):
    loaded(pam_file({}, {"year": "2007", "cease_implem": "0"}), release, tmp_path)
    statement = Statement.objects.get()

    assert indexes_of_years(statement, Level.RESTRICTED, with_review=False) == {}
    assert indexes_of_years(statement, Level.PUBLIC, with_review=True) == {}
    assert indexes_of_years(statement, Level.RESTRICTED, with_review=True) == {
        2006: Index(4, 2, 0),
        2007: Index(1, 2, 0),
    }
    assert index_of_year(statement, 1999, Level.RESTRICTED, with_review=True).value is None


def test_published_years_count_for_every_reader_of_their_level(release, tmp_path):
    loaded(pam_file({}), release, tmp_path)
    Assessment.objects.filter(external_id="7-2006-cease").update(status=Assessment.Status.PUBLISHED)

    assert indexes_of_years(Statement.objects.get(), Level.RESTRICTED, with_review=False) == {2006: Index(3, 1, 0)}


def test_a_value_of_a_later_release_takes_the_place_of_the_earlier_and_a_withdrawn_one_does_not_count(
    release, tmp_path
):
    loaded(pam_file({}), release, tmp_path)
    newer = ReleaseFactory(dataset=Dataset.PAM, name="2.1", level=Level.RESTRICTED)
    loaded(pam_file({"cease_implem": "1", "civadm_impem": "NA"}), newer, tmp_path)

    assert indexes_of_years(Statement.objects.get(), Level.RESTRICTED, with_review=True) == {2006: Index(1, 1, 0)}


def test_the_page_of_an_accord_gives_the_index_year_by_year_to_those_who_may_see_it(client, release, tmp_path):
    loaded(pam_file({}), release, tmp_path)
    address = Statement.objects.get().get_absolute_url()

    client.force_login(AnalystFactory())
    assertContains(client.get(address), "The PAM index, year by year")
    assertContains(client.get(address), '<td class="number">66.7</td>')
    client.force_login(UserFactory(clearance=Level.RESTRICTED))
    assertNotContains(client.get(address), "The PAM index, year by year")
