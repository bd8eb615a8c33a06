import datetime as dt
import subprocess
import sys
import zlib

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections

from events.merging import merge, take_back
from events.models import Event, EventParty
from records.imports import afterwards
from records.imports.running import begin, load
from records.levels import AFTER_EVERY_EMBARGO
from records.models import Dataset, ImportRun
from statements.models import Commitment
from tests.events.imports.files import GED_COLUMNS, GED_ROW, text_of
from tests.factories.events import EventFactory, EventPartyFactory
from tests.factories.records import EditorFactory
from tests.factories.statements import CommitmentFactory
from tests.factories.talks import PartyFactory, PartyIdentifierFactory, PartyNameFactory
from tests.factories.tracking import DismissalFactory, EvidenceFactory
from tracking.models import Dismissal, Evidence, Suggestion, SuggestionRun
from tracking.suggestions import apart, fresh, running
from tracking.suggestions.fresh import bring_event_up_to_date, bring_up_to_date
from tracking.suggestions.running import alone, run

pytestmark = pytest.mark.django_db
Extent = SuggestionRun.Extent


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path, monkeypatch):
    """Nobody else writes meanwhile, so nothing of the last seconds has to be looked at twice on PostgreSQL."""
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.setattr(running, "MARGIN", dt.timedelta(0))


def commitment_of(*obligors):
    return CommitmentFactory(clause__statement__issued_on="2021-07-08", obligors=obligors)


def event_of(*parties, **fields):
    event = EventFactory(**{"happened_on": "2021-07-20", "place": None, **fields})
    for party in parties:
        EventPartyFactory(event=event, party=party)
    return event


def suggested():
    return set(Suggestion.objects.values_list("commitment", "event"))


def ged(tmp_path, *differences, release="24.1"):
    path = tmp_path / "ged.csv"
    path.write_text(text_of(GED_COLUMNS, [{**GED_ROW, **one} for one in differences]), encoding="utf-8")
    return load(begin(path, dataset=Dataset.GED, release_name=release, file_name="ged.csv"), path)


def test_first_every_commitment_is_looked_at_and_then_what_has_changed():
    obligor = PartyFactory()
    commitment, event = commitment_of(obligor), event_of(obligor)

    first = run()
    later = event_of(obligor)
    second = run()

    assert suggested() == {(commitment.pk, event.pk), (commitment.pk, later.pk)}
    assert (first.extent, first.commitments_done, first.suggested) == (Extent.ALL, 1, 1)
    assert (second.extent, second.commitments_done, second.events_done, second.suggested) == (Extent.CHANGED, 1, 1, 1)
    assert first.read_up_to <= second.read_up_to <= second.ended_at


def test_a_run_after_which_nothing_has_changed_looks_at_nothing():
    commitment_of(PartyFactory())
    run()

    again = run()

    assert (again.extent, again.commitments_total, again.events_done) == (Extent.CHANGED, 0, 0)


def test_rows_that_are_right_stay_and_what_no_longer_holds_goes():
    obligor = PartyFactory()
    commitment, event, other = commitment_of(obligor), event_of(obligor), event_of(obligor)
    run()
    before = Suggestion.objects.get(event=event).pk

    other.event_parties.all()[0].delete()
    run()

    assert Suggestion.objects.get().pk == before
    assert suggested() == {(commitment.pk, event.pk)}


def test_decisions_of_people_are_never_touched():
    obligor = PartyFactory()
    commitment, event, other = commitment_of(obligor), event_of(obligor), event_of(obligor)
    EvidenceFactory(commitment=commitment, event=event, status=Evidence.Status.REJECTED)
    DismissalFactory(commitment=commitment, event=other)

    run(Extent.ALL)

    assert Evidence.objects.get().status == Evidence.Status.REJECTED
    assert Dismissal.objects.count() == 1
    assert not Suggestion.objects.waiting().exists()


