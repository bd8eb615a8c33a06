"""Numbered editions: the same for the same record, and none of what no longer holds when it would be stored."""

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from briefs.document.content import NothingOnRecord
from briefs.document.draw import draw, drawn_with
from briefs.document.shape import from_data, record_hash
from briefs.issuing import NotIssued, issue, issue_brief
from briefs.keeping import kept_brief
from briefs.kinds import Kind
from briefs.models import Edition
from briefs.scope import scope_on
from records.audit.actions import Action
from records.levels import Level
from records.models import AuditEntry
from tests.briefs.standing_in import drawn, drawn_after, never_drawn
from tests.factories.briefs import BriefFactory, WithdrawalFactory
from tests.factories.records import AnalystFactory, UserFactory
from tests.factories.talks import PartyFactory, ProcessFactory, RoundFactory

pytestmark = pytest.mark.django_db

AS_OF = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)
FAR = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def scope():
    """Talks with one round, for public readers."""
    round_ = RoundFactory(process=ProcessFactory(name="Quiet talks"), name="First round", opened_on="2021-07-07")
    return scope_on(round_.process, Level.PUBLIC)


def issue_elsewhere(scope, day):
    return lambda: issue(scope, dt.datetime(2021, 8, day, tzinfo=dt.UTC), draw=drawn)


def raised(row, **changes):
    """A function that makes `row` seen by fewer people."""

    def change():
        fresh = type(row).objects.get(pk=row.pk)
        for name, value in changes.items():
            setattr(fresh, name, value)
        fresh.save()

    return change


def test_the_same_content_gives_the_edition_it_gave_before(scope):
    first = issue(scope, AS_OF, draw=drawn)
    again = issue(scope, AS_OF, draw=never_drawn)

    assert again == first
    assert (first.number, first.pdf_sha256) == (1, hashlib.sha256(first.pdf).hexdigest())
    assert first.drawn_with == drawn_with()
    assert first.record_hash == record_hash(from_data(first.content))


def test_an_edition_from_before_the_second_hash_is_found_by_its_first(scope):
    edition = issue(scope, AS_OF, draw=drawn)
    Edition.objects.filter(pk=edition.pk).update(record_hash="")

    assert edition.content_hash == edition.record_hash
    assert issue(scope, AS_OF, draw=never_drawn) == edition


def test_a_withdrawn_edition_is_not_given_out_again(scope):
    withdrawn = issue(scope, AS_OF, draw=drawn)
    WithdrawalFactory(edition=withdrawn)

    assert issue(scope, AS_OF, draw=drawn).number == 2


def test_other_content_gives_the_next_number(scope, editor):
    first = issue(scope, AS_OF, draw=drawn)
    RoundFactory(process=scope.process, opened_on="2021-07-20")

    second = issue(scope, AS_OF, user=editor, draw=drawn)

    assert (second.brief, second.number, second.issued_by) == (first.brief, 2, editor)
    assert second.content["rounds"] != first.content["rounds"]


def test_who_asked_stands_in_the_audit_wherever_it_was_drawn(scope, editor):
    edition = issue(scope, AS_OF, user=editor, draw=drawn)

    entry = AuditEntry.objects.get(action=Action.ISSUED)
    assert (entry.person, entry.key) == (editor.pk, edition.pk)


def test_an_edition_keeps_the_level_it_was_made_for(scope):
    edition = issue(scope_on(scope.process, Level.RESTRICTED), AS_OF, draw=drawn)
    edition.brief.level = Level.PUBLIC
    edition.brief.save(is_lowered=True)

    assert not Edition.objects.visible_to(Level.PUBLIC).exists()
    assert Edition.objects.visible_to(Level.RESTRICTED).get() == edition


