"""A commitment that was made again: listed twice, linked both ways, counted once, judged as the earlier."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import Level
from statements.models import Commitment
from tests.factories.statements import CommitmentFactory, DeadlineFactory, StatementFactory
from tests.factories.tracking import AssessmentFactory
from tests.listed import csv_lines, listed
from tracking.codebook import Rating
from tracking.comparison import rating_counts, with_ratings

pytestmark = pytest.mark.django_db

LIST = "tracking:commitment-list"


@pytest.fixture
def pair():
    """An earlier commitment and the later one that repeats it."""
    earlier = CommitmentFactory(
        summary="Continue the talks", clause__statement__title="Tehran words", clause__statement__issued_on="2021-07-08"
    )
    later = CommitmentFactory(
        summary="Go on talking",
        clause__statement__title="Doha words",
        clause__statement__issued_on="2021-07-18",
        repeats=earlier,
    )
    return earlier, later


@pytest.fixture
def hidden_pair():
    """A public commitment that repeats a restricted one."""
    earlier = CommitmentFactory(
        summary="Hidden promise", level=Level.RESTRICTED, clause__statement__title="Hidden words"
    )
    return earlier, CommitmentFactory(summary="Seen promise", repeats=earlier)


def test_pages_of_both_lead_to_the_other(client, pair):
    earlier, later = pair

    first, second = client.get(earlier.get_absolute_url()), client.get(later.get_absolute_url())

    assertContains(first, "<dt>Repeated in</dt>")
    assertContains(first, "Doha words")
    assertContains(first, later.get_absolute_url())
    assertContains(second, "<dt>Repeats</dt>")
    assertContains(second, "Tehran words")
    assertContains(second, earlier.get_absolute_url())


def test_nothing_is_told_of_a_hidden_one_in_either_direction(client, hidden_pair):
    _earlier, later = hidden_pair
    CommitmentFactory(summary="Hidden repetition", level=Level.RESTRICTED, repeats=later)
    AssessmentFactory(commitment=hidden_pair[0], rating=Rating.FULL, level=Level.RESTRICTED)

    response = client.get(later.get_absolute_url())
    page = client.get(reverse(LIST))

    for answer in (response, page):
        assertNotContains(answer, "Hidden")
        assertNotContains(answer, "epeat")
    assert "Hidden" not in "".join(csv_lines(client, LIST))
    assert with_ratings([later], None)[0].earlier is None


def test_list_keeps_both_and_marks_the_repetition(client, pair):
    earlier, later = pair

    response = client.get(reverse(LIST))

    assert listed(client, LIST) == {earlier, later}
    assertContains(
        response, f'<a class="repeats" href="{earlier.get_absolute_url()}">repeats an earlier one</a>', count=1
    )
    assert f",{earlier.public_id},not_assessed" in "".join(csv_lines(client, LIST))


def test_a_repetition_has_the_rating_of_the_earlier_unless_it_was_judged_itself(client, pair):
    earlier, later = pair
    AssessmentFactory(commitment=earlier, rating=Rating.BREACHED, reasoning="The earlier was judged.")

    borrowed = client.get(later.get_absolute_url())
    found = listed(client, LIST, rating="breached")
    AssessmentFactory(commitment=later, rating=Rating.FULL, reasoning="The later was judged.")
    own = client.get(later.get_absolute_url())

    assertContains(borrowed, "Judged with the commitment that it repeats")
    assertContains(borrowed, "The earlier was judged.")
    assert found == {earlier, later}
    assertNotContains(own, "Judged with the commitment that it repeats")
    assertContains(own, "The later was judged.")
    assertNotContains(own, "The earlier was judged.")
    assert listed(client, LIST, rating="full") == {later}
    assert [row.rating for row in with_ratings([earlier, later], None)] == ["breached", "full"]


def test_an_unjudged_pair_is_not_assessed_and_says_nothing_of_a_judgement(client, pair):
    response = client.get(pair[1].get_absolute_url())

    assertContains(response, "Nobody has judged this commitment yet")
    assertNotContains(response, "Judged with the commitment")


def test_counts_count_each_promise_once_and_say_how_many_repeat(client, pair, hidden_pair):
    earlier, later = pair
    AssessmentFactory(commitment=earlier, rating=Rating.BREACHED)
    AssessmentFactory(commitment=later, rating=Rating.FULL)
    process = earlier.statement.process

    home, page = client.get("/"), client.get(process.get_absolute_url())

    assertContains(home, "<strong>2</strong> commitments")
    assertContains(home, "1 more repeats an earlier one, and is counted once with it.")
    assertContains(page, '<td class="number">1</td><td></td>', html=False)
    assert rating_counts(Commitment.objects.visible_to(None).counted_once(None), None) == [("breached", 1), (None, 1)]
    assertNotContains(client.get(later.statement.process.get_absolute_url()), "Breached")


def test_where_nothing_repeats_the_counts_do_not_speak_of_it(client):
    CommitmentFactory()

    assertNotContains(client.get("/"), "counted once")


def test_list_and_its_filter_go_by_the_deadline_in_force(client, pair):
    earlier, _later = pair
    DeadlineFactory(commitment=earlier)
    DeadlineFactory(
        commitment=earlier,
        terms="dated",
        words="",
        due_on="2021-08-01",
        amended_by=StatementFactory(issued_on="2021-07-18"),
    )
    DeadlineFactory(
        commitment=earlier,
        terms="none",
        words="",
        amended_by=StatementFactory(issued_on="2021-07-20", level=Level.RESTRICTED),
    )

    response = client.get(reverse(LIST))

    assertContains(response, "1 August 2021")
    assertNotContains(response, "as soon as possible</td>")
    assert listed(client, LIST, deadline="dated") == {earlier}
    assert listed(client, LIST, deadline="soon") == set()
    assert any(",dated,2021-08-01," in line for line in csv_lines(client, LIST))


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_repetitions_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    for _number in range(count):
        CommitmentFactory(repeats=CommitmentFactory())

    with django_assert_num_queries(13):
        client.get(reverse(LIST))
