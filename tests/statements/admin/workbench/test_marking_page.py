"""Marking on the workbench: what each short form starts with, what it stores, and how the page follows."""

import pytest
from lxml import html

from records.admin.revision import signed_revision
from records.levels import Level
from records.models import AuditEntry
from statements.models import Clause, Commitment, Passage
from talks.models import Participation
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    DeadlineFactory,
    PassageFactory,
    ThemeFactory,
    VersionFactory,
)
from tests.factories.talks import ParticipationFactory, PartyFactory, RoundFactory
from tests.statements.admin.workbench.bench import (
    address,
    boxes,
    errors,
    new,
    of_commitment,
    opened,
    said,
    spot,
    way_back,
)

pytestmark = pytest.mark.django_db
TALKS = "Both sides will continue talks"
WAR = "War is not the solution to the problem."


@pytest.fixture
def round_of_two(db):
    round_ = RoundFactory()
    for name, role in (("Government", "negotiating"), ("Taliban", "negotiating"), ("Iran", Participation.Role.HOST)):
        ParticipationFactory(round=round_, party__name=name, role=role)
    ParticipationFactory(round=round_, party__name="Secret friends", role="guest", level=Level.CONFIDENTIAL)
    return round_


def test_new_commitment_starts_with_what_the_words_and_the_round_suggest(client, analyst, round_of_two):
    version = VersionFactory(statement__round=round_of_two, statement__process=round_of_two.process)

    response = opened(client, version, "commitment", spot(version, TALKS))

    found, page = boxes(response), response.content.decode()
    assert (found["summary"], found["kind"], found["specificity"]) == ([TALKS], ["continue"], ["general"])
    assert found["obligors_as_written"] == ["Both sides"]
    sides = Participation.objects.filter(role="negotiating").order_by("pk").values_list("party", flat=True)
    assert found["obligors"] == [str(key) for key in sides]
    assert "“Both sides” is taken to be: <bdi>Government</bdi>, <bdi>Taliban</bdi>" in " ".join(page.split())
    assert (found["level"], found["number"], found["is_verifiable"]) == (["1"], ["3"], ["on"])
    assert "Iran" in page
    assert "Secret" not in page


def test_commitment_is_saved_with_its_point_deadline_and_words_and_the_page_follows(client, analyst):
    version, party, theme = VersionFactory(), PartyFactory(), ThemeFactory()
    sent = of_commitment(
        version,
        f" {TALKS}",
        number="3",
        obligors_as_written="Both sides",
        obligors=[party.pk],
        themes=[theme.pk],
        **{"deadline-terms": "soon", "deadline-words": "as soon as possible"},
    )

    response = new(client, version, "commitment", sent)

    assert response.status_code == 200, errors(response)
    commitment, clause = Commitment.objects.get(), Clause.objects.get()
    assert (commitment.clause, clause.number, commitment.created_by) == (clause, "3", analyst)
    assert (list(commitment.obligors.all()), list(commitment.themes.all())) == ([party], [theme])
    assert commitment.deadlines.get().words == "as soon as possible"
    assert [passage.exact for passage in Passage.objects.order_by("pk")] == [TALKS, TALKS]
    page = html.fromstring(f"<div>{response.content.decode()}</div>")
    assert said(response) == "Marked: “Continue talks”."
    assert [one.text_content() for one in page.xpath("//div[contains(@class, 'block')]")] == [f"3. {TALKS}.\n"]
    assert page.xpath("//li[@data-point]/@data-point") == [str(clause.pk)]
    assert page.xpath("//li/@data-commitment") == [str(commitment.pk)]
    assert '"marked": {"start": ' in response.headers["HX-Trigger-After-Settle"]
    assert AuditEntry.objects.filter(kind="statements.commitment", action="added").count() == 1


def test_point_that_holds_the_words_is_chosen_and_no_new_one_entered(client, analyst):
    version = VersionFactory()
    clause = PassageFactory(version=version, clause__statement=version.statement, exact=WAR).clause
    found = boxes(opened(client, version, "commitment", spot(version, "War is not")))

    response = new(client, version, "commitment", of_commitment(version, "War is not", point=found["point"][0]))

    assert response.status_code == 200, errors(response)
    assert Commitment.objects.get().clause == clause
    assert Clause.objects.count() == 1


def test_picked_point_and_known_number_are_offered(client, analyst):
    version = VersionFactory()
    second, third = (ClauseFactory(statement=version.statement, number=number) for number in ("2", "3"))

    by_number = boxes(opened(client, version, "point", spot(version, WAR)))
    by_hand = boxes(opened(client, version, "point", spot(version, WAR, picked_point=third.pk)))

    assert (by_number["point"], by_hand["point"]) == ([str(second.pk)], [str(third.pk)])


def test_words_within_a_marked_point_are_offered_as_those_of_a_new_one(client, analyst):
    version = VersionFactory()
    PassageFactory(version=version, clause__statement=version.statement, clause__number="2", exact=WAR)

    assert boxes(opened(client, version, "point", spot(version, "War is not")))["point"] == [""]


