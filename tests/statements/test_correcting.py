"""A corrected text, the passages carried over to it, and those that somebody has to settle."""

import datetime as dt
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from records.levels import Level
from records.models import AuditEntry, StaleRevision
from statements.correcting import (
    correct,
    doubts_of,
    leave_out,
    left_out,
    settle_at,
    settle_by_quote,
    take_back,
    unsettled,
    with_candidates,
)
from statements.models import Omission, Passage, Version
from statements.text.anchors import check
from statements.text.carrying import Outcome
from tests.factories.records import AnalystFactory, EditorFactory
from tests.factories.statements import TEXT, ClauseFactory, CommitmentFactory, PassageFactory, VersionFactory

pytestmark = pytest.mark.django_db

CORRECTED = TEXT.replace("thank the host", "thank their hosts")
QUERIES = 33
PERSIAN = "۱. دو طرف می‌پذیرند که جنگ راه‌حل نیست.\n۲. دو طرف گفتگوها را ادامه می‌دهند.\n"


@pytest.fixture
def version():
    return VersionFactory(label="English wording", translator="A. Ghani", text=TEXT)


def marked(version, exact, **given):
    clause = given.pop("clause", None) or ClauseFactory(statement=version.statement)
    return PassageFactory(clause=clause, version=version, exact=exact, **given)


def corrected(version, user, text=CORRECTED, **given):
    return correct(version, text, user, **{"label": f"{version.label}, corrected", "is_verbatim": True, **given})


def refused(call):
    with pytest.raises(ValidationError) as caught:
        call()
    return caught.value


def test_a_correction_is_a_version_that_knows_what_it_corrects(version, analyst):
    made = corrected(version, analyst, note="After the printed copy.").version

    stored = Version.objects.get(pk=made.pk)
    assert stored.corrects == version
    assert (stored.text, stored.language, stored.kind) == (CORRECTED, version.language, version.kind)
    assert (stored.translator, stored.source, stored.note) == ("A. Ghani", version.source, "After the printed copy.")
    assert (stored.created_by, stored.is_verbatim) == (analyst, True)
    assert Version.objects.get(pk=version.pk).text == TEXT


def test_nobody_enters_a_correction_as_public_and_an_embargo_goes_with_it(version, analyst):
    version.embargo_until = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
    version.save()

    made = corrected(version, analyst).version

    assert (made.level, made.embargo_until) == (Level.RESTRICTED, version.embargo_until)


def test_passages_whose_words_are_the_same_are_carried_over_with_all_they_say(version, analyst):
    commitment = CommitmentFactory(clause__statement=version.statement)
    marked(version, "War is not the solution")
    disputed = {
        "is_disputed": True,
        "dispute_reason": "Weaker than the original.",
        "proposed_wording": "keep talking",
        "disputed_by": "the host",
    }
    passage = marked(version, "continue talks", clause=commitment.clause, commitment=commitment, **disputed)

    correction = corrected(version, analyst)

    carried = Passage.objects.get(carried_from=passage)
    assert (correction.carried, correction.unsettled) == (2, 0)
    assert (carried.version, carried.commitment, carried.clause) == (correction.version, commitment, commitment.clause)
    assert carried.start == passage.start + len("their hosts") - len("the host")
    assert {name: getattr(carried, name) for name in disputed} == disputed
    assert (carried.prefix, carried.created_by) == (CORRECTED[carried.start - 32 : carried.start], analyst)
    check(CORRECTED, carried.anchor)


def test_what_is_carried_has_a_first_revision_a_history_and_an_entry_in_the_audit(version, analyst):
    marked(version, "War is not the solution")

    made = corrected(version, analyst).version

    carried = made.passages.get()
    past = carried.history.get()
    assert (carried.revision, carried.shown_level) == (1, Level.RESTRICTED)
    assert (past.history_type, past.history_user, past.exact) == ("+", analyst, carried.exact)
    assert AuditEntry.objects.filter(kind="statements.passage", action="added", facts__contains='"rows":1').exists()


