"""A chain broken in every way is caught, and the first bad entry named."""

import pytest
from django.db import connection

from records.audit import head, verification
from records.audit.chain import COLUMNS, digest
from records.audit.head import BEFORE_THE_FIRST, Head, last_entry
from records.audit.verification import ChainBroken, Verified, verify
from records.models import AuditEntry
from tests.conftest import audit_unguarded
from tests.factories.records import PublisherFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(tmp_path, settings):
    """The numbers of the last five entries of a whole chain, whose head is up to date and whose guards are down."""
    settings.AUDIT_HEAD = tmp_path / "head"
    PublisherFactory.create_batch(5)
    head.renew()
    with audit_unguarded():
        yield list(AuditEntry.objects.order_by("number").values_list("number", flat=True))[-5:]


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def broken():
    """(number, reason) of the first bad entry."""
    with pytest.raises(ChainBroken) as caught:
        verify()
    return caught.value.number, str(caught.value)


def rehash(number, previous=None):
    """Give an entry the hash of its content, as a forger would, and `previous` before that."""
    if previous is not None:
        run("UPDATE records_auditentry SET previous = %s WHERE number = %s", previous, number)
    values = AuditEntry.objects.values_list(*COLUMNS).get(number=number)
    run("UPDATE records_auditentry SET hash = %s WHERE number = %s", digest(values), number)


def test_a_whole_chain_is_verified_to_its_last_entry(chain):
    last = AuditEntry.objects.get(number=chain[-1])

    assert verify() == Verified(chain[-1], last.at, last.hash, behind=0)


def test_a_chain_longer_than_a_batch_is_read_to_its_end(chain, monkeypatch):
    monkeypatch.setattr(verification, "BATCH", 2)
    seen = []

    found = verify(after_batch=seen.append)

    assert found.count == chain[-1]
    assert seen == [*range(2, chain[-1], 2), chain[-1]]


def test_an_empty_chain_is_whole(chain):
    run("DELETE FROM records_auditentry")
    head.stored_head()
    head.Path(head.settings.AUDIT_HEAD).unlink()

    assert verify() == Verified(0, None, BEFORE_THE_FIRST, behind=0)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2001-01-01 00:00:00"),
        ("action", "'viewed'"),
        ("person", "99"),
        ("person_name", "'somebody else'"),
        ("kind", "'talks.round'"),
        ("key", "99"),
        ("record_kind", "'talks.round'"),
        ("record", "NULL"),
        ("level", "2"),
        ("fields", "'title'"),
        ("facts", """'{"rows":1}'"""),
        ("hash", "'" + "0" * 64 + "'"),
    ],
)
def test_a_changed_content_is_caught_whatever_the_column(chain, column, value):
    value = f"'{value}'" if column == "at" else value
    run(f"UPDATE records_auditentry SET {column} = {value} WHERE number = {chain[2]}")  # noqa: S608 - values of the test itself

    number, reason = broken()

    assert number == chain[2]
    assert "its content was changed" in reason


def test_a_changed_content_with_its_hash_made_anew_is_caught_at_the_next(chain):
    run("UPDATE records_auditentry SET level = 2 WHERE number = %s", chain[2])
    rehash(chain[2])

    number, reason = broken()

    assert number == chain[3]
    assert "does not follow the entry before it" in reason


def test_two_entries_in_each_others_place_are_caught(chain):
    for number, new in ((chain[1], -1), (chain[2], chain[1]), (-1, chain[2])):
        run("UPDATE records_auditentry SET number = %s WHERE number = %s", new, number)

    assert broken()[0] == chain[1]


def test_an_entry_taken_from_the_middle_is_missed(chain):
    run("DELETE FROM records_auditentry WHERE number = %s", chain[2])

    assert broken() == (chain[2], "it is missing")


def test_entries_taken_from_the_middle_are_missed(chain):
    run("DELETE FROM records_auditentry WHERE number IN (%s, %s)", chain[1], chain[2])

    assert broken() == (chain[1], f"entries {chain[1]} to {chain[2]} are missing")


def test_an_entry_before_the_first_is_caught(chain):
    run("UPDATE records_auditentry SET number = 0 WHERE number = %s", chain[-1])

    assert broken() == (0, "it stands before the first entry")


def test_a_first_entry_that_follows_something_is_caught(chain):
    rehash(1, previous="1" * 64)

    number, reason = broken()

    assert number == 1
    assert "does not follow" in reason


def test_a_tail_that_was_cut_is_caught_by_the_head(chain):
    run("DELETE FROM records_auditentry WHERE number >= %s", chain[3])

    assert broken() == (chain[3], f"it and all after it are missing: by the head, the last entry is {chain[4]}")


def test_a_chain_that_was_emptied_is_caught_by_the_head(chain):
    run("DELETE FROM records_auditentry")

    assert broken()[0] == 1


def test_a_tail_that_was_written_anew_is_caught_by_the_head(chain):
    run("UPDATE records_auditentry SET person = 99 WHERE number = %s", chain[4])
    rehash(chain[4])

    assert broken() == (chain[4], "it is not the entry that the head tells of")


def test_a_head_that_is_behind_is_no_fault(chain):
    known = last_entry()
    PublisherFactory.create_batch(2)

    found = verify()

    assert (found.count, found.behind) == (known.number + 2, 2)


def test_a_missing_head_is_said(chain, settings):
    settings.AUDIT_HEAD.unlink()

    assert broken() == (chain[4], "the head cannot vouch for the last entry: it is not there")


def test_a_head_that_nobody_here_sealed_is_said(chain, settings):
    settings.AUDIT_HEAD.write_bytes(Head(chain[3], "1" * 64).line[:-5] + b"beef\n")

    assert "it does not hold a line that this site has sealed" in broken()[1]


def test_a_head_of_any_other_bytes_is_said(chain, settings):
    settings.AUDIT_HEAD.write_bytes(b"\xff\x00 garbage")

    assert "it does not hold a line that this site has sealed" in broken()[1]


def test_a_head_sealed_with_an_earlier_key_still_counts(chain, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert verify().count == chain[-1]


def test_a_head_that_cannot_be_read_is_said(chain, settings):
    settings.AUDIT_HEAD = settings.AUDIT_HEAD.parent

    assert "it cannot be read" in broken()[1]


def test_entries_read_one_by_one_are_those_read_together(chain):
    together = verification.read(verification.WHOLE, 0, chain[-1])

    assert verification.one_by_one([(number,) for number in range(1, chain[-1] + 1)]) == together


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps no text in a column of moments")
@pytest.mark.parametrize("value", ["long ago", "2021-13-45 00:00:00"])
def test_a_moment_that_is_none_is_caught(chain, value):
    run("UPDATE records_auditentry SET at = %s WHERE number = %s", value, chain[2])

    assert broken()[0] == chain[2]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps no bytes that are not UTF-8")
def test_an_entry_that_cannot_be_read_is_named_after_those_before_it_are_checked(chain):
    run("UPDATE records_auditentry SET fields = CAST(x'ff' AS TEXT) WHERE number = %s", chain[2])

    assert broken() == (chain[2], "it cannot be read: it holds a value that no entry was written with")

    run("UPDATE records_auditentry SET person = 99 WHERE number = %s", chain[1])

    assert broken()[0] == chain[1]