def test_a_run_that_is_killed_half_way_leaves_what_is_stored_and_the_next_does_the_rest(monkeypatch):
    monkeypatch.setattr(running, "BATCH", 1)
    obligor = PartyFactory()
    commitments, event = [commitment_of(obligor) for _ in range(3)], event_of(obligor)

    def killed(done, total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(say=killed)
    half = suggested()
    made = run()

    assert half == {(one.pk, event.pk) for one in commitments[:2]}
    assert suggested() == {(one.pk, event.pk) for one in commitments}
    assert (made.extent, made.suggested) == (Extent.ALL, 1)
    assert SuggestionRun.objects.filter(ended_at=None).count() == 1


def test_a_run_of_what_changed_that_is_killed_is_made_up_for_by_the_next(monkeypatch):
    monkeypatch.setattr(running, "BATCH", 1)
    obligor = PartyFactory()
    commitments = [commitment_of(obligor) for _ in range(2)]
    run()
    event = event_of(obligor)
    Commitment.objects.first().clause.statement.save()

    def killed(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(say=killed)
    run()

    assert suggested() == {(one.pk, event.pk) for one in commitments}


def test_the_second_of_two_at_once_says_so_and_ends():
    commitment_of(PartyFactory())
    if connection.vendor == "postgresql":
        # A lock of another connection, as that of another process.
        other = connections.create_connection("default")
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [running_key()])
        with pytest.raises(CommandError, match="already"):
            call_command("suggest_evidence", verbosity=0)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [running_key()])
        other.close()
    else:
        with alone(), pytest.raises(CommandError, match="already"):
            call_command("suggest_evidence", verbosity=0)

    assert not SuggestionRun.objects.exists()
    call_command("suggest_evidence", verbosity=0)
    assert SuggestionRun.objects.get().ended_at


def running_key():
    return zlib.crc32(b"Parley imports suggestions")


def test_the_command_tells_how_far_it_is(capsys):
    obligor = PartyFactory()
    commitment_of(obligor)
    event_of(obligor)

    call_command("suggest_evidence")
    call_command("suggest_evidence", "--changed", verbosity=0)
    call_command("suggest_evidence", "--all", verbosity=0)

    told = capsys.readouterr().out
    assert "commitments 1 of 1" in told
    assert told.endswith("Looked at 1 commitments and 0 changed events: 1 new suggestions.\n")
    assert [one.extent for one in SuggestionRun.objects.order_by("pk")] == [Extent.ALL, Extent.CHANGED, Extent.ALL]


def test_after_an_import_what_it_brought_is_suggested(tmp_path):
    obligor = PartyFactory()
    PartyIdentifierFactory(party=obligor, scheme="ucdp", value=GED_ROW["side_a_new_id"])
    commitment = commitment_of(obligor)
    commitment.clause.statement.issued_on = "2000-01-01"
    commitment.clause.statement.save()
    event_of(obligor)
    run()

    done = ged(tmp_path, {})

    event = Event.objects.get(dataset=Dataset.GED)
    assert done.state == ImportRun.State.FINISHED
    assert (commitment.pk, event.pk) in suggested()
    last = SuggestionRun.objects.first()
    assert (last.extent, last.events_done) == (Extent.CHANGED, 1)


def test_a_row_that_a_new_release_tells_otherwise_is_compared_anew(tmp_path):
    obligor = PartyFactory()
    PartyIdentifierFactory(party=obligor, scheme="ucdp", value=GED_ROW["side_a_new_id"])
    commitment = commitment_of(obligor)
    commitment.clause.statement.issued_on = "2000-01-01"
    commitment.clause.statement.save()
    ged(tmp_path, {})
    before = Suggestion.objects.get().score

    ged(tmp_path, {"side_a_new_id": "999001", "side_a": "Somebody else"}, release="25.1")
    assert not Suggestion.objects.exists()
    ged(tmp_path, {}, release="26.1")
    assert Suggestion.objects.get().score == before
    # A release that lacks the row withdraws it.
    ged(tmp_path, {"id": "999"}, release="27.1")
    assert suggested() == {(commitment.pk, Event.objects.get(external_id="999").pk)}


def test_an_import_without_a_commitment_on_record_looks_for_nothing(tmp_path):
    ged(tmp_path, {})

    assert not SuggestionRun.objects.exists()


