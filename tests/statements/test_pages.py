import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import Level
from statements.models import Signature, Statement, StatementLink
from tests.factories.records import SourceFactory
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    PassageFactory,
    SignatureFactory,
    StatementFactory,
    StatementLinkFactory,
    VersionFactory,
)
from tests.factories.talks import PartyFactory, PersonFactory
from tests.listed import csv_lines, listed

pytestmark = pytest.mark.django_db

STATEMENTS = "statements:statement-list"


@pytest.mark.parametrize("count", [1, 3])
def test_statement_list_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    for statement in StatementFactory.create_batch(count):
        VersionFactory.create_batch(count, statement=statement)
        CommitmentFactory.create_batch(count, clause__statement=statement)

    with django_assert_num_queries(8):
        client.get(reverse(STATEMENTS))


@pytest.mark.parametrize("count", [1, 3])
def test_statement_page_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    statement = StatementFactory()
    SignatureFactory.create_batch(count, statement=statement)
    StatementLinkFactory.create_batch(count, statement=statement)
    for version in VersionFactory.create_batch(count, statement=statement, source=SourceFactory()):
        commitment = CommitmentFactory(clause__statement=statement, obligors=[PartyFactory()])
        PassageFactory(version=version, clause=commitment.clause, commitment=commitment)

    with django_assert_num_queries(11):
        client.get(statement.get_absolute_url())


def test_statements_are_found_by_words_in_title_summary_text_round_or_process(client):
    found = {
        StatementFactory(title="Zeta"),
        StatementFactory(summary="zeta"),
        StatementFactory(round__name="Zeta"),
        StatementFactory(round__process__name="Zeta"),
        VersionFactory(text="They met in Zeta.").statement,
    }
    VersionFactory(text="Secret Zeta", level=Level.RESTRICTED)

    assert listed(client, STATEMENTS, q="zeta") == found


def test_statements_are_found_by_process_and_form(client):
    kept = StatementFactory(form=Statement.Form.CEASEFIRE)
    StatementFactory()

    assert listed(client, STATEMENTS, process=kept.process) == {kept}
    assert listed(client, STATEMENTS, form="ceasefire") == {kept}


def test_statements_are_found_by_a_party_that_signed_or_is_bound(client):
    party = PartyFactory()
    signed = SignatureFactory(party=party).statement
    bound = CommitmentFactory(obligors=[party]).statement
    CommitmentFactory(obligors=[party], level=Level.RESTRICTED)
    StatementFactory()

    assert listed(client, STATEMENTS, party=party) == {signed, bound}


def test_statements_are_found_by_language_of_a_text_the_reader_may_see(client):
    kept = VersionFactory(language="prs").statement
    VersionFactory(language="prs", level=Level.RESTRICTED)
    VersionFactory(language="en")

    assert listed(client, STATEMENTS, language="prs") == {kept}


def test_statements_are_found_by_whether_a_rendering_is_disputed(client):
    disputed = PassageFactory(is_disputed=True, dispute_reason="Wrong").clause.statement
    hidden = PassageFactory(is_disputed=True, dispute_reason="Wrong", level=Level.RESTRICTED).clause.statement

    assert listed(client, STATEMENTS, disputed="yes") == {disputed}
    assert listed(client, STATEMENTS, disputed="no") == {hidden}


def test_statements_are_found_by_when_they_were_issued(client):
    kept = StatementFactory(issued_on="2021-07-07/2021-07-08")
    StatementFactory(issued_on="2021-07-06")
    StatementFactory(issued_on="2021-07-10")

    assert listed(client, STATEMENTS, since="2021-07-08", until="2021-07-09") == {kept}


def test_statements_come_in_the_order_asked_for(client):
    old = StatementFactory(title="A", issued_on="2020")
    new = StatementFactory(title="B", issued_on="2021")

    def order(**asked):
        return list(client.get(reverse(STATEMENTS), asked).context["object_list"])

    assert order() == [new, old]
    assert order(sort="oldest") == [old, new]
    assert order(sort="title") == [old, new]


def test_statement_list_counts_only_what_the_reader_may_see(client):
    statement = StatementFactory()
    VersionFactory.create_batch(2, statement=statement)
    VersionFactory(statement=statement, language="prs", level=Level.RESTRICTED)
    CommitmentFactory(clause__statement=statement)
    CommitmentFactory(clause__statement=statement, level=Level.RESTRICTED)

    (row,) = client.get(reverse(STATEMENTS)).context["object_list"]

    assert (row.languages, row.commitment_count) == (["English"], 1)


def test_statement_file_gives_languages_and_number_of_commitments(client):
    statement = StatementFactory(title="Joint", issued_on="2021-07-08")
    VersionFactory(statement=statement, language="prs")

    (line,) = csv_lines(client, STATEMENTS)[1:]

    assert line == f"{statement.public_id},Joint,joint,{statement.process.name},{statement.round},2021-07-08,prs,0"


def test_statement_page_marks_commitments_in_every_language_and_direction(client):
    english = VersionFactory(source=SourceFactory(title="The wire"), translator="A. Person", note="Points 2 only")
    dari = VersionFactory(statement=english.statement, language="prs", text="جنگ راه حل نیست")
    commitment = CommitmentFactory(clause__statement=english.statement)
    clause = commitment.clause
    PassageFactory(version=english, clause=clause, commitment=commitment, exact="War is not the solution")
    PassageFactory(version=dari, clause=clause, commitment=commitment, exact="راه حل")

    response = client.get(english.statement.get_absolute_url())

    address = commitment.get_absolute_url()
    assertContains(response, f'<mark><a href="{address}">War is not the solution</a></mark>')
    assertContains(response, f'<mark><a href="{address}">راه حل</a></mark>')
    assertContains(response, '<div class="text" lang="prs" dir="rtl">')
    assertContains(response, '<div class="text" lang="en" dir="ltr">')
    assertContains(response, f'title="{commitment.summary}">C1</a></sup>')
    for text in ("The wire", "A. Person", "Points 2 only"):
        assertContains(response, text)


