"""The overview of commitments: what is counted, where each number leads, what is refused, and files of both tables."""

import datetime as dt
import json
import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from records.audit.actions import Action
from records.levels import Level
from records.models import AuditEntry
from tests.factories.statements import CommitmentFactory, StatementFactory, ThemeFactory
from tests.factories.talks import PartyFactory, ProcessFactory
from tests.factories.tracking import AssessmentFactory
from tests.listed import csv_lines, listed
from tracking.codebook import Rating
from tracking.totals.counting import KEYS, Count
from tracking.totals.drawing import LETTERS, bar, chart, top_of
from tracking.totals.trend import Period, Unit

pytestmark = pytest.mark.django_db

OVERVIEW, LIST = "tracking:overview", "tracking:commitment-list"


def overview(client, **asked):
    told = {name: getattr(value, "public_id", value) for name, value in asked.items()}
    return client.get(reverse(OVERVIEW), told)


def rows(response):
    """{name of a group: {key of a rating: number}} of the page."""
    found = {}
    for row in response.context["page_obj"]:
        found[row.name] = {str(part.key): part.number for part in row.count.parts if part.number}
    return found


def linked_numbers(response):
    """Pairs (address, number) of every number on the page that leads somewhere."""
    found = re.findall(r'<a href="(/commitments/\?[^"]*)">([\d,]+)</a>', response.content.decode())
    return [(address.replace("&amp;", "&"), int(number)) for address, number in found]


@pytest.fixture
def record():
    """Three commitments of one statement, two of another, and a repetition."""
    north, south, theme = PartyFactory(name="North"), PartyFactory(name="South"), ThemeFactory(label="Ceasefire")
    first = StatementFactory(title="First words", issued_on="2021-07-08")
    second = StatementFactory(title="Second words", issued_on="2021-08-08")
    for rating in (Rating.FULL, Rating.BREACHED):
        bound = CommitmentFactory(clause__statement=first, obligors=[north, south], themes=[theme])
        AssessmentFactory(commitment=bound, rating=rating)
    CommitmentFactory(clause__statement=first, obligors=[south])
    CommitmentFactory(clause__statement=second)
    CommitmentFactory(clause__statement=second, repeats=bound)
    CommitmentFactory(clause__statement=second, repeats=bound, level=Level.RESTRICTED)
    return first, second


def test_the_overview_counts_by_what_is_chosen(client, record):
    first, second = record

    assert rows(overview(client, by="statement")) == {
        "First words": {"full": 1, "breached": 1, "not_assessed": 1},
        "Second words": {"not_assessed": 1},
    }
    assert rows(overview(client, by="party")) == {
        "North": {"full": 1, "breached": 1},
        "South": {"full": 1, "breached": 1, "not_assessed": 1},
        "no party on record": {"not_assessed": 1},
    }
    assert rows(overview(client, by="theme"))["Ceasefire (our own)"] == {"full": 1, "breached": 1}
    assert list(rows(overview(client))) == [first.process.name, second.process.name]
    assert list(rows(overview(client, process=first.process))) == [first.process.name]


def test_the_page_says_that_a_commitment_of_two_parties_counts_with_both(client, record):
    assertContains(overview(client, by="party"), "A commitment that binds two parties counts with both")
    assertContains(overview(client, by="theme"), "A commitment with two themes counts with both")
    assertContains(overview(client, by="statement"), "counts with the statement that made it first")


def test_the_index_stands_beside_the_number_without_a_score(client, record):
    response = overview(client)

    assertContains(response, '<p class="figure-of-index">50.0<span class="of"> of 100</span></p>', html=True)
    assertContains(response, "3 points of 2 commitments that have a score from 0 to 3.")
    assertContains(response, "<strong>2 without a score</strong>", html=True)
    assertContains(response, "1 more repeats an earlier one")


def test_without_a_score_there_is_no_index(client):
    CommitmentFactory()

    assertContains(overview(client), "No commitment has a score yet")


@pytest.mark.parametrize(
    "asked", [{}, {"as_of": "2021-07-31"}, {"process": True}, {"process": True, "as_of": "2021-08-31"}]
)
@pytest.mark.parametrize("by", ["process", "statement", "party", "theme"])
def test_each_number_leads_to_just_those_commitments(client, record, by, asked):
    asked = {**asked, "process": record[0].process} if "process" in asked else asked

    numbers = linked_numbers(overview(client, by=by, **asked))

    assert len(numbers) > 4
    for address, number in numbers:
        response = client.get(address)
        assert response.context["filter"].errors == {}
        assert len(response.context["object_list"]) == number, address


def test_a_repetition_across_processes_is_listed_as_it_was_counted(client, record):
    other = CommitmentFactory(repeats=CommitmentFactory())

    (row,) = overview(client, process=other.statement.process).context["page_obj"]

    assert row.count.total == 1
    assert set(client.get(row.address).context["object_list"]) == {other}


