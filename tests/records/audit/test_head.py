"""The head outside the database follows the chain, and never past a break."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from records.audit import head
from records.audit.head import Head, last_entry, stored_head
from records.audit.verification import verify
from records.models import AuditEntry
from tests.conftest import audit_unguarded
from tests.factories.records import PublisherFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_head(tmp_path, settings):
    settings.AUDIT_HEAD = tmp_path / "head"
    PublisherFactory(name="Before")
    head.renew()


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """A block whose changes are stored as if they were a transaction."""

    @contextmanager
    def block():
        # What was to be done at the end of the changes before it.
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True) as steps:
            yield steps

    return block


def cut(number):
    """Take away the last entries, from `number` on."""
    with audit_unguarded():
        AuditEntry.objects.filter(number__gte=number)._raw_delete("default")


def test_the_head_follows_what_is_stored(committing):
    with committing():
        PublisherFactory()

    last = last_entry()
    assert stored_head() == Head(last.number, last.hash)


def test_many_writes_of_one_transaction_move_the_head_once(committing):
    with committing() as steps:
        PublisherFactory.create_batch(5)

    assert steps == [head.advance]
    assert stored_head().number == last_entry().number


def test_the_head_stays_when_the_transaction_fails():
    before = stored_head()

    PublisherFactory()

    assert stored_head() == before


def test_a_head_left_behind_by_a_crash_catches_up(committing):
    PublisherFactory.create_batch(3)

    with committing():
        PublisherFactory()

    assert stored_head().number == last_entry().number


def test_the_head_never_goes_back(committing, settings):
    PublisherFactory()
    head.renew()
    written = settings.AUDIT_HEAD.read_bytes()

    head.advance()

    assert settings.AUDIT_HEAD.read_bytes() == written


def test_a_cut_is_not_forgotten_when_the_chain_grows_past_it(committing, caplog):
    PublisherFactory.create_batch(2)
    head.renew()
    known = stored_head()
    cut(known.number - 1)

    with committing():
        PublisherFactory.create_batch(5)

    assert last_entry().number > known.number
    assert stored_head() == known
    assert "left as it is: the chain does not continue from entry" in caplog.text


def test_a_lost_head_is_not_made_anew_in_silence(committing, settings, caplog):
    settings.AUDIT_HEAD.unlink()

    with committing():
        PublisherFactory()

    assert stored_head() is None
    assert "cannot be written (No such file or directory)" in caplog.text


def test_a_head_that_cannot_be_written_leaves_the_write_and_says_no_name(committing, settings, caplog):
    settings.AUDIT_HEAD = settings.AUDIT_HEAD.parent

    with committing():
        publisher = PublisherFactory(name="Zxqv")

    assert type(publisher).objects.filter(name="Zxqv").exists()
    assert "cannot be written (Is a directory)" in caplog.text
    assert "Zxqv" not in caplog.text


def test_a_chain_that_begins_writes_its_head(committing, settings):
    settings.AUDIT_HEAD.unlink()
    cut(1)

    with committing() as steps:
        PublisherFactory.create_batch(2)

    assert steps == [head.begin]
    assert (stored_head().number, verify().behind) == (2, 0)
    assert settings.AUDIT_HEAD.stat().st_mode & 0o777 == 0o600
    assert list(settings.AUDIT_HEAD.parent.iterdir()) == [settings.AUDIT_HEAD]


def test_a_chain_that_begins_beside_the_head_of_another_says_so(committing, caplog):
    known = stored_head()
    cut(1)

    with committing():
        PublisherFactory()

    assert stored_head() == known
    assert f"does not continue from entry {known.number}" in caplog.text


def test_a_chain_that_begins_where_no_file_can_be_says_so(committing, settings, caplog):
    settings.AUDIT_HEAD = settings.AUDIT_HEAD.parent / "gone" / "head"
    cut(1)

    with committing():
        PublisherFactory()

    assert "cannot be written" in caplog.text


def test_the_command_tells_how_many_entries_and_up_to_which(capsys):
    entry = AuditEntry.objects.first()

    call_command("verify_audit")

    assert capsys.readouterr().out == (
        f"{entry.number:,} entries verified, up to {entry.at:%Y-%m-%d %H:%M:%S} UTC.\nHash of the last: {entry.hash}\n"
    )


def test_the_command_keeps_quiet_when_asked_to(capsys):
    call_command("verify_audit", verbosity=0)

    assert capsys.readouterr().out == ""


def test_the_command_tells_of_an_empty_audit(capsys, settings):
    settings.AUDIT_HEAD.unlink()
    cut(1)

    call_command("verify_audit")

    assert capsys.readouterr().out == "The audit has no entry yet.\n"


def test_the_command_tells_that_the_head_is_behind(capsys):
    PublisherFactory()

    call_command("verify_audit")

    assert "Entries after the head: 1." in capsys.readouterr().out


def test_the_command_names_the_first_bad_entry():
    number = last_entry().number
    with audit_unguarded():
        AuditEntry.objects.filter(number=number).update(person=99)

    with pytest.raises(CommandError, match=f"broken at entry {number:,}: its content was changed") as told:
        call_command("verify_audit", new_head=True)

    assert "--new-head" not in str(told.value)


def test_a_new_head_is_written_when_asked_for_and_entered(committing, capsys):
    known = stored_head()
    cut(known.number)

    with pytest.raises(CommandError, match="--new-head"):
        call_command("verify_audit")
    with committing():
        call_command("verify_audit", new_head=True)

    entry = AuditEntry.objects.first()
    assert (entry.action, entry.told) == ("head renewed", {"hash": known.hash, "number": known.number})
    assert stored_head() == Head(entry.number, entry.hash)
    assert "entries verified" in capsys.readouterr().out


def test_a_new_head_is_written_when_there_is_none(committing, settings):
    settings.AUDIT_HEAD.unlink()

    with committing():
        call_command("verify_audit", new_head=True, verbosity=0)

    assert stored_head().number == last_entry().number


def test_a_new_head_is_written_over_one_that_cannot_be_read(committing, settings):
    settings.AUDIT_HEAD.write_text("garbage")

    with committing():
        call_command("verify_audit", new_head=True, verbosity=0)

    assert AuditEntry.objects.first().told == {}
    assert stored_head().number == last_entry().number


def test_a_whole_chain_gets_no_new_head_however_often_asked():
    before = last_entry()

    call_command("verify_audit", new_head=True, verbosity=0)

    assert last_entry() == before


def test_a_new_head_that_cannot_be_written_says_where(settings):
    settings.AUDIT_HEAD = settings.AUDIT_HEAD.parent / "gone" / "head"

    with pytest.raises(CommandError, match=r"gone/head cannot be written: No such file or directory\. Make its folder"):
        call_command("verify_audit", new_head=True)


class Terminal:
    """An output that is a terminal, and keeps what it is shown."""

    def __init__(self):
        self.shown = ""

    def isatty(self):
        return True

    def write(self, text):
        self.shown += text

    def flush(self):
        pass


def test_the_command_shows_on_a_terminal_how_far_it_is():
    terminal = Terminal()

    call_command("verify_audit", stderr=terminal, verbosity=0)

    assert f"\r{last_entry().number:,} entries read ..." in terminal.shown
    assert terminal.shown.endswith("\r\033[K")
