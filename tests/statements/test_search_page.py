"""The search page: words in, records out, each with where it stands and the words marked."""

import json

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import Level
from records.models import AuditEntry
from statements.models import Statement
from tests.factories.records import AnalystFactory, UserFactory
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    PassageFactory,
    StatementFactory,
    VersionFactory,
)
from tests.listed import listed

pytestmark = pytest.mark.django_db


def hits(client, typed, **filters):
    """{kind: [records found]} of a search that was understood."""
    response = client.get(reverse("search"), {"q": typed, **filters})
    assert response.status_code == 200
    assert response.context["filter"].errors == {}
    return {found.kind.name: [hit.record for hit in found.hits] for found in response.context["found"]}


def quoted(exact="War is not the solution", text=None, language="en", **made):
    """A passage of a commitment, in a point that is marked as a whole."""
    text = text or f"1. {exact} to the problem."
    version = VersionFactory(text=text, language=language, **made)
    whole = PassageFactory(version=version, exact=text[3:], clause__statement=version.statement, clause__summary="")
    commitment = CommitmentFactory(clause=whole.clause)
    return PassageFactory(version=version, clause=whole.clause, commitment=commitment, exact=exact)


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_the_same_number_of_queries_however_much_is_found(client, count, django_assert_num_queries):
    for _ in range(count):
        quoted()

    # Three of them look for events.
    with django_assert_num_queries(16):
        response = client.get(reverse("search"), {"q": "war"})

    assert [found.number for found in response.context["found"]] == [count] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_all_of_one_kind_asks_the_same_number_of_queries(client, count, django_assert_num_queries):
    for _ in range(count):
        quoted()

    with django_assert_num_queries(5):
        client.get(reverse("search"), {"q": "war", "kind": "points"})


def test_a_quote_is_found_in_its_commitment_its_point_and_its_statement(client):
    passage = quoted()
    StatementFactory()

    assert hits(client, "war solution") == {
        "commitments": [passage.commitment],
        "points": [passage.clause],
        "statements": [passage.clause.statement],
    }


def test_what_we_say_ourselves_is_found(client):
    statement = StatementFactory(title="Zeta one", summary="On exchange")
    point = ClauseFactory(summary="Exchange of prisoners")
    commitments = [CommitmentFactory(summary="Exchange"), CommitmentFactory(conditions="After the exchange")]
    bound = CommitmentFactory(obligors_as_written="exchange committee")

    found = hits(client, "exchange")

    assert found["statements"] == [statement]
    assert found["points"] == [point]
    assert set(found["commitments"]) == {*commitments, bound}


def test_words_must_stand_in_one_text(client):
    statement = StatementFactory(title="Prisoners")
    VersionFactory(statement=statement, text="Only a ceasefire.")

    assert hits(client, "prisoners ceasefire") == {}


def test_hits_of_the_latest_statement_come_first(client):
    old = StatementFactory(title="War", issued_on="2020-01-01")
    undated = StatementFactory(title="War")
    new = StatementFactory(title="War", issued_on="2021-01-01")

    found = hits(client, "war")["statements"]

    assert found.index(new) < found.index(old)
    assert set(found) == {old, new, undated}


def test_each_hit_says_where_it_stands_and_marks_the_words_in_the_original(client):
    passage = quoted(
        "هر طرف ۶۷ زندانی را آزاد می‌کند", language="prs", label="متن دری", statement__issued_on="2021-07-08"
    )

    response = client.get(reverse("search"), {"q": "67 زنداني"})

    assertContains(response, '<blockquote lang="prs" dir="rtl">')
    assertContains(response, "<mark>۶۷</mark> <mark>زندانی</mark>")
    assertContains(response, "متن دری")
    assertContains(response, f"point {passage.clause.number}")
    assertContains(response, f'href="{passage.clause.statement.get_absolute_url()}#point-{passage.clause.public_id}"')
    assertContains(response, f'href="{passage.commitment.get_absolute_url()}"')
    assertContains(response, "8 July 2021")
    statement_page = client.get(passage.clause.statement.get_absolute_url())
    assertContains(statement_page, f'id="point-{passage.clause.public_id}"')


def test_the_name_of_a_hit_and_the_rest_of_what_is_said_of_it_are_marked(client):
    StatementFactory(title="Peace <b> talks", summary="Of war & peace")

    response = client.get(reverse("search"), {"q": "peace"})

    assertContains(response, "<bdi><mark>Peace</mark> &lt;b&gt; talks</bdi>")
    assertContains(response, '<p class="told" dir="auto">Of war &amp; <mark>peace</mark></p>')


def test_one_text_of_a_version_is_shown_and_two_versions_at_most(client):
    passage = quoted()
    for number in range(3):
        version = VersionFactory(statement=passage.clause.statement, text=f"{number} war again")
        PassageFactory(version=version, clause=passage.clause, exact="war again")

    response = client.get(reverse("search"), {"q": "war", "kind": "points"})

    (hit,) = response.context["found"][0].hits
    assert len({text.version for text in hit.texts}) == len(hit.texts) == 2


def test_filters_keep_hits_of_their_statements_alone(client):
    kept = quoted(statement__form=Statement.Form.CEASEFIRE, statement__issued_on="2021-07-08").clause.statement
    quoted(statement__issued_on="2010-01-01")

    for filters in (
        {"process": kept.process.public_id},
        {"form": "ceasefire"},
        {"since": "2021-07-08"},
        {"since": "2021", "until": "2021"},
    ):
        assert hits(client, "war", **filters)["statements"] == [kept]
        assert len(hits(client, "war", **filters)["points"]) == 1
    assert len(hits(client, "war", until="2010-01-01")["commitments"]) == 1