def test_a_passage_whose_words_changed_is_neither_moved_nor_dropped(version, analyst):
    passage = marked(version, "thank the host")

    correction = corrected(version, analyst)

    assert (correction.carried, correction.unsettled) == (0, 1)
    assert list(unsettled(correction.version, analyst)) == [passage]
    ((_passage, carried),) = with_candidates(correction.version, [passage])
    assert [candidate.exact for candidate in carried.candidates] == ["thank their hosts"]


def test_a_hidden_passage_beside_a_shown_one_is_carried_in_nobodys_name_and_not_counted(version, analyst):
    shown = marked(version, "War is not the solution")
    hidden = marked(version, "continue talks", level=Level.CONFIDENTIAL)
    hidden_in_doubt = marked(version, "thank the host", level=Level.CONFIDENTIAL)

    correction = corrected(version, analyst)

    assert (correction.carried, correction.unsettled) == (1, 0)
    by_origin = {passage.carried_from: passage for passage in correction.version.passages.all()}
    assert by_origin.keys() == {shown, hidden}
    assert (by_origin[hidden].level, by_origin[hidden].created_by) == (Level.CONFIDENTIAL, None)
    assert by_origin[hidden].history.get().history_user is None
    assert list(unsettled(correction.version, analyst)) == []
    assert list(unsettled(correction.version, EditorFactory())) == [hidden_in_doubt]


def test_a_passage_that_does_not_fit_its_text_is_left_for_a_person(analyst):
    version = VersionFactory(label="Persian", language="fa", text="آنان می‌خواهند.")
    # Cut off before the joiner that belongs to its last letter: no form takes that, a row stored in bulk may be so.
    Passage.objects.bulk_create([Passage(clause=ClauseFactory(), version=version, start=5, end=7, exact="می")])

    correction = corrected(version, analyst, text="آنان می‌خواهند. پایان.")

    assert (correction.carried, correction.unsettled) == (0, 1)
    ((_passage, carried),) = with_candidates(correction.version, unsettled(correction.version, analyst))
    assert "inside one character" in carried.message


def test_a_right_to_left_text_is_corrected(analyst):
    version = VersionFactory(label="Persian", language="fa", text=PERSIAN)
    stays, changes = marked(version, "گفتگوها را ادامه می‌دهند"), marked(version, "می‌پذیرند که جنگ راه‌حل نیست")

    correction = corrected(version, analyst, text=PERSIAN.replace("راه‌حل", "راه حل"))

    assert correction.version.passages.get().carried_from == stays
    ((passage, carried),) = with_candidates(correction.version, unsettled(correction.version, analyst))
    assert passage == changes
    assert carried.candidates[0].exact == "می‌پذیرند که جنگ راه حل نیست"


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"text": TEXT}, "text", "nothing in it was corrected"),
        ({"text": TEXT.replace("\n", "\r\n")}, "text", "nothing in it was corrected"),
        ({"text": ""}, "text", "cannot be blank"),
        ({"text": "1. War\u202e."}, "text", "U+202E"),
        ({"label": ""}, "label", "cannot be blank"),
        ({"label": "English wording"}, "label", "a version with this label already"),
        ({"is_verbatim": False}, "is_verbatim", "read against its source"),
    ],
)
def test_what_is_no_correction_is_refused_with_the_field(version, analyst, given, field, message):
    marked(version, "War is not the solution")

    error = refused(lambda: corrected(version, analyst, **given))

    assert message in " ".join(error.message_dict[field])
    assert Version.objects.count() == Passage.objects.count() == 1


def test_a_draft_is_changed_on_its_own_page(analyst):
    draft = VersionFactory(is_verbatim=False)

    assert "is a draft" in " ".join(refused(lambda: corrected(draft, analyst)).messages)


