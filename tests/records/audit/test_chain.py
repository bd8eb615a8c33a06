"""How an entry joins the chain: numbered, hashed, in the transaction of what it tells of."""

import datetime as dt
import hashlib
import json
import uuid
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction

from records.audit import chain
from records.audit.entries import note
from records.audit.head import BEFORE_THE_FIRST, last_entry
from records.models import Source, StaleRevision
from records.triggers import refuse
from tests.factories.records import SourceFactory
from tests.records.audit.entered import entered_by

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2021, 7, 8, 9, 30, 0, 5, tzinfo=dt.UTC)
RECORD = uuid.UUID("0c9d9c5e-7a1c-4b43-9d5a-000000000001")


def test_the_hash_is_that_of_the_canonical_form():
    canonical = (
        '[7,"2021-07-08T09:30:00.000005Z","changed",3,"\\u0627\\u062d\\u0645\\u062f","talks.round",12,"talks.round",'
        f'"{RECORD.hex}",1,"agenda","",'
        f'"{BEFORE_THE_FIRST}"]'
    )

    found = chain.digest(
        (7, MOMENT, "changed", 3, "احمد", "talks.round", 12, "talks.round", RECORD, 1, "agenda", "", BEFORE_THE_FIRST)
    )

    assert json.loads(canonical)[0] == 7
    assert found == hashlib.sha256(canonical.encode()).hexdigest()


def test_the_moment_counts_in_utc_wherever_it_was_read():
    tehran = dt.timezone(dt.timedelta(hours=3, minutes=30))
    rest = ("changed", None, "", "", None, "", None, 0, "", "", BEFORE_THE_FIRST)

    assert chain.digest((1, MOMENT, *rest)) == chain.digest((1, MOMENT.astimezone(tehran), *rest))


def test_each_entry_has_the_next_number_and_the_hash_of_the_one_before():
    before = last_entry()

    first, second = entered_by(lambda: (SourceFactory(publisher=None), SourceFactory(publisher=None)))

    assert (first.number, first.previous) == (before.number + 1, before.hash)
    assert (second.number, second.previous) == (first.number + 1, first.hash)


def test_what_is_stored_gives_the_hash_again():
    (entry,) = entered_by(lambda: SourceFactory(publisher=None))

    assert chain.digest([getattr(entry, column) for column in chain.COLUMNS]) == entry.hash


def test_what_is_rolled_back_leaves_no_entry():
    def change():
        with transaction.atomic():
            SourceFactory()
            transaction.set_rollback(True)

    assert entered_by(change) == []


def test_a_save_refused_as_stale_leaves_no_entry():
    source = SourceFactory()
    mine, theirs = Source.objects.get(pk=source.pk), Source.objects.get(pk=source.pk)
    theirs.save()

    def change():
        with pytest.raises(StaleRevision):
            mine.save()

    assert entered_by(change) == []


def test_what_cannot_be_entered_is_not_done():
    source = SourceFactory(title="Round-up")
    full = refuse("audit_is_full", table="records_auditentry", moment="INSERT", condition="1 = 1", message="no room")
    full.code(None, connection.schema_editor())
    source.title = "Another"

    with pytest.raises(IntegrityError, match="no room"), transaction.atomic():
        source.save()

    assert Source.objects.get(pk=source.pk).title == "Round-up"


def test_whoever_catches_the_error_stores_nothing_either():
    source = SourceFactory(title="Round-up")
    full = refuse("audit_is_full", table="records_auditentry", moment="INSERT", condition="1 = 1", message="no room")
    full.code(None, connection.schema_editor())

    with transaction.atomic():
        Source._base_manager.update(title="Another")
        with suppress(IntegrityError):
            note("changed", source)

    assert Source.objects.get(pk=source.pk).title == "Round-up"