def test_a_language_keeps_words_in_texts_of_it(client):
    dari = quoted("war و صلح", language="prs")
    quoted()
    StatementFactory(title="War")

    assert hits(client, "war", language="prs") == {
        "commitments": [dari.commitment],
        "points": [dari.clause],
        "statements": [dari.clause.statement],
    }


def test_one_kind_is_shown_page_by_page_and_never_fails(client):
    StatementFactory.create_batch(21, title="War")

    pages = {
        page: client.get(reverse("search"), {"q": "war", "kind": "statements", "page": page})
        for page in ("1", "2", "3", "0", "-1", "x", "9" * 5_000, "٢")
    }

    numbers = {
        page: (answer.context["page_obj"].number, len(answer.context["found"][0].hits))
        for page, answer in pages.items()
    }
    assert numbers == {
        "1": (1, 20),
        "2": (2, 1),
        "3": (2, 1),
        "0": (1, 20),
        "-1": (1, 20),
        "x": (1, 20),
        "9" * 5_000: (2, 1),
        "٢": (2, 1),
    }
    assertContains(pages["2"], "21–21 of 21")


def test_the_first_of_each_kind_are_shown_with_a_link_to_all(client):
    StatementFactory.create_batch(6, title="War")

    response = client.get(reverse("search"), {"q": "war"})

    assert len(response.context["found"][0].hits) == 5
    assertContains(response, 'href="?q=war&amp;kind=statements"')
    assertContains(response, "All 6 statements")


def test_a_page_without_words_says_what_can_be_found(client):
    response = client.get(reverse("search"))

    assertContains(response, "What can be found")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "found" not in response.context


@pytest.mark.parametrize("filters", [{}, {"kind": "points"}])
def test_a_search_that_finds_nothing_says_what_to_try(client, filters):
    response = client.get(reverse("search"), {"q": "unheardof", **filters})

    assertContains(response, "Nothing that you may see holds all of these words.")
    assertContains(response, reverse("account_login"))


def test_words_that_cannot_be_looked_for_are_refused_and_stay_in_the_box(client):
    response = client.get(reverse("search"), {"q": "?!"})

    assertContains(response, "“?!” holds no letter and no digit")
    assertContains(response, 'value="?!"')
    assertNotContains(response, "What can be found")
    assert client.get(reverse("search"), {"q": "word " * 3_000}).status_code == 200
    assert client.get(f"{reverse('search')}?q=a%00b%ED%A0%80").status_code == 200


def test_a_filter_that_is_not_understood_is_left_out_and_named(client):
    StatementFactory(title="War")

    response = client.get(reverse("search"), {"q": "war", "since": "yesteryear"})

    assert response.context["found"][0].number == 1
    assertContains(response, "A filter was not understood")


def test_hits_of_one_kind_come_as_a_file_and_the_export_is_on_record(client):
    passage = quoted(statement__issued_on="2021-07-08")
    CommitmentFactory(summary="War", level=Level.RESTRICTED)

    response = client.get(reverse("search"), {"q": "war", "kind": "commitments", "format": "csv"})

    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0] == "public_id,name,process,statement,issued_on,point,languages,words"
    assert len(lines) == 2
    assert lines[1].startswith(f"{passage.commitment.public_id},")
    assert lines[1].endswith(f",2021-07-08,{passage.clause.number},en,War is not the solution")
    facts = json.loads(AuditEntry.objects.order_by("number").last().facts)
    assert facts == {"format": "csv", "rows": 1, "filters": ["kind", "q"]}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"q": "war"}, "No file was made: say what to look for"),
        ({"kind": "points"}, "No file was made: say what to look for"),
        ({}, "No file was made: say what to look for"),
        ({"q": "??", "kind": "points"}, "because a filter was not understood"),
    ],
)
def test_a_file_that_would_hold_something_else_is_not_made(client, asked, sentence):
    response = client.get(reverse("search"), {**asked, "format": "csv"})

    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_words_of_a_draft_are_found_by_those_who_may_proofread_it_alone(client):
    draft = VersionFactory(text="Only in a draft.", is_verbatim=False)

    assert hits(client, "draft") == {}
    client.force_login(UserFactory(clearance=Level.CONFIDENTIAL))
    assert hits(client, "draft") == {}
    assert listed(client, "statements:statement-list", q="draft") == set()
    client.force_login(AnalystFactory())
    assert hits(client, "draft") == {"statements": [draft.statement]}
    assertContains(client.get(reverse("search"), {"q": "draft"}), "<strong>draft</strong>")


def test_every_page_has_a_box_for_words_but_the_search_page_which_has_its_own(client):
    assertContains(client.get(reverse("home")), f'action="{reverse("search")}"')
    assertNotContains(client.get(reverse("search")), 'id="find"')


def test_lists_find_spellings_of_a_word_through_the_same_index(client):
    passage = quoted("كتاب ۱۴۰۰", language="fa")

    assert listed(client, "statements:statement-list", q="کتاب 1400") == {passage.clause.statement}
    assert listed(client, "tracking:commitment-list", q="«کتاب 1400»") == {passage.commitment}
    assert listed(client, "tracking:commitment-list", q="«1400 کتاب»") == set()


def test_a_list_refuses_words_that_cannot_be_looked_for(client):
    response = client.get(reverse("statements:statement-list"), {"q": "…"})

    assertContains(response, "holds no letter and no digit")


def test_the_admin_finds_spellings_of_a_word_too(admin_client):
    VersionFactory(label="One", text="كتاب ۱۴۰۰")
    VersionFactory(label="Other", text="کتاب دیگر")

    response = admin_client.get(reverse("admin:statements_version_changelist"), {"q": "کتاب 1400"})

    assertContains(response, "One")
    assertNotContains(response, ">Other<")
