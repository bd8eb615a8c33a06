import datetime as dt
import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from statements.models import Deadline, Statement, Theme, Version
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    DeadlineFactory,
    PassageFactory,
    SignatureFactory,
    StatementFactory,
    StatementLinkFactory,
    VersionFactory,
)
from tests.factories.talks import PartyFactory, RoundFactory

pytestmark = pytest.mark.django_db


def refusal(row, **options):
    with pytest.raises(ValidationError) as refused:
        row.full_clean(**options)
    return " ".join(refused.value.messages)


def test_the_codebook_of_pam_comes_with_its_51_provisions():
    provisions = Theme.objects.filter(codebook=Theme.Codebook.PAM)

    assert provisions.count() == 51
    assert str(provisions.get(code="cease")) == "Ceasefire (PAM)"


def test_a_round_of_another_process_is_refused_by_name():
    round_ = RoundFactory(name="Doha meeting", process__name="Other talks")
    statement = StatementFactory()
    statement.round = round_

    assert "“Doha meeting” is a round of Other talks" in refusal(statement)


def test_a_new_statement_without_a_process_is_refused_for_that_alone():
    assert refusal(Statement(title="Draft", form="joint")) == "This field cannot be null."


def test_statement_ends_on_or_after_it_takes_effect():
    statement = StatementFactory.build(round=None, effective_on="2021-07-09", ended_on="2021-07-08")

    assert "cannot end before it takes effect" in refusal(statement, exclude=["process"])


def test_statements_issued_by_a_day_count_by_their_last_day():
    StatementFactory(issued_on="2021-07-07/2021-07-08")
    StatementFactory(issued_on=None)

    assert not Statement.objects.issued_by_day(dt.date(2021, 7, 7)).exists()
    assert Statement.objects.issued_by_day(dt.date(2021, 7, 8)).count() == 1


def test_statements_cannot_amend_each_other_in_a_circle():
    first, second = StatementFactory(title="First"), StatementFactory(title="Second")
    StatementLinkFactory(statement=second, earlier=first, kind="amends")

    link = StatementLinkFactory.build(statement=first, earlier=second, kind="amends")

    assert "“Second” leads back to “First”" in refusal(link)
    StatementLinkFactory.build(statement=first, earlier=second, kind="reaffirms").full_clean()


def test_statement_is_not_related_to_itself():
    statement = StatementFactory(title="First")

    assert "cannot be related to itself" in refusal(StatementLinkFactory.build(statement=statement, earlier=statement))


def test_a_relation_reads_as_a_sentence():
    link = StatementLinkFactory(statement__title="Annex", kind="amends", earlier__title="Agreement")

    assert str(link) == "Annex amends Agreement"


def test_signature_is_of_a_party_or_a_person():
    signature = SignatureFactory.build(statement=StatementFactory(), party=None)

    assert "Say whose signature it is" in refusal(signature)


@pytest.mark.parametrize(("as_written", "told"), [("For the Taliban", "For the Taliban"), ("", "Taliban")])
def test_a_signature_is_told_as_written_or_by_its_party(as_written, told):
    assert str(SignatureFactory(party=PartyFactory(name="Taliban"), as_written=as_written)) == told


def test_the_direction_of_a_text_follows_its_language():
    assert [VersionFactory(language=language).direction for language in ("prs", "ps", "en", "ru")] == [
        "rtl",
        "rtl",
        "ltr",
        "ltr",
    ]


def test_a_text_is_refused_a_change_once_a_passage_stands_in_it():
    version = PassageFactory().version
    version.note = "Proofread."
    version.full_clean()
    version.text += "One more line."

    assert "Enter the correction as a new version" in refusal(version)


def test_a_document_is_kept_under_a_name_nobody_can_guess_with_its_checksum(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    version = VersionFactory.build(statement=StatementFactory())
    version.document = ContentFile(b"the words", name="Secret annex.PDF")

    version.save()

    assert version.document_sha256 == hashlib.sha256(b"the words").hexdigest()
    assert "Secret" not in version.document.name
    assert version.document.name.endswith(".pdf")
    version.note = "Proofread."
    version.save()
    assert Version.objects.get().document_sha256 == hashlib.sha256(b"the words").hexdigest()


def test_a_quote_finds_its_place():
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement)
    passage = PassageFactory.build(
        clause=clause, version=version, exact="War is not the solution", start=None, end=None
    )

    passage.full_clean()

    assert version.text[passage.start : passage.end] == "War is not the solution"
    assert passage.prefix.endswith("2. ")


