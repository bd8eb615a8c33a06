"""PAM in the record: an accord, its provisions as commitments, and what each year says of them; nothing is overwritten."""

import datetime as dt

import pytest

from records.imports.faults import FileRefused
from records.imports.importers import importer_of
from records.levels import Level
from records.models import Dataset
from statements.models import Commitment, Statement
from talks.models import Process
from tests.factories.datasets import PAM_COLUMNS, pam_file
from tests.factories.records import AnalystFactory, ReleaseFactory
from tests.factories.talks import ProcessFactory
from tests.records.imports.loading import loaded, records_of
from tracking.models import Assessment

pytestmark = pytest.mark.django_db
SECOND = {"year": "2007", "year_count": "2", "cease_implem": "2", "cease_revers": "1", "civadm_impem": "2"}


@pytest.fixture
def release():
    return ReleaseFactory(dataset=Dataset.PAM, name="1.5", level=Level.RESTRICTED)


def test_the_layout_has_216_columns():
    assert len(PAM_COLUMNS) == 216


def test_an_accord_becomes_a_statement_with_a_commitment_for_each_provision_in_it(release, tmp_path):
    tally = loaded(pam_file({}), release, tmp_path, AnalystFactory())

    statement = Statement.objects.get()
    assert tally[:3] == (1, 0, 0)
    assert (statement.title, str(statement.issued_on)) == ("Comprehensive Peace Agreement", "21 November 2006")
    assert (statement.process.name, [one.code for one in statement.process.countries]) == (
        "Peace accords of Nepal",
        ["NP"],
    )
    assert list(Commitment.objects.order_by("clause__position").values_list("summary", "kind", "themes__code")) == [
        ("Ceasefire", "refrain", "cease"),
        ("Civil administration reform", "act", "civadm"),
    ]