def test_as_known_at_a_moment_no_number_leads_to_the_list(client, record):
    response = overview(client, known_at="2099-01-01")

    assert linked_numbers(response) == []
    assertContains(response, "no number leads to it")
    assert response.context["whole"].address is None


def test_the_moments_asked_about_are_said_in_words(client, record):
    response = overview(client, as_of="2021-07-31", known_at="2099-01-01T18:00Z")

    assertContains(response, "As of the end of 31 July 2021")
    assertContains(response, "As known at 1 January 2099, 18:00 UTC")
    assert response.context["totals"].whole.total == 3


def test_what_was_not_understood_is_named_with_its_value_and_left_out(client, record):
    hidden = ProcessFactory(level=Level.RESTRICTED)

    response = overview(client, by="colour", process=hidden, as_of="31 Feb", known_at="yesterday", unit="day")

    errors = {name: found[0] for name, found in response.context["filter"].errors.items()}
    assert errors.keys() == {"by", "process", "as_of", "known_at", "unit"}
    assert "colour" in errors["by"]
    assert errors["process"] == f"“{hidden.public_id}” is no process that you may see. Choose one from the list."
    assert errors["as_of"].startswith("“31 Feb” is not a moment. Write a day (2021-07-12)")
    assert response.status_code == 200
    assert response.context["totals"].whole.total == 4


@pytest.mark.parametrize("process", ["abc", "\x00", "0" * 500])
def test_a_process_that_is_no_id_is_refused_in_the_same_words(client, process):
    (error,) = overview(client, process=process).context["filter"].errors["process"]

    assert "no process that you may see" in error


def test_no_file_is_made_of_what_was_not_understood(client, record):
    for file in ("csv", "trend"):
        response = overview(client, format=file, as_of="31 Feb")

        assert response.status_code == 400
        assert "“31 Feb” is not a moment" in response.content.decode()


def test_the_file_has_every_group_and_the_whole_first(client, record):
    lines = csv_lines(client, OVERVIEW, by="party")

    assert lines[0] == f"public_id,name,{','.join(map(str, KEYS))},all,index,with_score,without_score"
    assert lines[1] == ",all,1,0,0,0,0,1,0,0,0,2,4,50.0,2,2"
    assert [line.split(",")[1] for line in lines[2:]] == ["South", "North", "no party on record"]
    assert lines[-1].endswith(",1,1,,0,1")


def test_the_file_of_many_groups_asks_no_more_queries(client, django_assert_max_num_queries):
    for number in range(101):
        CommitmentFactory(obligors=[PartyFactory(name=f"Party {number:03}")])

    with django_assert_max_num_queries(12):
        lines = csv_lines(client, OVERVIEW, by="party")

    assert len(lines) == 103


def test_the_trend_has_a_file_of_its_own(client, record):
    response = overview(client, format="trend", as_of="2021-08-31", unit="month")

    lines = b"".join(response.streaming_content).decode().splitlines()
    assert [line.split(",")[0] for line in lines] == ["period_ends", "2021-07-31", "2021-08-31"]
    assert lines[-1].endswith(",2,4,50.0,2,2")


def test_a_file_enters_the_audit(client, record):
    csv_lines(client, OVERVIEW, by="party")

    entry = AuditEntry.objects.filter(action=Action.EXPORTED).latest("pk")
    assert json.loads(entry.facts) == {"format": "csv", "rows": 4, "filters": ["by"]}


def test_many_groups_are_paged(client):
    for number in range(26):
        CommitmentFactory(obligors=[PartyFactory(name=f"Party {number:02}")])

    first, last = overview(client, by="party"), overview(client, by="party", page="99")

    assert len(rows(first)) == 25
    assert list(rows(last)) == ["Party 25"]
    assertContains(last, "26–26 of 26")


def test_nothing_is_told_of_what_is_above_the_readers_level(client):
    CommitmentFactory(
        obligors=[PartyFactory(name="Hidden side", level=Level.RESTRICTED)], clause__statement__title="Seen words"
    )
    CommitmentFactory(clause__statement__title="Hidden words", level=Level.RESTRICTED)
    ProcessFactory(name="Hidden talks", level=Level.RESTRICTED)

    for by in ("process", "statement", "party", "theme"):
        response = overview(client, by=by)
        assertNotContains(response, "Hidden")
        assert response.context["totals"].whole.total == 1


def test_an_empty_record_says_so_and_what_to_do(client):
    response = overview(client)

    assertContains(response, "No commitment is on record yet that you may see.")
    assertContains(response, "Sign in")


def test_where_nothing_was_issued_by_the_moment_the_filter_can_be_removed(client, record):
    response = overview(client, as_of="1999-01-01")

    assertContains(response, "No record that you may see fits all of these filters.")