def test_a_text_is_corrected_once_and_then_its_correction(version, analyst):
    first = corrected(version, analyst).version

    error = refused(lambda: corrected(version, analyst, label="Another"))
    second = corrected(first, analyst, text=CORRECTED + "4. Done.\n").version

    assert "Correct that one" in " ".join(error.messages)
    assert second.corrects == first


def test_a_correction_that_somebody_does_not_see_stands_in_nobodys_way(version, analyst):
    hidden = corrected(version, EditorFactory(), label="Corrected").version
    hidden.level = Level.CONFIDENTIAL
    hidden.save()

    made = corrected(version, analyst, label="Corrected").version

    assert made.beside != hidden.beside


def test_a_text_that_was_saved_meanwhile_is_not_corrected(version, analyst):
    Version.objects.filter(pk=version.pk).update(note="Saved meanwhile.")

    with pytest.raises(StaleRevision):
        corrected(version, analyst)

    assert Version.objects.count() == 1


def test_what_was_in_doubt_in_a_correction_is_in_doubt_in_its_correction_once_it_is_settled(version, analyst):
    passage = marked(version, "thank the host")
    first = corrected(version, analyst).version
    second = corrected(first, analyst, text=CORRECTED + "4. Done.\n").version

    assert (list(unsettled(first, analyst)), list(unsettled(second, analyst))) == ([passage], [])
    settled = settle_by_quote(first, passage.pk, "thank their hosts", analyst)
    assert (list(unsettled(first, analyst)), list(unsettled(second, analyst))) == ([], [settled])
    again = settle_by_quote(second, settled.pk, "thank their hosts", analyst)
    assert [row.carried_from for row in (settled, again)] == [passage, settled]


def test_what_is_marked_in_a_text_after_its_correction_is_to_be_settled_too(version, analyst):
    made = corrected(version, analyst).version
    late = marked(version, "War is not the solution")

    ((passage, carried),) = with_candidates(made, unsettled(made, analyst))

    assert (passage, carried.outcome) == (late, Outcome.MOVED)


def in_doubt(version, analyst, **given):
    passage = marked(version, "thank the host", **given)
    return passage, corrected(version, analyst).version


def test_a_passage_is_settled_at_a_place_with_the_words_there(version, analyst):
    disputed = {"is_disputed": True, "dispute_reason": "Which host?"}
    passage, made = in_doubt(version, analyst, **disputed)
    start = CORRECTED.index("thank their hosts")

    settled = settle_at(made, passage.pk, start, start + len("thank their hosts"), "thank their hosts", analyst)

    stored = Passage.objects.get(pk=settled.pk)
    assert (stored.exact, stored.carried_from, stored.clause) == ("thank their hosts", passage, passage.clause)
    assert (stored.level, stored.created_by, stored.is_disputed) == (Level.RESTRICTED, analyst, False)
    assert not unsettled(made, analyst).exists()


def test_a_dispute_goes_with_words_that_are_the_same(version, analyst):
    made = corrected(version, analyst).version
    passage = marked(version, "War", is_disputed=True, dispute_reason="Which war?")

    assert settle_by_quote(made, passage.pk, "War", analyst).dispute_reason == "Which war?"


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (-1, 4, "before the text"),
        (0, 10_000, "past the end"),
        (4, 4, "is empty"),
        (5, 7, "inside one character"),
        (0, 4, "the text reads"),
    ],
)
def test_offsets_that_mark_no_words_settle_nothing(analyst, start, end, message):
    version = VersionFactory(label="Persian", language="fa", text="آنان می‌خواستند.")
    passage = marked(version, "می‌خواستند")
    made = corrected(version, analyst, text="آنان می‌خواهند.").version

    error = refused(lambda: settle_at(made, passage.pk, start, end, "می", analyst))

    assert message in " ".join(error.message_dict["quote"])
    assert list(unsettled(made, analyst)) == [passage]