def test_a_failure_after_an_import_is_told_in_the_log_and_spoils_nothing(tmp_path, monkeypatch, caplog):
    def fails(run):
        raise ValueError("no room")

    monkeypatch.setattr(afterwards, "WORKS", [])
    afterwards.register(fails)

    done = ged(tmp_path, {})

    assert (done.state, Event.objects.count()) == (ImportRun.State.FINISHED, 1)
    assert "fails" in caplog.text
    assert "no room" in caplog.text


def test_an_import_that_is_refused_is_followed_by_nothing(tmp_path):
    commitment_of(PartyFactory())

    done = ged(tmp_path, {"date_start": "someday"})

    assert done.state == ImportRun.State.REFUSED
    assert not SuggestionRun.objects.exists()


def test_the_page_of_a_commitment_is_brought_up_to_date_when_something_has_changed():
    obligor, other = PartyFactory(), PartyFactory()
    commitment, unrelated = commitment_of(obligor), commitment_of(other)
    event = event_of(obligor)

    assert bring_up_to_date(commitment)
    assert suggested() == {(commitment.pk, event.pk)}
    assert not bring_up_to_date(commitment)

    run()
    assert not bring_up_to_date(commitment)
    unrelated.summary = "Something else"
    unrelated.save()
    assert not bring_up_to_date(commitment)
    assert bring_up_to_date(unrelated)

    later = event_of(obligor)
    assert bring_up_to_date(commitment)
    assert not bring_up_to_date(commitment)
    assert suggested() == {(commitment.pk, event.pk), (commitment.pk, later.pk)}


def test_the_page_of_an_event_is_brought_up_to_date_when_something_has_changed():
    obligor = PartyFactory()
    commitment, event = commitment_of(obligor), event_of(obligor)
    event_of(obligor)

    assert bring_event_up_to_date(event)
    assert suggested() == {(commitment.pk, event.pk)}
    assert not bring_event_up_to_date(event)

    run()
    assert not bring_event_up_to_date(event)
    event.event_parties.all()[0].delete()
    assert bring_event_up_to_date(event)
    assert (commitment.pk, event.pk) not in suggested()


def test_a_page_shows_what_is_stored_while_somebody_writes_for_long(monkeypatch, caplog):
    def is_locked(commitment):
        raise OperationalError("database is locked")

    monkeypatch.setattr(fresh, "rank", is_locked)

    assert not bring_up_to_date(commitment_of(PartyFactory()))
    assert "database is locked" in caplog.text


def test_events_with_suggestions_can_be_merged_and_parted_again():
    obligor, editor = PartyFactory(), EditorFactory()
    commitment, goes, stays = commitment_of(obligor), event_of(obligor), event_of()
    run()

    merge(goes, stays, editor, AFTER_EVERY_EMBARGO)
    run()
    assert suggested() == {(commitment.pk, stays.pk)}

    goes.refresh_from_db()
    take_back(goes, editor, AFTER_EVERY_EMBARGO)
    run()
    assert suggested() == {(commitment.pk, goes.pk)}


def test_changes_of_names_and_of_many_rows_at_once_are_seen():
    taliban = PartyFactory(name="Group")
    commitment = commitment_of(taliban)
    commitment.summary = "The Harakat keep to it"
    commitment.save()
    event = event_of(taliban, title="Harakat speaks")
    run()
    assert "word" in {reason[0] for reason in Suggestion.objects.get().reasons}

    PartyNameFactory(party=taliban, name="Harakat")
    run()
    assert "word" not in {reason[0] for reason in Suggestion.objects.get().reasons}

    EventParty.objects.filter(event=event).update(role=EventParty.Role.HOST)
    run()
    assert Suggestion.objects.get().reasons[0][0] == "obligor_otherwise"

    Commitment.objects.update(kind=Commitment.Kind.REFRAIN)
    run()
    assert "kind" in {reason[0] for reason in Suggestion.objects.get().reasons}


def test_the_command_that_runs_apart_is_there(django_capture_on_commit_callbacks, monkeypatch):
    started = []
    monkeypatch.setattr(apart, "launch", started.append)

    with django_capture_on_commit_callbacks(execute=True):
        apart.start()

    done = subprocess.run([*apart.COMMAND[:3], "--help"], capture_output=True, text=True, check=True)
    assert started == [[sys.executable, *apart.COMMAND[1:]]]
    assert "--changed" in done.stdout
