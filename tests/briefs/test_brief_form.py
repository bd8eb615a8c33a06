"""The form for a brief: its kinds, what can be chosen, and how a wrong choice is answered."""

import datetime as dt

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from briefs.choosing import MOST_OFFERED
from briefs.forms import BriefForm, sections_asked
from briefs.kinds import Arrangement, Kind, Section
from briefs.models import Brief
from records.levels import Level
from tests.factories.records import AnalystFactory, EditorFactory
from tests.factories.statements import ClauseFactory, CommitmentFactory, StatementFactory
from tests.factories.talks import PartyFactory, ProcessFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks():
    """A statement of a round of public talks."""
    process = ProcessFactory(name="Quiet talks", slug="quiet-talks", opened_on="2021-07-07")
    return StatementFactory(round=RoundFactory(process=process, opened_on="2021-07-07"), issued_on="2021-07-08")


def promised(statement, summary, **more):
    """A commitment of `statement`."""
    return CommitmentFactory(clause=ClauseFactory(statement=statement), summary=summary, **more)


def sent(talks, **changes):
    return {"process": str(talks.process.public_id), "as_of": "2021-08-31", "level": "0", **changes}


def form_on(talks, reader=None, **changes):
    data = {name: value for name, value in sent(talks, **changes).items() if value is not None}
    return BriefForm(data, reader=reader or EditorFactory())


def test_everything_that_was_chosen_is_in_the_scope(talks):
    kept, other = promised(talks, "Keep talking"), promised(talks, "Keep silent")
    party = PartyFactory(name="Front")
    kept.obligors.set([party])

    form = form_on(
        talks,
        kind="short",
        language="fa",
        title="Four pages on silence",
        arrangement="by_rating",
        opens_on="2021-07-01",
        closes_on="2021-07-31",
        sections=["summary"],
        party=str(party.public_id),
        commitments=[str(kept.public_id)],
    )

    assert form.is_valid(), form.errors
    scope = form.scope()
    assert (scope.kind, scope.language, scope.title) == (Kind.SHORT, "fa", "Four pages on silence")
    assert scope.arrangement == Arrangement.BY_RATING
    assert (scope.opens_on, scope.closes_on) == (dt.date(2021, 7, 1), dt.date(2021, 7, 31))
    assert scope.sections == (Section.SUMMARY, Section.COMPARISONS, Section.SOURCES)
    assert (scope.parties, scope.commitments) == ({party.pk}, {kept.pk})
    assert other.pk not in scope.commitments


def test_what_is_left_open_is_a_full_report_in_english_on_everything(talks):
    form = form_on(talks)

    assert form.is_valid(), form.errors
    scope = form.scope()
    assert (scope.kind, scope.language, scope.title, scope.sections) == (Kind.FULL, "en", "Quiet talks", ())
    assert (scope.arrangement, scope.parties, scope.commitments) == (Arrangement.AS_SAID, frozenset(), frozenset())


@pytest.mark.parametrize(
    ("kind", "ticked", "kept"),
    [
        (Kind.COMMITMENT, ["since", "map"], ()),
        (Kind.COMMITMENT, ["map"], (Section.COMPARISONS, Section.SOURCES)),
        (Kind.MATRIX, ["since"], ()),
        (Kind.FULL, [], ()),
    ],
)
def test_sections_are_kept_only_where_some_that_the_kind_has_are_left_out(kind, ticked, kept):
    assert sections_asked(kind, ticked) == kept


@pytest.mark.parametrize(
    ("number", "changes", "field", "sentence"),
    [
        (0, {"kind": "party"}, "party", "needs exactly one, and 0 are chosen"),
        (0, {"kind": "commitment"}, "commitments", "needs exactly one, and 0 are chosen"),
        (2, {"kind": "commitment"}, "commitments", "needs exactly one, and 2 are chosen"),
        (9, {"kind": "short"}, "commitments", "holds at most 8, and this one would hold 9"),
        (0, {"opens_on": "2021-07-02", "closes_on": "2021-07-01"}, "closes_on", "cannot close before it opens"),
        (0, {"title": "Hidden \u202e"}, "title", "U+202E"),
        (0, {"language": "de"}, "language", "Select a valid choice"),
        (0, {"kind": "poster"}, "kind", "Select a valid choice"),
    ],
)
def test_what_a_kind_does_not_take_is_said_at_its_field(talks, number, changes, field, sentence):
    chosen = [str(promised(talks, f"Promise {each}").public_id) for each in range(number)]

    form = form_on(talks, commitments=chosen, **changes)

    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert sentence in form.errors[field][0]


