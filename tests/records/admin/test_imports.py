"""The pages of imports: a dataset is sent, what is found in it is shown, and nobody does more than they may."""

import csv
import datetime as dt
import io
import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from records.admin.revision import signed_revision
from records.imports.uploads import folder, note_beside
from records.levels import Level
from records.models import AuditEntry, Dataset, ImportIssue, ImportRun, Release
from records.roles import Role
from tests.factories.records import (
    AnalystFactory,
    ImportIssueFactory,
    ImportRunFactory,
    ReleaseFactory,
    UserFactory,
)
from tests.factories.talks import PartyFactory, PlaceFactory
from tests.records.admin.pages import address

pytestmark = pytest.mark.django_db
State = ImportRun.State
ADD = "admin:records_importrun_add"


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def sent(**changed):
    boxes = {
        "dataset": "pax",
        "release": "7",
        "file": SimpleUploadedFile("pax.csv", b"AgtId\n1\n"),
        "arrived": "whole",
        "extent": "part",
    }
    return {**boxes, **changed}


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def errors_of(response):
    return " ".join(error for errors in response.context["form"].errors.values() for error in errors)


def kept_run(**values):
    run = ImportRunFactory(kept_as="kept", **values)
    (folder() / "kept").write_text("id\n1\n")
    return run


def without_tokens(response):
    """What a page says, without the token that is another each time."""
    return re.sub(rb'value="\w{64}"', b"", response.content)


def act(browser, run, action, **changed):
    data = {"action": action, "revision": signed_revision(run), **changed}
    return browser.post(address("change", run), data, follow=True)


def test_a_dataset_that_is_sent_is_kept_and_its_import_begun(analyst):
    response = analyst.post(reverse(ADD), sent(skips_bad="on"), follow=True)

    run = ImportRun.objects.get()
    assert response.redirect_chain[-1][0] == address("change", run)
    assert (run.release.dataset, run.release.name, run.file_name) == (Dataset.PAX, "7", "pax.csv")
    assert (run.skips_bad, run.extent, run.state) == (True, "part", State.WAITING)
    assert (folder() / run.kept_as).read_bytes() == b"AgtId\n1\n"
    assert "Nothing is stored yet" in told(response)
    kinds = AuditEntry.objects.filter(action="added").values_list("kind", flat=True)
    assert {"records.release", "records.importrun"} <= {*kinds}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"file": ""}, "This field is required."),
        ({"dataset": "other"}, "is not one of the available choices"),
        ({"release": ""}, "This field is required."),
        ({"extent": "all"}, "is not one of the available choices"),
        ({"release": "x" * 61}, "60"),
        ({"arrived": ""}, "broke off"),
    ],
)
def test_what_is_in_the_way_is_said_and_nothing_is_left(analyst, changed, words):
    response = analyst.post(reverse(ADD), sent(**changed))

    assert words in errors_of(response)
    assert not ImportRun.objects.exists()
    assert not Release.objects.exists()
    response.close()
    assert list(folder().iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_at_the_box(analyst, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "file"
    settings.VAR_DIR.write_text("")

    response = analyst.post(reverse(ADD), sent())

    assert "The server could not keep the file" in errors_of(response)
    assert not ImportRun.objects.exists()


def test_who_may_look_and_not_import_presses_no_button():
    keeper = UserFactory(clearance=Level.RESTRICTED, roles=[Role.KEEPER])
    keeper.user_permissions.add(Permission.objects.get(codename="view_importrun"))
    browser, run = Client(), kept_run(state=State.CHECKED)
    browser.force_login(keeper)

    page = browser.get(address("change", run))
    answer = act(browser, run, "confirm")

    assert (page.status_code, answer.status_code) == (200, 403)
    assert "Confirm and store" not in page.content.decode()


def test_an_administrator_who_enters_no_record_neither_imports_nor_looks():
    browser, run = Client(), kept_run()
    browser.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))

    assert [browser.get(page).status_code for page in (reverse(ADD), address("change", run))] == [403, 403]


def test_who_is_cleared_for_public_records_alone_is_told_whom_to_ask():
    browser = Client()
    browser.force_login(AnalystFactory(clearance=Level.PUBLIC))

    response = browser.post(reverse(ADD), sent())

    assert "Ask a reviewer" in errors_of(response)
    assert not ImportRun.objects.exists()