def test_each_year_is_an_assessment_in_review_that_a_rating_can_fall_in(release, tmp_path):
    loaded(pam_file({}, SECOND), release, tmp_path)

    judged = Assessment.objects.filter(commitment__summary="Ceasefire").order_by("as_of")
    assert [(one.as_of.year, one.rating, one.status) for one in judged] == [
        (2006, "full", "in_review"),
        (2007, "intermediate", "in_review"),
    ]
    assert judged[0].as_of == dt.datetime(2006, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
    assert judged[0].assessor_label == "Peace Accords Matrix"
    assert "as 2 of 3" in judged[1].reasoning
    assert judged[1].reasoning.endswith("A reversal is coded.")


def test_nothing_is_published_or_shown_to_everyone_by_itself(release, tmp_path):
    loaded(pam_file({}), release, tmp_path)

    assert not Assessment.objects.published().exists()
    shown = [kind.objects.visible_to(Level.PUBLIC).count() for kind in (Statement, Commitment, Assessment)]
    assert shown == [0, 0, 0]


def test_misspelt_columns_are_read_as_they_are(release, tmp_path):
    loaded(
        pam_file({"develop_prov": "1", "develop_iplem": "2", "disput_prov": "1", "dispute_implem": "1"}),
        release,
        tmp_path,
    )

    ratings = dict(Assessment.objects.values_list("commitment__clause__number", "rating"))
    assert (ratings["develop"], ratings["disput"], ratings["civadm"]) == ("intermediate", "minimal", "minimal")


def test_rows_of_an_accord_in_any_order_make_the_same_record(release, tmp_path):
    other = {"pam_caseid": "8", "accord name": "Other Accord", "year": "2006"}

    loaded(pam_file({**SECOND, "accord name": "CPA of Nepal"}, other, {}), release, tmp_path)

    accord = Statement.objects.get(external_id="7")
    assert (accord.title, Statement.objects.count()) == ("Comprehensive Peace Agreement", 2)
    assert Assessment.objects.filter(commitment__clause__statement=accord).count() == 4


def test_another_name_of_an_accord_is_told(tmp_path):
    _records, faults = records_of(Dataset.PAM, pam_file({}, {**SECOND, "accord name": "CPA"}), tmp_path)

    (warning,) = faults
    assert (warning.row, warning.column, warning.is_warning) == (2, "accord name", True)


def test_the_same_file_twice_adds_nothing(release, tmp_path):
    text = pam_file({}, SECOND)
    loaded(text, release, tmp_path)

    tally = loaded(text, release, tmp_path)

    assert tally == (0, 0, 2, ())
    assert Assessment.objects.count() == 4


def test_a_new_release_adds_a_superseding_assessment_where_the_value_changed_and_only_there(release, tmp_path):
    loaded(pam_file({}, SECOND), release, tmp_path)
    newer = ReleaseFactory(dataset=Dataset.PAM, name="2.0", level=Level.RESTRICTED)

    tally = loaded(pam_file({"cease_implem": "1"}, SECOND), newer, tmp_path)

    assert tally[:3] == (0, 1, 1)
    added = Assessment.objects.get(supersedes__isnull=False)
    assert (added.rating, added.as_of.year, added.supersedes.rating) == ("minimal", 2006, "full")
    assert Assessment.objects.count() == 5
    assert set(Assessment.objects.exclude(pk=added.supersedes_id).values_list("release", flat=True)) == {newer.pk}
    assert loaded(pam_file({"cease_implem": "1"}, SECOND), newer, tmp_path) == (0, 0, 2, ())


def test_what_was_changed_by_hand_stays_and_is_listed(release, tmp_path):
    loaded(pam_file({}), release, tmp_path)
    statement = Statement.objects.get()
    statement.title = "Nepal's peace agreement"
    statement.save()

    tally = loaded(pam_file({"accord name": "CPA 2006", "cease_implem": "0"}), release, tmp_path)

    (conflict,) = tally.conflicts
    assert (conflict.column, conflict.value) == ("title", "CPA 2006")
    assert Statement.objects.get().title == "Nepal's peace agreement"


def test_a_year_that_vanished_is_marked_and_an_accord_without_years_with_it(release, tmp_path):
    loaded(pam_file({}, SECOND, {"pam_caseid": "8", "accord name": "Other"}), release, tmp_path)
    newer = ReleaseFactory(dataset=Dataset.PAM, name="2.0", level=Level.RESTRICTED)

    loaded(pam_file({}), newer, tmp_path)

    gone = Assessment.objects.filter(withdrawn_in=newer)
    assert {one.external_id for one in gone} == {"7-2007-cease", "7-2007-civadm", "8-2006-cease", "8-2006-civadm"}
    assert list(Statement.objects.filter(withdrawn_in=newer).values_list("external_id", flat=True)) == ["8"]
    assert Commitment.objects.filter(withdrawn_in=newer).count() == 2


def test_two_files_of_one_release_withdraw_nothing_of_each_other(release, tmp_path):
    loaded(pam_file({}), release, tmp_path)
    loaded(pam_file({"pam_caseid": "8", "accord name": "Other"}), release, tmp_path)

    assert not Assessment.objects.filter(withdrawn_in__isnull=False).exists()
    assert importer_of(Dataset.PAM).on_record() == 2


def test_a_year_that_comes_back_is_no_longer_marked(release, tmp_path):
    loaded(pam_file({}, SECOND), release, tmp_path)
    loaded(pam_file({}), release, tmp_path, whole=True)

    tally = loaded(pam_file({}, SECOND), release, tmp_path)

    assert tally[:3] == (0, 1, 1)
    assert not Assessment.objects.filter(withdrawn_in__isnull=False).exists()
    assert Assessment.objects.count() == 4


def test_a_second_accord_of_a_country_without_a_code_joins_the_process_of_the_first(release, tmp_path):
    nowhere = {"country": "Nowhere"}

    loaded(pam_file(nowhere, {**nowhere, "pam_caseid": "8", "accord name": "Other"}), release, tmp_path)

    assert (Statement.objects.count(), Process.objects.count()) == (2, 1)


def test_a_short_row_is_a_fault_and_the_others_are_read(tmp_path):
    text = pam_file({})

    records, faults = records_of(Dataset.PAM, f"{text}only,three,cells\r\n", tmp_path)

    assert (len(records), [fault.row for fault in faults]) == (1, [2])


def test_a_file_of_far_too_many_rows_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("tracking.imports.pam.MOST_ROWS", 2)

    with pytest.raises(FileRefused, match="more than 2 rows"):
        records_of(Dataset.PAM, pam_file({}, SECOND, {"year": "2008"}), tmp_path)


def test_a_provision_that_a_year_no_longer_judges_is_marked(release, tmp_path):
    loaded(pam_file({}), release, tmp_path)

    tally = loaded(pam_file({"civadm_impem": "NA"}), release, tmp_path)

    assert tally[:3] == (0, 1, 0)
    assert [one.external_id for one in Assessment.objects.filter(withdrawn_in=release)] == ["7-2006-civadm"]
    assert loaded(pam_file({"civadm_impem": "NA"}), release, tmp_path)[:3] == (0, 0, 1)


def test_an_accord_joins_the_only_process_of_its_country(release, tmp_path):
    known = ProcessFactory(countries=["NP"])

    loaded(pam_file({}), release, tmp_path, AnalystFactory())

    assert Statement.objects.get().process == known


def test_an_accord_joins_no_process_that_its_importer_does_not_see(release, tmp_path):
    hidden = ProcessFactory(countries=["NP"], level=Level.CONFIDENTIAL)

    loaded(pam_file({}), release, tmp_path, AnalystFactory())

    assert Statement.objects.get().process != hidden
    assert Process.objects.count() == 2


def test_a_year_of_an_accord_without_any_provision_is_counted_and_judges_nothing(release, tmp_path):
    bare = {"cease_prov": "0", "civadm_prov": "0"}

    tally = loaded(pam_file(bare), release, tmp_path)

    assert (tally[:3], Assessment.objects.count(), Statement.objects.count()) == ((1, 0, 0), 0, 1)
    assert loaded(pam_file(bare), release, tmp_path)[:3] == (0, 0, 1)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"pam_caseid": ""}, "pam_caseid"),
        ({"year": "two"}, "year"),
        ({"accord name": ""}, "accord name"),
        ({"cease_implem": "4"}, "cease_implem"),
        ({"cease_prov": "yes"}, "cease_prov"),
        ({"cease_revers": "3"}, "cease_revers"),
    ],
)
def test_a_faulty_cell_is_named_with_its_row(tmp_path, row, column):
    records, (fault,) = records_of(Dataset.PAM, pam_file({}, {**SECOND, **row}), tmp_path)

    assert (len(records), fault.row, fault.column) == (1, 2, column)