def test_a_number_taken_while_drawing_is_not_taken_twice(scope):
    edition = issue(scope, AS_OF, draw=drawn_after(*(issue_elsewhere(scope, day) for day in (1, 2, 3, 4))))

    assert sorted(Edition.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert edition.number == 5


def test_two_who_issue_the_same_get_one_edition(scope):
    others = []

    edition = issue(scope, AS_OF, draw=drawn_after(lambda: others.append(issue(scope, AS_OF, draw=drawn))))

    assert edition == others[0]
    assert Edition.objects.count() == 1


def test_what_was_written_elsewhere_meanwhile_is_no_reason_to_draw_again(scope):
    numbers = []

    def draw_once(content, *, number, on_step=None):
        numbers.append(number)
        PartyFactory()
        return drawn(content, number=number)

    issue(scope, AS_OF, draw=draw_once)

    assert numbers == [1]


def test_a_level_raised_while_drawing_never_leaves(scope):
    hidden = RoundFactory(process=scope.process, name="Secret round", opened_on="2021-07-20")

    edition = issue(scope, AS_OF, draw=drawn_after(raised(hidden, level=Level.CONFIDENTIAL)))

    assert [part["name"] for part in edition.content["rounds"]] == ["First round"]


def test_an_embargo_set_while_drawing_holds(scope):
    hidden = RoundFactory(process=scope.process, name="Secret round", opened_on="2021-07-20")

    edition = issue(scope, AS_OF, draw=drawn_after(raised(hidden, embargo_until=FAR)))

    assert [part["name"] for part in edition.content["rounds"]] == ["First round"]


def test_a_record_that_never_rests_is_given_up_after_three_drawings(scope):
    add = [lambda day=day: RoundFactory(process=scope.process, opened_on=f"2021-07-{day}") for day in range(10, 15)]

    with pytest.raises(NotIssued, match="The record was changed each of the 3 times that the brief was drawn"):
        issue(scope, AS_OF, draw=drawn_after(*add))

    assert not Edition.objects.exists()
    assert scope.process.rounds.count() == 4


@pytest.mark.parametrize("when", ["before", "while"])
@pytest.mark.parametrize("change", [{"level": Level.RESTRICTED}, {"embargo_until": FAR}])
def test_a_process_that_the_briefs_readers_may_no_longer_see_is_told_of_in_no_edition(scope, when, change):
    brief, hide = kept_brief(scope), raised(scope.process, **change)
    if when == "before":
        hide()

    with pytest.raises(NotIssued, match="Public readers may not see this brief now"):
        issue_brief(brief, AS_OF, draw=never_drawn if when == "before" else drawn_after(hide))

    assert not Edition.objects.exists()


def test_a_brief_that_was_deleted_while_drawing_has_no_edition(scope):
    brief = kept_brief(scope)

    with pytest.raises(NotIssued, match="The brief is no longer on record"):
        issue_brief(brief, AS_OF, draw=drawn_after(brief.delete))


def test_a_brief_raised_while_drawing_is_issued_for_its_new_readers_alone(scope):
    brief = kept_brief(scope)

    edition = issue_brief(brief, AS_OF, draw=drawn_after(raised(brief, level=Level.RESTRICTED)))

    assert (edition.level, edition.content["level"]) == (Level.RESTRICTED, "restricted")
    assert not Edition.objects.visible_to(Level.PUBLIC).exists()


@pytest.mark.parametrize("lost", ["clearance", "activity", "role", "account"])
def test_who_asked_and_may_no_longer_see_the_brief_gets_no_edition(lost):
    round_ = RoundFactory(process__level=Level.RESTRICTED, level=Level.RESTRICTED, opened_on="2021-07-07")
    brief = kept_brief(scope_on(round_.process, Level.RESTRICTED))
    person = AnalystFactory(clearance=Level.RESTRICTED)
    lose = {
        "clearance": raised(person, clearance=Level.PUBLIC),
        "activity": raised(person, is_active=False),
        "role": person.groups.clear,
        "account": type(person).objects.get(pk=person.pk).delete,
    }[lost]

    with pytest.raises(NotIssued, match="Whoever asked for this edition may no longer see the brief"):
        issue_brief(brief, AS_OF, user=person, draw=drawn_after(lose))

    assert not Edition.objects.exists()


def test_a_reader_who_enters_nothing_has_no_edition_issued(scope):
    with pytest.raises(NotIssued, match="no longer enters the record"):
        issue(scope, AS_OF, user=UserFactory(), draw=never_drawn)


def test_a_kind_that_asks_for_another_choice_is_refused_before_it_is_drawn(scope):
    brief = BriefFactory(process=scope.process, kind=Kind.PARTY)

    with pytest.raises(NotIssued, match="a sheet on one party needs exactly one, and 0 are chosen"):
        issue_brief(brief, AS_OF, draw=never_drawn)


def test_a_sheet_that_would_be_empty_is_refused(scope):
    asked = replace(scope, kind=Kind.PARTY, parties=frozenset({PartyFactory().pk}))

    with pytest.raises(NothingOnRecord, match=r"As of 31 August 2021 no commitment was on record that this brief asks"):
        issue(asked, AS_OF, draw=never_drawn)


def test_a_moment_before_everything_is_refused(scope):
    with pytest.raises(NothingOnRecord, match="As of 1 January 1999 nothing was on record"):
        issue(scope, dt.datetime(1999, 1, 1, tzinfo=dt.UTC), draw=never_drawn)


def test_what_is_settled_with_an_edition_is_stored_with_it_or_not_at_all(scope):
    brief, settled = kept_brief(scope), []

    def refuse(edition):
        raise NotIssued("Not now.")

    with pytest.raises(NotIssued, match="Not now"):
        issue_brief(brief, AS_OF, draw=drawn, settle=refuse)

    assert not Edition.objects.exists()
    edition = issue_brief(brief, AS_OF, draw=drawn, settle=settled.append)
    assert issue_brief(brief, AS_OF, draw=never_drawn, settle=settled.append) == edition
    assert settled == [edition, edition]


def test_the_same_record_gives_the_same_bytes(scope):
    edition = issue(scope, AS_OF)

    again = draw(from_data(edition.content), number=edition.number)

    assert bytes(edition.pdf).startswith(b"%PDF-")
    assert again == bytes(edition.pdf)