def test_without_a_dated_statement_there_is_no_chart_and_a_way_to_get_one(client):
    CommitmentFactory()

    assertContains(overview(client), "Enter the day on which it was issued")


def test_a_moment_in_the_future_draws_no_future(client, record):
    response = overview(client, as_of="9999-12-31")

    assert response.context["trend"][-1].last <= dt.datetime.now(dt.UTC).date()


def test_answers_to_a_question_are_not_for_search_engines(client):
    assert "X-Robots-Tag" not in overview(client).headers
    assert overview(client, by="party").headers["X-Robots-Tag"] == "noindex"


def test_the_overview_is_linked_from_the_start_page_the_process_and_the_lists(client, record):
    address = reverse(OVERVIEW)

    for page in ("/", reverse("talks:process-list"), reverse(LIST)):
        assertContains(client.get(page), f'href="{address}"')
    process = record[0].process
    assertContains(client.get(process.get_absolute_url()), f'href="{address}?by=party&amp;process={process.public_id}"')


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("by", ["process", "statement", "party", "theme"])
def test_the_overview_asks_the_same_number_of_queries_however_many_groups(client, by, count, django_assert_num_queries):
    for _number in range(count):
        CommitmentFactory(
            obligors=PartyFactory.create_batch(2), themes=[ThemeFactory()], clause__statement__issued_on="2021-07-08"
        )

    with django_assert_num_queries(4):
        overview(client, by=by)


def test_every_rating_has_a_letter_of_its_own_and_a_texture_or_an_edge_fill(client, record):
    assert len(set(LETTERS.values())) == len(KEYS) == len(LETTERS)

    page = overview(client).content.decode()

    textured = set(re.findall(r'id="over-(\w+)"', page))
    assert textured == {str(key) for key in KEYS} - {"full", "not_assessed"}


def test_the_parts_of_a_bar_fill_it_and_only_a_wide_one_has_its_letter():
    count = Count((90, 0, 0, 0, 0, 10, 1, 0, 0, 0))

    pieces = bar(count, 300, 20, with_numbers=True)

    assert [(one.key, one.words) for one in pieces] == [("full", "F 90"), ("breached", ""), ("contested", "")]
    assert sum(float(one.width) for one in pieces) == pytest.approx(300, abs=0.2)
    assert bar(Count((0,) * 10), 300, 20) == []


def test_the_line_of_the_index_breaks_where_there_is_none():
    scores = [(1, 0), (0, 1), (1, 0), (2, 0)]
    day = dt.date(2021, 1, 1)

    drawn = chart([Period(Unit.MONTH, day, day, Count((full, *[0] * 8, none))) for full, none in scores])

    assert [len(line.split()) for line in drawn.lines] == [1, 2]
    assert drawn.columns[1].index_y is None


@pytest.mark.parametrize(("number", "top"), [(1, 4), (4, 4), (5, 8), (37, 40), (41, 80), (299, 320), (14_896, 16_000)])
def test_an_axis_ends_at_a_round_number_of_four_steps(number, top):
    assert top_of(number) == top


def test_commitments_are_found_by_statement_and_by_what_they_lack(client):
    party, theme = PartyFactory(), ThemeFactory()
    kept = CommitmentFactory(obligors=[party], themes=[theme])
    hidden = CommitmentFactory(obligors=[PartyFactory(level=Level.RESTRICTED)])

    assert listed(client, LIST, statement=kept.statement) == {kept}
    assert listed(client, LIST, lacking="obligor") == {hidden}
    assert listed(client, LIST, lacking="theme") == {hidden}


def test_only_the_statement_that_was_chosen_can_be_chosen_in_the_list(client):
    kept, _other = CommitmentFactory(), StatementFactory(title="Other words")

    response = client.get(reverse(LIST), {"statement": kept.statement.public_id})

    assertContains(response, f'<option value="{kept.statement.public_id}" selected>')
    assertNotContains(response, "Other words")
    assertNotContains(client.get(reverse(LIST)), 'name="statement"')
    assertContains(client.get(reverse(LIST), {"statement": "abc"}), "is not a valid UUID")


def test_the_list_gives_the_ratings_of_the_moment_asked_about(client):
    bound = AssessmentFactory(rating=Rating.FULL, commitment__clause__statement__issued_on="2021-07-08").commitment
    AssessmentFactory(commitment=bound, rating=Rating.BREACHED, as_of=dt.datetime(2021, 8, 31, tzinfo=dt.UTC))
    CommitmentFactory(clause__statement__issued_on="2021-08-01")

    assert listed(client, LIST, as_of="2021-07-31", rating="full") == {bound}
    assert listed(client, LIST, as_of="2021-07-31", rating="breached") == set()
    (row,) = client.get(reverse(LIST), {"as_of": "2021-07-31"}).context["object_list"]
    assert row.rating == "full"
    assertContains(client.get(reverse(LIST), {"as_of": "2021-07-31"}), "2021-07-31 23:59 UTC")
