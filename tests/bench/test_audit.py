import pytest

from bench.audit import MANY, verification, without_audit, writes
from records.audit import head
from tests.factories.records import SourceFactory
from tests.records.audit.entered import entered_by, told_by

pytestmark = pytest.mark.django_db


def test_each_kind_of_write_is_measured_with_and_without():
    found = writes(rounds=1)

    assert [one.name for one in found] == [
        "a record saved in the admin, request and answer",
        "a record read and saved in Python",
        f"{MANY} records added in bulk",
        f"{MANY} records changed in bulk",
    ]
    assert all(len(one.audited.seconds) == len(one.bare.seconds) == 1 and one.ratio > 0 for one in found)


def test_without_the_audit_nothing_is_entered_and_afterwards_everything_is():
    source = SourceFactory(publisher=None)

    with without_audit():
        nothing = entered_by(source.save)

    assert nothing == []
    assert told_by(source.save) == [("changed", "records.source", "")]


def test_a_chain_is_made_as_long_as_asked_and_verified(tmp_path, settings):
    settings.AUDIT_HEAD = tmp_path / "head"
    SourceFactory()
    head.renew()
    number = head.last_entry().number + 5

    assert verification(number) > 0
    assert head.last_entry().number == number