def test_eight_commitments_are_room_for_a_short_brief_and_one_for_a_sheet(talks):
    chosen = [str(promised(talks, f"Promise {each}").public_id) for each in range(8)]

    assert form_on(talks, kind="short", commitments=chosen).is_valid()
    assert form_on(talks, kind="commitment", commitments=chosen[:1]).is_valid()


def test_a_commitment_that_the_briefs_readers_may_not_see_is_refused(talks):
    hidden = promised(talks, "Secret promise", level=Level.RESTRICTED)

    form = form_on(talks, commitments=[str(hidden.public_id)])

    assert form.errors["level"] == ["Public readers may not see “Secret promise”. Choose a higher level."]
    assert form_on(talks, level="1", commitments=[str(hidden.public_id)]).is_valid()


def offered(form):
    return [label for _group, rows in form.fields["commitments"].choices for _id, label in rows]


def test_commitments_of_the_chosen_talks_are_offered_and_no_hidden_ones(talks):
    promised(talks, "Keep talking")
    promised(talks, "Secret promise", level=Level.CONFIDENTIAL)
    promised(StatementFactory(), "Elsewhere")

    form = form_on(talks, reader=AnalystFactory())

    assert [label.partition(": ")[2] for label in offered(form)] == ["Keep talking"]
    assert [title for title, _rows in form.fields["commitments"].choices] == [str(talks)]


def test_commitments_are_narrowed_to_a_round_or_a_statement(talks):
    promised(talks, "Keep talking")
    other = StatementFactory(round=RoundFactory(process=talks.process))
    promised(other, "Keep silent")

    assert len(offered(form_on(talks))) == 2
    for name, subject in (("statement", other), ("round", other.round)):
        found = offered(form_on(talks, **{name: str(subject.public_id)}))
        assert [label.partition(": ")[2] for label in found] == ["Keep silent"]


def test_parties_that_are_bound_are_offered_and_no_others(talks):
    bound, hidden = PartyFactory(name="Front"), PartyFactory(name="Secret front", level=Level.CONFIDENTIAL)
    PartyFactory(name="Bystander")
    promised(talks, "Keep talking", obligors=[bound, hidden])

    form = form_on(talks, reader=AnalystFactory())

    assert list(form.fields["party"].queryset) == [bound]


def test_before_a_process_is_chosen_nothing_is_offered_of_any(talks):
    promised(talks, "Keep talking")

    form = BriefForm(reader=EditorFactory(), initial={"process": "nonsense"})

    assert (offered(form), form.has_process, list(form.fields["party"].queryset)) == ([], False, [])


def test_more_than_a_page_can_show_are_cut_and_said_to_be(talks, admin_client, monkeypatch):
    for each in range(3):
        promised(talks, f"Promise {each}")
    assert MOST_OFFERED == 1000
    monkeypatch.setattr("briefs.choosing.MOST_OFFERED", 2)

    form = form_on(talks)
    page = admin_client.get(reverse("briefs:write"), {"process": talks.process.public_id})

    assert (len(offered(form)), form.offers_all) == (2, False)
    assertContains(page, "These are the first thousand")


def test_asking_for_the_commitments_of_a_process_keeps_what_was_typed_and_refuses_nothing(talks, admin_client):
    chosen = promised(talks, "Keep talking")

    page = admin_client.post(
        reverse("briefs:write"),
        {
            **sent(talks, as_of="not yet known", kind="commitment", sections=["since"]),
            "commitments": [str(chosen.public_id)],
            "offer": "1",
        },
    )

    assertContains(page, "not yet known")
    assertContains(page, '<option value="commitment" selected>sheet on one commitment</option>', html=True)
    assertContains(page, f'name="commitments" value="{chosen.public_id}" id="id_commitments_0_0" checked')
    assertNotContains(page, "is not a moment")
    assert not Brief.objects.exists()


def test_an_empty_form_says_how_to_see_the_commitments(admin_client):
    page = admin_client.get(reverse("briefs:write"))

    assertContains(page, "Show the parties and commitments of this process")
    assertNotContains(page, 'name="party"')


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_asks_the_same_number_of_queries_however_much_there_is(
    admin_client, talks, count, django_assert_num_queries
):
    for each in range(count):
        promised(talks, f"Promise {each}", obligors=[PartyFactory()])

    with django_assert_num_queries(9):
        admin_client.get(reverse("briefs:write"), {"process": talks.process.public_id})