def test_a_file_above_the_limit_is_refused_unread(analyst, settings):
    settings.IMPORT_MOST = 300

    response = analyst.post(reverse(ADD), sent())

    assert response.status_code == 413
    assert not ImportRun.objects.exists()


def test_a_file_larger_than_any_page_is_taken(analyst, monkeypatch):
    monkeypatch.setattr("records.post_size.WHOLE", 300)

    response = analyst.post(reverse(ADD), sent())

    assert response.status_code == 302


def test_who_may_not_import_sends_no_large_file(settings):
    reader = Client()
    reader.force_login(UserFactory())

    response = reader.post(reverse(ADD), sent(file=SimpleUploadedFile("pax.csv", b"x" * 300_000)))

    assert response.status_code == 413
    assert not (settings.VAR_DIR / "imports").exists()


def test_a_run_at_work_says_how_far_it_is_and_asks_by_itself(analyst):
    run = kept_run(state=State.CHECKING, seen_at_work_at=dt.datetime.now(dt.UTC))
    note_beside(run, {"done": 12_000, "share": 0.42})

    page = analyst.get(address("change", run)).content.decode()
    piece = analyst.get(reverse("admin:records_importrun_progress", args=[run.pk]))

    for text in (page, piece.content.decode()):
        assert "12,000 rows" in text
        assert 'value="42"' in text
        assert "hx-get" in text
    assert "HX-Refresh" not in piece.headers
    assert "Give up" not in page


def test_faults_of_an_import_under_embargo_are_shown_to_who_prepares_it(analyst):
    run = kept_run(state=State.REFUSED, embargo_until=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))
    ImportIssueFactory(run=run, reason="A latitude lies between two poles.")

    page = analyst.get(address("change", run)).content.decode()

    assert "A latitude lies between two poles." in page


def test_once_a_run_has_moved_on_the_whole_page_is_asked_anew(analyst):
    run = kept_run(state=State.CHECKED)

    piece = analyst.get(reverse("admin:records_importrun_progress", args=[run.pk]))

    assert piece.headers["HX-Refresh"] == "true"
    assert b"hx-get" not in piece.content


def test_a_run_that_was_killed_says_so_and_can_go_on(analyst):
    run = kept_run(state=State.LOADING, rows_done=4000, seen_at_work_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))

    page = analyst.get(address("change", run)).content.decode()
    response = act(analyst, run, "go-on")

    assert "It was ended before it was done" in page
    assert "Go on" in page
    assert "It goes on" in told(response)


def test_what_was_checked_is_previewed_and_confirmed(analyst):
    run = kept_run(state=State.CHECKED, rows_read=1200, rows_new=1000, rows_changed=150, rows_same=50)
    note_beside(run, {"rows": ["2001-12-05: Agreement <b>"]})

    page = analyst.get(address("change", run)).content.decode()
    response = act(analyst, run, "confirm")

    assert "What storing it would do" in page
    assert "<td>1,200</td><td>1,000</td><td>150</td><td>50</td>" in page
    assert "2001-12-05: Agreement &lt;b&gt;" in page
    run.refresh_from_db()
    assert run.state == State.LOADING
    assert "are being stored" in told(response)


def test_a_button_pressed_on_a_page_of_before_does_nothing(analyst):
    run = kept_run(state=State.CHECKED)
    before = signed_revision(run)
    act(analyst, run, "give-up")

    response = act(analyst, run, "confirm", revision=before)

    run.refresh_from_db()
    assert run.state == State.REFUSED
    assert "Look at it as it is now" in told(response)


@pytest.mark.parametrize("revision", ["", "records.importrun:1:1", "made up"])
def test_a_button_without_its_revision_does_nothing(analyst, revision):
    run = kept_run(state=State.CHECKED)

    act(analyst, run, "confirm", revision=revision)

    run.refresh_from_db()
    assert run.state == State.CHECKED


def test_what_is_not_to_be_done_now_is_answered_with_the_reason(analyst):
    run = kept_run(state=State.FINISHED)

    response = act(analyst, run, "confirm")

    assert "does not wait to be confirmed" in told(response)