@pytest.mark.parametrize(
    ("cell", "day"),
    [("Nepal 21 November 2006", "2006-11-21"), ("Nepal, in autumn", "2005"), ("Nepal 31 February 2006", "2005")],
)
def test_the_day_of_an_accord_is_found_in_its_cell_or_its_year_is_taken(tmp_path, cell, day):
    row = {"country_accorddate": cell, "year_count": "2"}

    (packed,), _faults = records_of(Dataset.PAM, pam_file(row), tmp_path)

    assert packed[9] == day


def test_an_unknown_country_is_doubted_and_the_row_kept(release, tmp_path):
    text = pam_file({"country": "Nowhere"})

    loaded(text, release, tmp_path)

    (warning,) = records_of(Dataset.PAM, text, tmp_path)[1]
    assert (warning.column, Process.objects.get().name) == ("country", "Peace accords of Nowhere")


def test_a_file_of_another_kind_is_refused_by_the_columns_it_lacks(tmp_path):
    with pytest.raises(FileRefused, match=r"“pam_caseid”.*PAM"):
        records_of(Dataset.PAM, "a,b\nc,d\n", tmp_path)


def test_the_preview_says_a_year_in_one_line(tmp_path):
    (packed,), _faults = records_of(Dataset.PAM, pam_file({}), tmp_path)

    assert importer_of(Dataset.PAM).describe(packed) == "2006: Comprehensive Peace Agreement (Nepal); 2 provisions"
