"""What the database itself refuses, tried on the migrated database past all our own checks."""

import pytest
from django.db import IntegrityError, connection, transaction

from briefs.models import Edition, Withdrawal
from records.audit.head import last_entry
from records.triggers import keeping_triggers, refuse
from statements.models import Passage, Version
from tests.factories.briefs import EditionFactory, WithdrawalFactory
from tests.factories.records import SourceFactory
from tests.factories.statements import PassageFactory, VersionFactory
from tests.factories.tracking import AssessmentFactory, EvidenceFactory
from tracking.models import Assessment

pytestmark = pytest.mark.django_db


def refused(change, *, saying):
    with pytest.raises(IntegrityError, match=saying), transaction.atomic():
        change()


def test_an_anchored_text_never_changes():
    passage = PassageFactory()

    refused(
        lambda: Version.objects.filter(pk=passage.version_id).update(text="Another text."),
        saying="enter the correction as a new version",
    )


def test_a_text_without_passages_can_still_change():
    version = VersionFactory()

    Version.objects.filter(pk=version.pk).update(text="Another text.")

    version.refresh_from_db()
    assert version.text == "Another text."


def test_another_field_of_an_anchored_version_can_change():
    passage = PassageFactory()

    Version.objects.filter(pk=passage.version_id).update(note="Proofread.")

    assert Version.objects.get(pk=passage.version_id).note == "Proofread."


def test_nothing_is_marked_in_a_draft():
    draft = VersionFactory(is_verbatim=False)

    refused(
        lambda: PassageFactory(version=draft, clause__statement=draft.statement), saying="Nothing is marked in a draft"
    )


def test_a_marked_text_stays_verbatim():
    passage = PassageFactory()

    refused(
        lambda: Version.objects.filter(pk=passage.version_id).update(is_verbatim=False),
        saying="Passages are marked in this text, so it is no draft",
    )


def test_a_text_in_which_nothing_is_marked_becomes_a_draft_again():
    version = VersionFactory()

    Version.objects.filter(pk=version.pk).update(is_verbatim=False)

    assert not Version.objects.get(pk=version.pk).is_verbatim


def test_a_passage_must_quote_its_text():
    refused(lambda: PassageFactory(exact="War is not", start=0, end=10), saying="must stand in its version")


def test_a_passage_must_say_where_it_stands():
    refused(lambda: PassageFactory(start=None, end=None), saying="must stand in its version")


def test_a_passage_cannot_be_moved_off_its_words():
    passage = PassageFactory()

    refused(
        lambda: Passage.objects.filter(pk=passage.pk).update(start=passage.start + 1),
        saying="must stand in its version",
    )


def test_the_database_counts_code_points_as_we_do():
    version = VersionFactory(text="𐎠𐎡 گفتگوها 🕊 ادامه دارد")

    passage = PassageFactory(clause__statement=version.statement, version=version, exact="🕊 ادامه")

    assert version.text[passage.start : passage.end] == "🕊 ادامه"


@pytest.mark.parametrize(
    "change",
    [{"rating": "full"}, {"reasoning": "Thought better of it."}, {"codebook_version": "2"}, {"assessor_id": None}],
)
def test_an_assessment_is_never_edited(change, editor):
    assessment = AssessmentFactory(assessor=editor)

    refused(lambda: Assessment.objects.filter(pk=assessment.pk).update(**change), saying="never edited")


def test_a_published_assessment_stays_published():
    assessment = AssessmentFactory()

    refused(lambda: Assessment.objects.filter(pk=assessment.pk).update(status="draft"), saying="stays published")


def test_whose_place_an_assessment_takes_is_settled_until_it_is_published():
    earlier, draft, published = AssessmentFactory(), AssessmentFactory(status="in_review"), AssessmentFactory()

    Assessment.objects.filter(pk=draft.pk).update(supersedes=earlier, status="published")

    assert Assessment.objects.get(pk=draft.pk).supersedes == earlier
    refused(lambda: Assessment.objects.filter(pk=published.pk).update(supersedes=earlier), saying="never edited")


def test_a_draft_moves_on():
    assessment = AssessmentFactory(status="draft")

    Assessment.objects.filter(pk=assessment.pk).update(status="published")

    assert Assessment.objects.get().status == "published"


def test_a_published_assessment_is_never_deleted():
    assessment = AssessmentFactory()

    refused(assessment.delete, saying="never deleted")


def test_a_draft_can_be_deleted():
    AssessmentFactory(status="draft").delete()

    assert not Assessment.objects.exists()


def test_an_assessment_relies_on_evidence_about_its_own_commitment():
    assessment, other = AssessmentFactory(), EvidenceFactory()
    own = EvidenceFactory(commitment=assessment.commitment)

    refused(lambda: assessment.evidence.add(other), saying="about its own commitment only")
    assessment.evidence.add(own)

    assert list(assessment.evidence.all()) == [own]