def test_faults_are_listed_page_by_page_and_come_as_a_file_that_no_spreadsheet_runs(analyst):
    run = kept_run(state=State.REFUSED, refusal="2 of 3 rows are at fault.")
    ImportIssueFactory(run=run, value="=HYPERLINK(1)", reason="Not a number.")
    ImportIssue.objects.bulk_create(ImportIssue(run=run, kind="warning", row=100 + n, reason="R") for n in range(60))

    page = analyst.get(address("change", run)).content.decode()
    second = analyst.get(address("change", run), {"page": 2}).content.decode()
    file = b"".join(analyst.get(reverse("admin:records_importrun_faults", args=[run.pk])).streaming_content).decode()

    assert "2 of 3 rows are at fault." in page
    assert "All 61 as CSV" in page
    assert ("Not a number." in page, "Not a number." in second) == (True, False)
    lines = list(csv.DictReader(io.StringIO(file)))
    assert len(lines) == 61
    assert (lines[0]["row"], lines[0]["column"], lines[0]["value"]) == ("7", "latitude", "'=HYPERLINK(1)")
    entry = AuditEntry.objects.filter(action="exported").get()
    assert (entry.kind, entry.told) == ("records.importrun", {"format": "csv", "rows": 61})


def test_a_finished_import_says_what_waits_to_be_matched(analyst):
    run = kept_run(state=State.FINISHED)
    PartyFactory.create_batch(2, brought_by=run.release)
    PartyFactory(brought_by=run.release, level=Level.CONFIDENTIAL)
    PlaceFactory(brought_by=run.release)

    page = analyst.get(address("change", run)).content.decode()

    assert "2 parties and 1 place wait to be matched" in page
    assert reverse("admin:talks_party_matching") in page
    assert "Every row was in order." in page
    assert reverse("admin:records_importrun_lowering", args=[run.pk]) not in page


def test_an_import_that_brought_nothing_new_says_that_nothing_waits(analyst):
    page = analyst.get(address("change", kept_run(state=State.FINISHED))).content.decode()

    assert "nothing waits to be matched" in page


def test_a_hidden_import_is_answered_like_one_that_is_not_there(analyst):
    hidden = kept_run(release=ReleaseFactory(level=Level.CONFIDENTIAL))
    shown = kept_run()

    for page in ("change", "progress", "faults"):
        name = f"admin:records_importrun_{page}"
        answers = [analyst.get(reverse(name, args=[key])) for key in (hidden.pk, 70_000_000)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert without_tokens(answers[0]) == without_tokens(answers[1])
    assert act(analyst, hidden, "give-up").status_code == 404
    assert analyst.get(address("change", shown)).status_code == 200


def test_a_hidden_import_is_in_no_list(analyst):
    kept_run(file_name="hidden.csv", release=ReleaseFactory(level=Level.CONFIDENTIAL))
    kept_run(file_name="shown.csv")

    page = analyst.get(address("changelist", ImportRun)).content.decode()

    assert ("hidden.csv" in page, "shown.csv" in page) == (False, True)


def test_nobody_edits_or_deletes_an_import(admin_client):
    run = kept_run(state=State.FINISHED)

    admin_client.post(address("change", run), {"file_name": "other.csv", "_save": "Save"})
    answer = admin_client.post(address("delete", run), {"post": "yes"})

    run.refresh_from_db()
    assert run.file_name != "other.csv"
    assert answer.status_code == 403


def test_a_release_of_acled_is_never_public(admin_client):
    release = ReleaseFactory(dataset=Dataset.ACLED, name="weekly", level=Level.RESTRICTED)

    response = admin_client.post(
        reverse("admin:records_release_lowering", args=[release.pk]), {"to_level": "0", "reason": "Everyone asks."}
    )

    assert "never public" in response.content.decode()
    release.refresh_from_db()
    assert release.level == Level.RESTRICTED


def test_the_front_page_offers_to_import_a_dataset(analyst):
    page = analyst.get(reverse("admin:index")).content.decode()

    assert "Import a dataset" in page
    assert reverse(ADD) in page


@pytest.mark.parametrize("page", ["changelist", "change"])
def test_pages_take_as_many_queries_for_three_as_for_one(analyst, page, django_assert_max_num_queries):
    run = kept_run(state=State.FINISHED)
    ImportIssueFactory(run=run)
    where = address(page, run if page == "change" else ImportRun)
    with django_assert_max_num_queries(40) as first:
        analyst.get(where)
    ImportIssueFactory.create_batch(2, run=run)
    ImportRunFactory.create_batch(2)

    with django_assert_max_num_queries(len(first)):
        analyst.get(where)