def test_words_of_a_point_are_marked_in_another_version(client, analyst):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement, number="2")

    response = new(client, version, "point", spot(version, WAR, point=clause.pk))

    assert response.status_code == 200, errors(response)
    assert Passage.objects.get().clause == clause
    assert said(response) == "Marked: “point 2”."


def test_number_that_the_statement_has_already_is_refused_beside_its_box(client, analyst):
    version = VersionFactory()
    ClauseFactory(statement=version.statement, number="3")

    taken = new(client, version, "point", spot(version, WAR, number="3", point_summary="No war"))
    missing = new(client, version, "point", spot(version, WAR, number=" "))

    assert (taken.status_code, missing.status_code) == (422, 422)
    assert "The statement has a point “3” already" in errors(taken)[0]
    assert "Give the number of the new point" in errors(missing)[0]
    assert boxes(taken)["point_summary"] == ["No war"]


def test_number_of_a_hidden_point_is_not_refused(client, analyst):
    version = VersionFactory()
    ClauseFactory(statement=version.statement, number="3", level=Level.CONFIDENTIAL)

    assert new(client, version, "point", spot(version, WAR, number="3")).status_code == 200


def test_words_of_a_known_commitment_are_marked(client, analyst):
    version = VersionFactory()
    clause = PassageFactory(version=version, clause__statement=version.statement, exact=WAR).clause
    elsewhere, here = CommitmentFactory(clause__statement=version.statement), CommitmentFactory(clause=clause)

    likely = boxes(opened(client, version, "words", spot(version, "War is not")))["commitment"]
    by_hand = boxes(opened(client, version, "words", spot(version, "War is not", picked_commitment=elsewhere.pk)))
    response = new(client, version, "words", spot(version, "War is not", commitment=here.pk))

    assert (likely, by_hand["commitment"]) == ([str(here.pk)], [str(elsewhere.pk)])
    assert here.passages.get().exact == "War is not"
    assert said(response) == f"Marked: “{here.summary}”."


def test_words_of_a_commitment_need_one(client, analyst):
    version = VersionFactory()

    assert "Choose the commitment" in errors(new(client, version, "words", spot(version, WAR)))[0]


def test_the_same_words_are_refused_with_the_form_kept(client, analyst):
    version = VersionFactory()
    commitment = CommitmentFactory(clause__statement=version.statement)
    new(client, version, "words", spot(version, WAR, commitment=commitment.pk))

    again = new(client, version, "words", spot(version, WAR, commitment=commitment.pk))

    assert again.status_code == 422
    assert "marked so already" in errors(again)[0]
    assert commitment.passages.count() == 1


def test_disputed_rendering_is_marked_changed_and_taken_back(client, analyst):
    version = VersionFactory()
    clause = PassageFactory(version=version, clause__statement=version.statement, exact=WAR).clause
    sent = spot(version, "solution", point=clause.pk, dispute_reason="Other wires differ.", proposed_wording="answer")

    response = new(client, version, "dispute", sent)

    passage = Passage.objects.get(is_disputed=True)
    assert (response.status_code, passage.clause, passage.proposed_wording) == (200, clause, "answer")
    change = address(version, "workbench_change", "dispute", passage.pk)
    found = boxes(client.get(change))
    changed = client.post(change, {**found, "disputed_by": "The desk", "page_revision": signed_revision(version)})
    assert changed.status_code == 200, errors(changed)
    passage.refresh_from_db()
    assert (passage.disputed_by, passage.dispute_reason) == ("The desk", "Other wires differ.")
    client.post(address(version, "workbench_take_back"), {"passage": passage.pk})
    assert not Passage.objects.filter(pk=passage.pk).exists()


def test_dispute_says_why(client, analyst):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement)

    response = new(client, version, "dispute", spot(version, "solution", point=clause.pk, proposed_wording="answer"))

    assert response.status_code == 422
    assert errors(response) == ["Say why this rendering is disputed."]
    assert boxes(response)["proposed_wording"] == ["answer"]


def test_unchanged_dispute_is_not_saved(client, analyst):
    passage = PassageFactory(exact=WAR, is_disputed=True, dispute_reason="Differs.")
    change = address(passage.version, "workbench_change", "dispute", passage.pk)

    assert client.post(change, boxes(client.get(change))).status_code == 200
    assert Passage.objects.get(pk=passage.pk).revision == passage.revision


def test_errors_stand_beside_their_boxes_with_the_typing_kept(client, analyst):
    version = VersionFactory()
    sent = of_commitment(
        version, TALKS, summary="", verifiability_note="Seen", level="0", **{"deadline-terms": "dated"}
    )

    response = new(client, version, "commitment", {**sent, "number": "3"})

    assert response.status_code == 422
    assert any("This field is required" in error for error in errors(response))
    assert any("needs the date" in error for error in errors(response))
    assert any("not offered for a new record" in error for error in errors(response))
    assert boxes(response)["verifiability_note"] == ["Seen"]
    assert not Clause.objects.exists()