def test_statement_page_says_why_a_rendering_is_disputed_and_what_it_should_say(client):
    passage = PassageFactory(
        version__language="prs",
        version__text="جنگ راه حل نیست",
        exact="راه حل",
        is_disputed=True,
        dispute_reason="It was heard otherwise.",
        proposed_wording="راه",
        disputed_by="the host",
    )

    response = client.get(passage.clause.statement.get_absolute_url())

    assertContains(response, '<span class="disputed">راه حل</span>')
    assertContains(response, 'href="#dispute-1" aria-label="Disputed rendering 1"')
    assertContains(response, 'id="dispute-1"')
    assertContains(response, "It was heard otherwise.")
    assertContains(response, '<q lang="prs" dir="rtl">راه</q>')
    assertContains(response, '<q lang="prs" dir="rtl">راه حل</q>')
    assertContains(response, "the host")


def test_text_of_a_statement_cannot_become_html(client):
    version = VersionFactory(text="<script>alert(1)</script>")

    response = client.get(version.statement.get_absolute_url())

    assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt;")


def test_statement_page_hides_what_is_above_the_readers_level(client):
    statement = StatementFactory()
    VersionFactory(statement=statement, label="Seen wording")
    VersionFactory(statement=statement, label="Hidden wording", level=Level.RESTRICTED)
    ClauseFactory(statement=statement, summary="Seen point")
    ClauseFactory(statement=statement, summary="Hidden point", level=Level.RESTRICTED)
    CommitmentFactory(clause__statement=statement, summary="Seen promise", obligors=[
        PartyFactory(name="Seen party"), PartyFactory(name="Hidden party", level=Level.RESTRICTED)])  # fmt: skip
    CommitmentFactory(clause__statement=statement, summary="Hidden promise", level=Level.RESTRICTED)
    SignatureFactory(statement=statement, as_written="Seen hand")
    SignatureFactory(statement=statement, as_written="Hidden hand", party__level=Level.RESTRICTED)
    StatementLinkFactory(statement=statement, earlier__title="Seen accord")
    StatementLinkFactory(statement=statement, earlier__title="Hidden accord", earlier__level=Level.RESTRICTED)
    StatementLinkFactory(earlier=statement, statement__title="Seen sequel", kind=StatementLink.Kind.AMENDS)
    StatementLinkFactory(earlier=statement, statement__title="Hidden sequel", statement__level=Level.RESTRICTED)

    response = client.get(statement.get_absolute_url())

    for thing in ("wording", "point", "promise", "party", "hand", "accord", "sequel"):
        assertContains(response, f"Seen {thing}")
        assertNotContains(response, f"Hidden {thing}")


def test_statement_page_tells_all_that_is_on_record(client):
    statement = StatementFactory(
        summary="In short",
        stage="Pre",
        substage="Premeet",
        status="signed",
        issued_on='2021-07-08 "Thursday"',
        effective_on="2021-07-09",
        ended_on="2021-08-15",
        signatures_note="Two of three",
    )
    SignatureFactory(statement=statement, person=PersonFactory(name="S. Igner"), standing=Signature.Standing.AGREED)
    SignatureFactory(statement=statement, party=None, person=PersonFactory(name="L. One"), as_written="Minister")

    response = client.get(statement.get_absolute_url())

    for text in ("In short", "pre-negotiation", "Premeet", "multiparty, signed or agreed", "Thursday", "9 July 2021",
                 "15 August 2021", "Two of three", "S. Igner", "agreed without signing", "L. One", "Minister"):  # fmt: skip
        assertContains(response, text)


def test_statement_page_without_anything_says_so(client):
    response = client.get(StatementFactory(round=None).get_absolute_url())

    assertContains(response, "No text of this statement is on record")
    assertContains(response, "No commitment is quoted from this statement")
    assertContains(response, "none on record")


def test_statement_page_shows_the_correction_and_the_earlier_text_when_asked(client):
    passage = PassageFactory(version__label="First wording")
    correction = VersionFactory(
        statement=passage.clause.statement,
        label="Mended wording",
        text="War is not the solution.",
        corrects=passage.version,
    )
    PassageFactory(clause=passage.clause, version=correction, carried_from=passage)
    address = passage.clause.statement.get_absolute_url()

    short, whole = client.get(address), client.get(address, {"texts": "all"})

    assertContains(short, "Show the earlier texts too")
    assertNotContains(short, "thank the host")
    assertContains(whole, "Show only the corrected texts")
    assertContains(whole, "thank the host")
    assertContains(whole, "corrected by <bdi>Mended wording</bdi>")


def test_a_text_that_nobody_has_proofread_says_that_it_is_a_draft(client):
    statement = StatementFactory()
    VersionFactory(statement=statement, label="English, first wording")
    page = statement.get_absolute_url()

    assertNotContains(client.get(page), "draft, not proofread yet")

    VersionFactory(statement=statement, label="Persian", is_verbatim=False)
    VersionFactory(statement=statement, label="Unseen wording", is_verbatim=False, level=Level.RESTRICTED)

    answer = client.get(page)
    assertContains(answer, "draft, not proofread yet", count=1)
    assertNotContains(answer, "Unseen wording")
