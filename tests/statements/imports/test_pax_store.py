"""PA-X in the record: entered once, updated by a new release, and never over what a person changed."""

import datetime as dt

import pytest

from records.imports.importers import importer_of
from records.levels import Level
from records.models import Dataset
from statements.models import Signature, Statement, Theme
from talks.models import Party, Process
from tests.factories.datasets import pax_file
from tests.factories.records import AnalystFactory, ReleaseFactory
from tests.factories.statements import ThemeFactory
from tests.factories.talks import PartyFactory, ProcessFactory, RoundFactory
from tests.records.imports.loading import loaded, records_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    return ReleaseFactory(dataset=Dataset.PAX, name="6", level=Level.RESTRICTED)


def changed_by_hand(row, **values):
    row = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_a_row_becomes_a_process_and_a_statement_with_its_signatures_and_themes(release, tmp_path):
    analyst = AnalystFactory()

    tally = loaded(pax_file({}), release, tmp_path, analyst)

    statement = Statement.objects.get()
    assert tally[:3] == (1, 0, 0)
    assert (statement.title, statement.form, statement.stage) == (
        "Agreement on Provisional Arrangements",
        "agreement",
        "SubComp",
    )
    assert (str(statement.issued_on), statement.created_by) == ("5 December 2001", analyst)
    assert (statement.process.name, statement.process.external_id) == (
        "Afghanistan: 2000s post-intervention process",
        "2",
    )
    assert [one.code for one in statement.process.countries] == ["AF"]
    assert sorted(statement.signatures.values_list("party__name", "capacity")) == [
        ("Northern Council", "party"),
        ("Southern Front", "party"),
        ("United Nations", "witness"),
    ]
    assert sorted(statement.themes.values_list("codebook", "code")) == [("pax", "GeWom"), ("pax", "Polps")]


def test_nothing_of_it_is_public(release, tmp_path):
    loaded(pax_file({}), release, tmp_path)

    shown = [kind.objects.visible_to(Level.PUBLIC).count() for kind in (Statement, Process, Party, Signature)]
    assert shown == [0, 0, 0, 0]


def test_a_party_on_record_is_found_by_its_name_and_another_waits_to_be_reviewed(release, tmp_path):
    known = PartyFactory(name="Northern Council")

    loaded(pax_file({}), release, tmp_path)

    assert known.signatures.count() == 1
    assert sorted(Party.objects.unreviewed().values_list("name", flat=True)) == ["Southern Front", "United Nations"]


def test_the_same_file_twice_changes_nothing(release, tmp_path):
    text = pax_file({}, {"AgtId": "865", "Agt": "Second Agreement"})
    loaded(text, release, tmp_path)
    before = list(Statement.objects.order_by("pk").values("pk", "revision", "title"))

    tally = loaded(text, release, tmp_path)

    assert tally == (0, 0, 2, ())
    assert list(Statement.objects.order_by("pk").values("pk", "revision", "title")) == before
    assert (Process.objects.count(), Signature.objects.count()) == (1, 6)


def test_a_new_release_updates_what_it_says_otherwise(release, tmp_path):
    loaded(pax_file({}), release, tmp_path)
    newer = ReleaseFactory(dataset=Dataset.PAX, name="7", level=Level.RESTRICTED)

    tally = loaded(pax_file({"Agt": "Bonn Agreement", "GeWom": "0", "Part": "For the Third Force"}), newer, tmp_path)

    statement = Statement.objects.get()
    assert tally == (0, 1, 0, ())
    assert (statement.title, statement.release) == ("Bonn Agreement", newer)
    assert [theme.code for theme in statement.themes.all()] == ["Polps"]
    assert {one.party.name for one in statement.signatures.all()} == {"Third Force", "United Nations"}


def test_what_was_changed_by_hand_stays_through_every_later_release_and_is_listed(release, tmp_path):
    loaded(pax_file({}), release, tmp_path)
    changed_by_hand(Statement.objects.get(), title="The Bonn Agreement")

    for number, title in enumerate(("Second wording", "Third wording")):
        newer = ReleaseFactory(dataset=Dataset.PAX, name=f"7.{number}", level=Level.RESTRICTED)
        tally = loaded(pax_file({"Agt": title, "StageSub": f"Sub{number}"}), newer, tmp_path)

        statement = Statement.objects.get()
        assert (statement.title, statement.substage) == ("The Bonn Agreement", f"Sub{number}")
        (conflict,) = tally.conflicts
        assert (conflict.column, conflict.value) == ("title", title)


def test_themes_and_signatures_chosen_by_hand_stay(release, tmp_path):
    loaded(pax_file({}), release, tmp_path)
    statement = Statement.objects.get()
    statement.themes.add(ThemeFactory(code="own"))
    statement.signatures.first().delete()

    tally = loaded(pax_file({"Ce": "1", "Part": "For the Third Force"}), release, tmp_path)

    assert {fault.column for fault in tally.conflicts} == {"themes", "Part"}
    assert statement.themes.filter(code="own").exists()
    assert statement.signatures.count() == 2