def test_both_sides_without_boxes_ticked_are_resolved_as_on_the_full_page(client, analyst, round_of_two):
    version = VersionFactory(statement__round=round_of_two, statement__process=round_of_two.process)

    new(client, version, "commitment", of_commitment(version, TALKS, number="3", obligors_as_written="both sides"))

    assert {party.name for party in Commitment.objects.get().obligors.all()} == {"Government", "Taliban"}


def test_commitment_is_changed_from_the_panel(client, analyst):
    version = VersionFactory()
    commitment = CommitmentFactory(clause__statement=version.statement, summary="Talk")
    hidden = PartyFactory(level=Level.CONFIDENTIAL)
    commitment.obligors.add(hidden)
    change = address(version, "workbench_change", "commitment", commitment.pk)
    found = boxes(client.get(change))

    response = client.post(change, {**found, "summary": "Talk again", "deadline-terms": "soon"})

    assert response.status_code == 200, errors(response)
    commitment.refresh_from_db()
    assert (commitment.summary, commitment.changed_by, commitment.deadlines.get().terms) == (
        "Talk again",
        analyst,
        "soon",
    )
    assert list(commitment.obligors.all()) == [hidden]
    assert said(response) == "Saved: “Talk again”."


def test_changed_deadline_counts_as_a_save_and_no_change_as_none(client, analyst):
    version = VersionFactory()
    deadline = DeadlineFactory(commitment__clause__statement=version.statement)
    change = address(version, "workbench_change", "commitment", deadline.commitment_id)
    found = boxes(client.get(change))
    before = deadline.commitment.revision

    client.post(change, found)
    assert Commitment.objects.get().revision == before
    client.post(change, {**found, "deadline-words": "at once"})

    assert (Commitment.objects.get().revision, deadline.commitment.deadlines.get().words) == (before + 1, "at once")


def test_change_of_what_another_saved_meanwhile_shows_both_and_is_decided(client, analyst):
    version = VersionFactory()
    commitment = CommitmentFactory(clause__statement=version.statement, summary="Talk")
    change = address(version, "workbench_change", "commitment", commitment.pk)
    found = boxes(client.get(change))
    commitment.summary = "Theirs"
    commitment.save()

    stale = client.post(change, {**found, "summary": "Mine"})

    assert stale.status_code == 409
    assert "Theirs" in stale.content.decode()
    assert boxes(stale)["summary"] == ["Mine"]
    settled = client.post(change, {**boxes(stale), "keep-summary": "mine"})
    assert settled.status_code == 200, errors(settled)
    commitment.refresh_from_db()
    assert commitment.summary == "Mine"


def test_undo_and_taking_back_go_both_ways_over_http(client, analyst):
    version = VersionFactory()
    new(client, version, "commitment", of_commitment(version, TALKS, number="3"))
    words = Passage.objects.exclude(commitment=None).get()

    taken = client.post(address(version, "workbench_take_back"), {"passage": words.pk})
    assert said(taken) == f"Taken back: “{TALKS}”."
    assert not Commitment.objects.exists()
    back = client.post(address(version, "workbench_undo"), {"token": way_back(taken)})
    assert (back.status_code, said(back), Commitment.objects.count()) == (200, "Undone.", 1)


def test_undone_point_leaves_the_panel(client, analyst):
    version = VersionFactory()
    marked = new(client, version, "point", spot(version, WAR, number="2"))
    key = Clause.objects.get().pk

    undone = client.post(address(version, "workbench_undo"), {"token": way_back(marked)})

    assert f'<li id="point-{key}" hx-swap-oob="delete">' in undone.content.decode()


def test_words_taken_back_from_another_point_leave_it_in_the_list(client, analyst):
    version = VersionFactory()
    commitment = CommitmentFactory(clause__statement=version.statement, summary="Talk")
    new(client, version, "words", spot(version, TALKS, commitment=commitment.pk))

    taken = client.post(address(version, "workbench_take_back"), {"passage": Passage.objects.get().pk})

    assert said(taken) == f"Taken back: “{TALKS}”. “Talk” stays in the list."


def test_marks_of_others_since_the_page_was_opened_are_counted_and_drawn_where_they_touch(client, analyst):
    version = VersionFactory()
    new(client, version, "point", spot(version, WAR, number="2"))
    newest = Passage.objects.get().pk
    other = PassageFactory(version=version, clause__statement=version.statement, exact="continue talks")
    PassageFactory(version=version, clause__statement=version.statement, exact="sides", level=Level.CONFIDENTIAL)

    response = new(client, version, "commitment", of_commitment(version, TALKS, number="3", since=newest))

    assert "1 other mark was made since you opened the page." in response.content.decode()
    assert f'data-p="{Passage.objects.order_by("pk")[3].pk} {other.pk}"' in response.content.decode()
