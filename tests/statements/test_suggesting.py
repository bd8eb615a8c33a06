"""What selected words suggest of the commitment in them."""

import pytest

from records.levels import Level
from statements.models import Commitment, Deadline
from statements.suggesting import label_before, participants, shortened, suggestion
from talks.models import Participation
from tests.factories.records import AnalystFactory
from tests.factories.talks import ParticipationFactory, RoundFactory

TALKS = "4. Both sides will continue the talks, as soon as possible, on lasting peace. Nobody spoke."
DARI = "۴. هر دو طرف گفتگوها را که باید در اسرع وقت برگزار شود ادامه می‌دهند."


def test_kind_bound_sides_and_deadline_are_found_in_the_words():
    found = suggestion(TALKS, 3, TALKS.index(" on lasting"))

    assert found.summary == "Both sides will continue the talks, as soon as possible"
    assert (found.kind, found.obligors_as_written) == (Commitment.Kind.CONTINUE, "Both sides")
    assert (found.terms, found.deadline_words) == (Deadline.Terms.SOON, "as soon as possible")


def test_bound_sides_are_looked_for_in_the_sentence_and_then_in_the_point():
    start = TALKS.index("continue")

    assert suggestion(TALKS, start, start + 18).obligors_as_written == "Both sides"
    last = TALKS.index("Nobody")
    assert suggestion(TALKS, last, last + 6).obligors_as_written == ""
    assert suggestion(TALKS, last, last + 6, (0, len(TALKS))).obligors_as_written == "Both sides"


def test_dari_words_are_understood_too():
    found = suggestion(DARI, DARI.index("گفتگوها"), len(DARI))

    assert found.obligors_as_written == "هر دو طرف"
    assert (found.terms, found.deadline_words) == (Deadline.Terms.SOON, "در اسرع وقت")
    assert found.kind == Commitment.Kind.CONTINUE


def test_words_that_suggest_nothing_are_an_act_of_nobody_by_no_time():
    found = suggestion("Open the road to Jorba", 0, 22)

    assert (found.kind, found.obligors_as_written, found.terms) == (Commitment.Kind.ACT, "", Deadline.Terms.NONE)


@pytest.mark.parametrize(
    ("words", "summary"),
    [
        ("“continue\n the  talks”.", "Continue the talks"),
        ("word " * 40, ("Word " + "word " * 22 + "word…")),
        ("x" * 300, "X" + "x" * 119 + "…"),
    ],
)
def test_summary_is_one_line_cut_between_words(words, summary):
    assert shortened(words) == summary


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("3. War", "3"),
        ("  ۶. جنگ", "6"),
        ("(a) War", "(a)"),
        ("Article 5\nWar", ""),
        ("Article 5: War", "Article 5"),
        ("War", ""),
    ],
)
def test_number_printed_before_the_words(text, label):
    found = label_before(text, len(text) - 1)

    assert found.strip("()") == label.strip("()")


@pytest.mark.django_db
def test_those_who_negotiate_come_first_and_hidden_ones_not_at_all():
    round_ = RoundFactory()
    ParticipationFactory(round=round_, party__name="Host", role=Participation.Role.HOST)
    ParticipationFactory(round=round_, party__name="Side")
    ParticipationFactory(round=round_, party__name="Secret", level=Level.CONFIDENTIAL)

    assert [party.name for party in participants(round_, AnalystFactory())] == ["Side", "Host"]
    assert participants(None, AnalystFactory()) == []