def test_a_row_that_vanished_is_marked_and_comes_back_when_it_does(release, tmp_path):
    both = pax_file({}, {"AgtId": "865", "Agt": "Second Agreement"})
    loaded(both, release, tmp_path)
    newer = ReleaseFactory(dataset=Dataset.PAX, name="7", level=Level.RESTRICTED)

    loaded(pax_file({}), newer, tmp_path)
    gone = Statement.objects.get(external_id="865")
    loaded(both, newer, tmp_path)

    assert gone.withdrawn_in == newer
    assert not Statement.objects.get(external_id="865").is_withdrawn


def test_two_files_of_one_release_withdraw_nothing_of_each_other_unless_one_is_the_whole(release, tmp_path):
    loaded(pax_file({}), release, tmp_path)
    other = pax_file({"AgtId": "865"})
    loaded(other, release, tmp_path)
    parts = Statement.objects.filter(withdrawn_in__isnull=False).count()

    loaded(other, release, tmp_path, whole=True)

    assert (parts, Statement.objects.get(withdrawn_in=release).external_id) == (0, "864")


def test_a_release_that_more_people_see_shows_no_stored_row_to_them(release, tmp_path):
    hidden = ReleaseFactory(dataset=Dataset.PAX, name="5", level=Level.CONFIDENTIAL)
    loaded(pax_file({}), hidden, tmp_path)

    loaded(pax_file({"Agt": "Another title"}), release, tmp_path)

    statement = Statement.objects.get()
    assert (statement.title, statement.shown_level) == ("Another title", Level.CONFIDENTIAL)


def test_a_release_that_ends_no_embargo_shows_no_stored_row_earlier(release, tmp_path):
    until = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
    loaded(pax_file({}), ReleaseFactory(dataset=Dataset.PAX, name="5", level=1, embargo_until=until), tmp_path)

    loaded(pax_file({"Agt": "Another title"}), release, tmp_path)

    assert Statement.objects.get().shown_from == until


def test_a_statement_with_a_round_stays_in_the_process_of_that(release, tmp_path):
    loaded(pax_file({}), release, tmp_path)
    statement = Statement.objects.get()
    changed_by_hand(statement, round=RoundFactory(process=statement.process))

    tally = loaded(pax_file({"PP": "3", "PPName": "Another process"}), release, tmp_path)

    (conflict,) = tally.conflicts
    assert "is a round of" in conflict.reason
    assert Statement.objects.get().process == statement.process


def test_a_document_without_a_status_and_one_of_unclear_status_are_entered_as_such(release, tmp_path):
    loaded(pax_file({"Status": ""}, {"AgtId": "2", "Status": "Status unclear"}), release, tmp_path)

    assert sorted(Statement.objects.values_list("external_id", "status")) == [("2", "unclear"), ("864", "")]
    assert set(Signature.objects.filter(statement__external_id="2").values_list("standing", flat=True)) == {
        "attributed"
    }


def test_a_short_name_in_use_gets_another_one(release, tmp_path):
    ProcessFactory(slug="afghanistan-2000s-post-intervention-process")

    loaded(pax_file({}), release, tmp_path, AnalystFactory())

    assert Process.objects.get(external_id="2").slug == "afghanistan-2000s-post-intervention-process-pax-2"


def test_a_short_name_in_use_twice_gets_a_number(release, tmp_path):
    for end in ("", "-pax-2"):
        ProcessFactory(slug=f"afghanistan-2000s-post-intervention-process{end}")

    loaded(pax_file({}), release, tmp_path, AnalystFactory())

    assert Process.objects.get(external_id="2").slug.endswith("-pax-2-2")


def test_a_hidden_process_of_the_short_name_is_not_told_of(release, tmp_path):
    ProcessFactory(slug="afghanistan-2000s-post-intervention-process", level=Level.CONFIDENTIAL)

    loaded(pax_file({}), release, tmp_path, AnalystFactory())

    process = Process.objects.get(external_id="2")
    assert (process.slug, process.beside) == ("afghanistan-2000s-post-intervention-process", 1)


def test_the_preview_says_a_row_in_one_line(tmp_path):
    (packed,), _faults = records_of(Dataset.PAX, pax_file({}), tmp_path)

    line = importer_of(Dataset.PAX).describe(packed)

    assert line == (
        "2001-12-05: Agreement on Provisional Arrangements (Afghanistan: 2000s post-intervention process); 3 signatures"
    )


def test_the_groups_of_the_codebook_are_themes():
    assert Theme.objects.filter(codebook="pax", code="Polps", label="Political power sharing").exists()