@pytest.mark.parametrize(
    ("quote", "message"), [("Both", "stands in the text 2 times"), ("Mars", "does not stand"), (" ", "is empty")]
)
def test_a_quote_that_means_no_one_place_settles_nothing(version, analyst, quote, message):
    passage, made = in_doubt(version, analyst)

    error = refused(lambda: settle_by_quote(made, passage.pk, quote, analyst))

    assert message in " ".join(error.message_dict["quote"])
    assert settle_by_quote(made, passage.pk, "Both sides", analyst, prefix="3.").start == CORRECTED.rindex("Both")


def test_a_passage_is_left_out_with_a_reason_and_that_is_taken_back(version, analyst):
    passage, made = in_doubt(version, analyst)

    omission = leave_out(made, passage.pk, "struck out on 9 July", analyst)

    assert not unsettled(made, analyst).exists()
    assert list(left_out(made, analyst)) == [omission]
    take_back(made, omission.pk, analyst)
    assert list(unsettled(made, analyst)) == [passage]
    assert "taken back already" in " ".join(refused(lambda: take_back(made, omission.pk, analyst)).messages)


def test_leaving_out_needs_a_reason(version, analyst):
    passage, made = in_doubt(version, analyst)

    error = refused(lambda: leave_out(made, passage.pk, " ", analyst))

    assert "reason" in error.message_dict
    assert not Omission.objects.exists()


def test_of_two_who_settle_a_passage_the_second_is_told(version, analyst):
    passage, made = in_doubt(version, analyst)
    settle_by_quote(made, passage.pk, "thank their hosts", analyst)

    errors = [
        refused(lambda: settle_by_quote(made, passage.pk, "thank their hosts", AnalystFactory())),
        refused(lambda: leave_out(made, passage.pk, "gone", AnalystFactory())),
    ]

    assert all("settled already" in " ".join(error.messages) for error in errors)
    assert (made.passages.count(), Omission.objects.count()) == (1, 0)


def test_nobody_settles_what_they_do_not_see(version, analyst):
    passage, made = in_doubt(version, analyst, level=Level.CONFIDENTIAL)

    assert "settled already" in str(refused(lambda: leave_out(made, passage.pk, "gone", analyst)))
    assert leave_out(made, passage.pk, "gone", EditorFactory()).passage == passage


def test_doubts_name_the_commitments_that_stand_nowhere_in_a_correction(version, analyst):
    commitment = CommitmentFactory(clause__statement=version.statement)
    standing = CommitmentFactory(clause=commitment.clause)
    marked(version, "thank the host", clause=commitment.clause, commitment=commitment)
    marked(version, "the host", clause=commitment.clause, commitment=standing)
    marked(version, "War", clause=commitment.clause, commitment=standing)
    hidden = CommitmentFactory(clause=commitment.clause, level=Level.CONFIDENTIAL)
    marked(version, "host", clause=commitment.clause, commitment=hidden)
    made = corrected(version, analyst, text=CORRECTED.replace("hosts", "guests")).version

    assert doubts_of(version.statement, analyst) == [(made, 2, [commitment])]
    assert [number for _version, number, _commitments in doubts_of(version.statement, EditorFactory())] == [3]
    for passage in unsettled(made, EditorFactory()):
        leave_out(made, passage.pk, "gone", EditorFactory())
    assert doubts_of(version.statement, EditorFactory()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_to_correct_asks_as_many_queries_however_many_passages_there_are(
    version, analyst, count, django_assert_num_queries
):
    words = ["War", "not", "solution"]
    clause = ClauseFactory(statement=version.statement)
    for word in words[:count]:
        marked(version, word, clause=clause)
    reading = Version.objects.select_related("statement", "source").get(pk=version.pk)

    # On PostgreSQL each transaction that writes asks for its turn.
    with django_assert_num_queries(QUERIES + (0 if connection.vendor == "sqlite" else 6)):
        corrected(reading, analyst)


def test_corrected_texts_chain(version, analyst):
    chain = [version]
    for number in range(3):
        chain.append(corrected(chain[-1], analyst, text=TEXT + f"{number}", label=f"Wording {number}").version)

    assert all(later.corrects == earlier for earlier, later in pairwise(chain))