@pytest.mark.parametrize("change", [{"pdf": b"%PDF other"}, {"number": 9}, {"content_hash": "1" * 64}])
def test_an_edition_never_changes(change):
    edition = EditionFactory()

    refused(lambda: Edition.objects.filter(pk=edition.pk).update(**change), saying="never changes")


def test_an_edition_is_never_deleted():
    edition = EditionFactory()

    refused(edition.delete, saying="never deleted")


def test_a_withdrawal_never_changes():
    withdrawal = WithdrawalFactory()

    refused(
        lambda: Withdrawal.objects.filter(pk=withdrawal.pk).update(reason="It was right after all."),
        saying="never changes",
    )


def test_a_withdrawal_is_never_taken_back():
    withdrawal = WithdrawalFactory()

    refused(withdrawal.delete, saying="never taken back")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE records_auditentry SET level = 0 WHERE number = {last}",
        "UPDATE records_auditentry SET hash = previous",
        "DELETE FROM records_auditentry WHERE number = {last}",
        "DELETE FROM records_auditentry",
    ],
)
def test_an_entry_of_the_audit_is_never_changed_or_deleted(change):
    SourceFactory()

    refused(lambda: run(change.format(last=last_entry().number)), saying="never changed and never deleted")


@pytest.mark.parametrize("number", ["{last}", "{last} + 2", "0", "-1"])
def test_an_entry_of_the_audit_has_the_next_number(number):
    SourceFactory()
    last = last_entry()

    refused(
        lambda: run(copied_entry(number.format(last=last.number), f"'{last.hash}'", last.number)), saying="at its end"
    )


def test_an_entry_of_the_audit_carries_the_hash_of_the_one_before():
    SourceFactory()
    last = last_entry()

    refused(lambda: run(copied_entry(last.number + 1, f"'{'1' * 64}'", last.number)), saying="at its end")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite knows REPLACE")
def test_an_entry_of_the_audit_is_not_replaced():
    SourceFactory()
    last = last_entry()

    refused(
        lambda: run(copied_entry(last.number, "previous", last.number).replace("INSERT", "REPLACE", 1)),
        saying="at its end",
    )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite does not know TRUNCATE")
def test_the_audit_is_never_emptied():
    refused(lambda: run("TRUNCATE records_auditentry"), saying="never changed and never deleted")


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def copied_entry(number, previous, of):
    """SQL that inserts the entry `of` anew, as another one."""
    same = "at, action, person, person_name, kind, key, record_kind, record, level, fields, facts, hash"
    return (
        f"INSERT INTO records_auditentry (number, previous, {same}) "  # noqa: S608 - values of the test itself
        f"SELECT {number}, {previous}, {same} FROM records_auditentry WHERE number = {of}"
    )


# What keeps the index of words on SQLite (records/word_search/index.py).
INDEX_TRIGGERS = [
    f"{table}_words_{moment}"
    for table in (
        *(f"statements_{model}" for model in ("statement", "version", "clause", "passage", "commitment")),
        "events_event",
    )
    for moment in ("added", "changed", "deleted")
]


def test_every_guard_of_the_migrations_stands():
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {name for (name,) in cursor.fetchall()}

    assert found == {
        "anchored_text_never_changes",
        "new_passage_quotes_its_text",
        "changed_passage_quotes_its_text",
        "draft_is_not_marked",
        "marked_text_stays_verbatim",
        "assessment_is_never_edited",
        "published_assessment_stays_published",
        "published_assessment_is_never_deleted",
        "assessment_relies_on_its_own_evidence",
        "code_comes_before_its_coder_is_done",
        "code_stays_once_its_coder_is_done",
        "settlement_is_never_edited",
        "edition_never_changes",
        "edition_is_never_deleted",
        "withdrawal_never_changes",
        "withdrawal_is_never_deleted",
        "audit_entry_follows_the_last",
        "audit_entry_never_changes",
        "audit_entry_is_never_deleted",
        *(["audit_is_never_emptied"] if connection.vendor == "postgresql" else INDEX_TRIGGERS),
    }


def test_a_guard_can_be_taken_down_and_set_up_again():
    version = PassageFactory().version
    operation = refuse(
        "anchored_text_never_changes",
        table="statements_version",
        moment="UPDATE OF text",
        condition="OLD.text <> NEW.text",
        message="The text stays.",
    )
    editor = connection.schema_editor()
    operation.reverse_code(None, editor)
    operation.code(None, editor)

    refused(lambda: Version.objects.filter(pk=version.pk).update(text="Another text."), saying="The text stays")


def standing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        return cursor.fetchall()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite rebuilds tables")
def test_guards_are_down_while_tables_are_rebuilt_and_up_again_afterwards():
    first, last = keeping_triggers()
    before, editor = standing(), connection.schema_editor()

    first.code(None, editor)
    meanwhile = standing()
    last.code(None, editor)
    forwards = standing()
    last.reverse_code(None, editor)
    first.reverse_code(None, editor)

    assert meanwhile == []
    assert forwards == standing() == before
    assert len(before) > 5