def test_a_quote_that_is_not_in_the_text_is_refused_with_what_comes_nearest():
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement)
    passage = PassageFactory.build(clause=clause, version=version, exact="War is no solution", start=None, end=None)

    said = refusal(passage)

    assert "War is not the solution" in said


def test_a_place_that_does_not_hold_the_quote_is_refused_with_what_stands_there():
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement)
    passage = PassageFactory.build(clause=clause, version=version, exact="War is not", start=0, end=10)

    assert "1. Both si" in refusal(passage)


def test_a_passage_of_a_commitment_stands_in_the_commitments_point():
    commitment = CommitmentFactory()
    version = VersionFactory(statement=commitment.statement)
    passage = PassageFactory.build(
        clause=None, commitment=commitment, version=version, exact="War", start=None, end=None
    )

    passage.full_clean(exclude=["clause"])

    assert passage.clause == commitment.clause


def test_a_version_of_another_statement_is_refused_by_its_name():
    clause = ClauseFactory()
    passage = PassageFactory.build(
        clause=clause, version=VersionFactory(statement__title="Elsewhere"), exact="War", start=None, end=None
    )

    assert "belongs to another statement: “Elsewhere”" in refusal(passage)


def test_a_commitment_of_another_point_is_refused():
    commitment = CommitmentFactory()
    clause = ClauseFactory(statement=commitment.statement)
    version = VersionFactory(statement=commitment.statement)

    passage = PassageFactory.build(
        clause=clause, commitment=commitment, version=version, exact="War", start=None, end=None
    )

    assert "quoted from another point" in refusal(passage)


def test_disputed_passage_says_why():
    passage = PassageFactory()
    passage.is_disputed = True

    assert "Say why this rendering is disputed" in refusal(passage)


def test_a_long_quote_is_told_by_its_beginning():
    assert str(PassageFactory(exact="War is not the solution")) == "“War is not the solution”"
    text = "Both sides will continue talks at a high level and will speed them up from now on."
    version = VersionFactory(text=text)
    long = PassageFactory(clause__statement=version.statement, version=version, exact=text)
    assert str(long) == f"“{text[:60]}…”"


@pytest.mark.parametrize(("due_on", "refused"), [("2021-07-06", True), ("2021-07-07", False), ("2021-07", False)])
def test_a_commitment_falls_due_on_or_after_the_day_of_its_statement(due_on, refused):
    commitment = CommitmentFactory(clause__statement__issued_on="2021-07-07/2021-07-08")
    deadline = DeadlineFactory.build(commitment=commitment, terms="dated", due_on=due_on, words="")

    if refused:
        assert "6 July 2021 is before the statement was issued (7–8 July 2021)" in refusal(deadline)
    else:
        deadline.full_clean()


@pytest.mark.parametrize("fields", [{"terms": "dated", "due_on": None}, {"terms": "soon", "due_on": "2021-08-01"}])
def test_deadline_has_a_date_when_it_is_by_a_date(fields):
    assert "A deadline by a date needs the date" in refusal(
        DeadlineFactory.build(commitment=CommitmentFactory(), **fields)
    )


def test_commitment_has_one_original_deadline():
    commitment = DeadlineFactory().commitment

    assert "original deadline is entered already" in refusal(DeadlineFactory.build(commitment=commitment))
    DeadlineFactory.build(commitment=commitment, amended_by=StatementFactory()).full_clean()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"words": "as soon as possible"}, "as soon as possible"),
        ({"words": "", "terms": "dated", "due_on": "2021-08-01"}, "1 August 2021"),
        ({"words": "", "terms": "none"}, "none stated"),
    ],
)
def test_a_deadline_is_told_as_worded(fields, told):
    assert str(Deadline(**fields)) == told


def test_commitments_cannot_wait_for_each_other():
    first = CommitmentFactory(summary="First")
    second = CommitmentFactory(summary="Second", depends_on=first)
    first.depends_on = second

    assert "“Second” leads back to “First”" in refusal(first)


def test_a_passage_without_a_version_is_refused_for_that_alone():
    passage = PassageFactory.build(clause=ClauseFactory(), version=None, exact="War", start=None, end=None)

    assert refusal(passage) == "This field cannot be null."
