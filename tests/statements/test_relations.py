"""What a later statement does to an earlier one: replaced, amended, annexed, a deadline moved, a commitment repeated."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import Level
from statements.deadlines import in_force, with_terms
from statements.models import Commitment, Deadline, StatementLink
from tests.factories.statements import CommitmentFactory, DeadlineFactory, StatementFactory, StatementLinkFactory

pytestmark = pytest.mark.django_db


def link(earlier, kind, title, level=Level.PUBLIC):
    return StatementLinkFactory(
        earlier=earlier, kind=kind, statement__title=title, statement__issued_on="2021-07-18", statement__level=level
    ).statement


@pytest.mark.parametrize(("kind", "words"), [("replaces", "Replaced by"), ("amends", "Amended by")])
def test_a_statement_that_was_replaced_or_amended_says_so_first(client, kind, words):
    statement = StatementFactory(summary="In short")
    later = link(statement, kind, "The sequel")
    link(statement, kind, "Hidden sequel", Level.RESTRICTED)

    page = client.get(statement.get_absolute_url()).content.decode()

    assert page.index(f"<strong>{words}</strong>") < page.index("In short")
    assert later.get_absolute_url() in page
    assert "issued 18 July 2021" in page
    assert "Hidden sequel" not in page


def test_a_statement_that_nobody_changed_says_nothing_of_it(client):
    statement = StatementFactory()
    link(statement, "replaces", "Hidden sequel", Level.RESTRICTED)

    response = client.get(statement.get_absolute_url())

    assertNotContains(response, "Replaced by")
    assertNotContains(response, "Relations")


def test_annexes_are_listed_and_lead_back(client):
    statement = StatementFactory(title="The accord")
    annex = link(statement, "annex", "Annex on prisoners")
    link(statement, "annex", "Hidden annex", Level.RESTRICTED)

    response = client.get(statement.get_absolute_url())

    assertContains(response, "<dt>Annexes</dt>")
    assertContains(response, "Annex on prisoners")
    assertNotContains(response, "Hidden annex")
    assertContains(client.get(annex.get_absolute_url()), "is an annex of")


def test_a_reaffirmed_statement_names_what_reaffirmed_it(client):
    statement = StatementFactory()
    link(statement, StatementLink.Kind.REAFFIRMS, "The sequel")

    assertContains(client.get(statement.get_absolute_url()), "reaffirmed by")


@pytest.fixture
def amended():
    """A commitment due in July, then by August (amended on 18 July), then by September (on 1 August)."""
    commitment = CommitmentFactory()
    due = {"commitment": commitment, "terms": Deadline.Terms.DATED, "words": ""}
    last = DeadlineFactory(due_on="2021-09-01", amended_by=StatementFactory(issued_on="2021-08-01"), **due)
    first = DeadlineFactory(due_on="2021-07-31", **due)
    second = DeadlineFactory(due_on="2021-08-15", amended_by=StatementFactory(issued_on="2021-07-18"), **due)
    return commitment, first, second, last


def test_deadlines_come_in_the_order_of_the_statements_that_set_them(amended):
    commitment, first, second, last = amended
    undated = DeadlineFactory(commitment=commitment, amended_by=StatementFactory(issued_on=None))

    assert list(commitment.deadlines.in_order()) == [first, undated, second, last]


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (dt.date(2021, 7, 17), 1),
        (dt.date(2021, 7, 18), 2),
        (dt.date(2021, 7, 31), 2),
        (dt.date(2021, 8, 1), 3),
        (None, 3),
    ],
)
def test_the_deadline_in_force_is_that_set_by_the_day(amended, day, place):
    found = in_force(None, day).get(commitment=amended[0])

    assert found == amended[place]


def test_a_deadline_set_by_a_hidden_statement_is_in_force_for_who_sees_it(amended):
    commitment, _first, second, last = amended
    last.amended_by.level = Level.RESTRICTED
    last.amended_by.save()

    assert in_force(None).get(commitment=commitment) == second
    assert in_force(Level.RESTRICTED).get(commitment=commitment) == last


def test_terms_in_force_are_those_of_the_last_deadline(amended):
    commitment, *_rows = amended
    DeadlineFactory(commitment=commitment, amended_by=StatementFactory(issued_on="2021-08-10"))
    bare = CommitmentFactory()

    def terms(day=None):
        return dict(with_terms(Commitment.objects.all(), None, day).values_list("pk", "terms_in_force"))

    assert terms() == {commitment.pk: "soon", bare.pk: "none"}
    assert terms(dt.date(2021, 8, 9)) == {commitment.pk: "dated", bare.pk: "none"}


def test_commitment_page_tells_the_history_of_its_deadline(client, amended):
    commitment, *_rows = amended

    page = client.get(commitment.get_absolute_url()).content.decode()

    history = page[page.index('<ol class="plain">') :]
    assert history.index("as first stated") < history.index("15 August 2021") < history.index("1 September 2021")
    assert page.count("<strong>in force</strong>") == 1


# A commitment that repeats another.


def repeating(first="2021-07-08", second="2021-07-18"):
    earlier = CommitmentFactory(clause__statement__issued_on=first)
    return earlier, Commitment(clause=CommitmentFactory(clause__statement__issued_on=second).clause, repeats=earlier)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2021-07-08", "2021-07-18"),
        ("2021-07-08", "2021-07-08"),
        ("2021-07", "2021-07-08"),
        (None, "2021"),
        ("2021", None),
    ],
)
def test_a_commitment_repeats_one_that_may_be_earlier(first, second):
    _earlier, later = repeating(first, second)

    later.clean()


def test_a_commitment_cannot_repeat_one_of_a_later_statement():
    _earlier, later = repeating("2021-07-19", "2021-07-18")

    with pytest.raises(ValidationError) as refused:
        later.clean()

    (sentence,) = refused.value.message_dict["repeats"]
    assert "was issued on 19 July 2021, after this one (18 July 2021)" in sentence


def test_each_promise_is_counted_once_and_a_hidden_one_does_not_take_another_with_it():
    earlier = CommitmentFactory()
    later = CommitmentFactory(repeats=earlier)
    hidden = CommitmentFactory(level=Level.RESTRICTED)
    beside = CommitmentFactory(repeats=hidden)

    def counted(reader):
        return set(Commitment.objects.visible_to(reader).counted_once(reader))

    def left_out(reader):
        return set(Commitment.objects.visible_to(reader).repeating(reader))

    assert counted(None) == {earlier, beside}
    assert left_out(None) == {later}
    assert counted(Level.RESTRICTED) == {earlier, hidden}
    assert left_out(Level.RESTRICTED) == {later, beside}
