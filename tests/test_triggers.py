"""What the database itself refuses, tried on the migrated database past all our own checks."""

import pytest
from django.db import IntegrityError, connection, transaction

from briefs.models import Edition
from records.triggers import refuse
from statements.models import Passage, Version
from tests.factories.briefs import EditionFactory
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
        "assessment_is_never_edited",
        "published_assessment_stays_published",
        "published_assessment_is_never_deleted",
        "assessment_relies_on_its_own_evidence",
        "edition_never_changes",
        "edition_is_never_deleted",
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
