"""What the workbench refuses: a clear sentence each, nothing stored, nothing lost, nothing told of what is hidden."""

import pytest
from django.db import IntegrityError

from records.admin.revision import signed_revision
from records.levels import Level
from statements.admin.workbench import page as pages
from statements.models import Clause, Commitment, Passage, Version
from tests.factories.records import AnalystFactory
from tests.factories.statements import TEXT, ClauseFactory, CommitmentFactory, PassageFactory, VersionFactory
from tests.factories.talks import PartyFactory
from tests.statements.admin.workbench.bench import address, boxes, errors, new, of_commitment, opened, said, spot

pytestmark = pytest.mark.django_db
WAR = "War is not the solution to the problem."


@pytest.fixture
def version(db):
    return VersionFactory()


def nothing_stored():
    return not (Clause.objects.exists() or Commitment.objects.exists() or Passage.objects.exists())


@pytest.mark.parametrize(
    ("changed", "said_of_it"),
    [
        ({"start": "-1"}, "before the text"),
        ({"end": str(len(TEXT) + 1)}, "past the end of the text"),
        ({"start": "abc"}, "“start” is “abc”"),
        ({"end": "9" * 5_000}, "“end” is “99999"),
        ({"end": "9" * 30}, "past the end of the text"),
        ({"start": ""}, "“start” is “”"),
        ({"start": "50", "end": "40"}, "is empty"),
        ({"exact": "War was not the solution."}, "“War was not the solution.” was selected"),
        ({"exact": ""}, "“exact” is “”"),
        ({"start": str(TEXT.index(WAR) + 1)}, "was selected"),
    ],
)
def test_selection_that_is_none_is_refused_and_the_page_left_as_it_is(client, analyst, version, changed, said_of_it):
    response = new(client, version, "point", {**spot(version, WAR, number="2"), **changed})

    assert response.status_code == 422
    assert said_of_it in said(response)
    assert response.headers["HX-Reswap"] == "none"
    assert nothing_stored()


def test_selection_that_is_none_opens_no_form(client, analyst, version):
    assert opened(client, version, "point", {**spot(version, WAR), "end": "x"}).status_code == 422
    assert opened(client, version, "point", {"page_revision": signed_revision(version)}).status_code == 422


@pytest.mark.parametrize("text", ["۱. می\u200cخواهند صلح", "1. \U0001f44d\U0001f3fd agreed", "1. x\u0323\u0302 law"])
def test_selection_that_splits_a_character_is_refused_with_the_whole_one(client, analyst, text):
    version = VersionFactory(text=text)
    at = next(place for place in range(len(text)) if text[place] in "\u200c\U0001f3fd\u0302")

    response = new(client, version, "point", spot(version, text[3:at], number="1"))

    assert "inside one character" in said(response)
    assert f"Use offset {at + 1}" in said(response)
    assert nothing_stored()


def test_letters_outside_the_basic_plane_are_counted_as_one(client, analyst):
    version = VersionFactory(text="1. \U0001f54a\U0001f54a peace is agreed.\n")

    assert new(client, version, "point", spot(version, "peace is agreed", number="1")).status_code == 200
    assert Passage.objects.get().start == 6


@pytest.mark.parametrize("revision", [None, "", "made up"])
def test_page_that_does_not_say_what_it_was_opened_on_marks_nothing(client, analyst, version, revision):
    sent = of_commitment(version, WAR, number="2", page_revision=revision or "")
    if revision is None:
        del sent["page_revision"]

    response = new(client, version, "commitment", sent)

    assert response.status_code == 409
    assert "does not say which text it shows" in said(response)
    assert response.headers["HX-Reswap"] == "none"
    assert nothing_stored()


def test_text_that_changed_meanwhile_is_not_marked_and_the_typing_stays(client, analyst, version):
    sent = of_commitment(version, WAR, number="2")
    version.text = version.text.replace("War", "Peace")
    version.save()

    response = new(client, version, "commitment", sent)

    assert response.status_code == 409
    assert "Somebody changed this text" in said(response)
    assert "Load the page anew in another tab" in response.content.decode()
    assert nothing_stored()


def test_version_whose_label_changed_meanwhile_is_marked(client, analyst, version):
    sent = of_commitment(version, WAR, number="2")
    version.label = "English, renamed"
    version.save()

    assert new(client, version, "commitment", sent).status_code == 200


def test_text_that_changes_at_the_same_moment_is_not_marked(client, analyst, version, monkeypatch):
    desk = pages.WorkbenchPages.desk

    def and_meanwhile(self, request, key):
        found = desk(self, request, key)
        Version.objects.filter(pk=key).update(text="Another text.")
        return found

    monkeypatch.setattr(pages.WorkbenchPages, "desk", and_meanwhile)

    response = new(client, version, "commitment", of_commitment(version, WAR, number="2"))

    assert (response.status_code, nothing_stored()) == (409, True)
    assert "Somebody changed this text" in said(response)


@pytest.mark.parametrize("kind", ["commitment", "point", "words", "dispute"])
def test_nothing_is_marked_in_a_draft(client, analyst, kind):
    version = VersionFactory(is_verbatim=False)

    response = new(client, version, kind, of_commitment(version, WAR, number="2"))

    assert response.status_code == 409
    assert "is a draft" in said(response)
    assert nothing_stored()


def test_words_of_a_text_that_was_corrected_meanwhile_are_marked_only_knowingly(client, analyst, version):
    correction = VersionFactory(statement=version.statement, corrects=version, text=f"0. Preamble.\n{TEXT}")
    VersionFactory(statement=version.statement, corrects=version, text="None of it.")
    sent = of_commitment(version, WAR, number="2")

    asked = new(client, version, "commitment", sent)

    start = correction.text.index(WAR)
    assert asked.status_code == 409
    assert f"{address(correction)}?start={start}&amp;end={start + len(WAR)}" in asked.content.decode()
    assert "the words do not stand there once" in asked.content.decode()
    assert errors(asked) == ["Tick this, or mark the words in the corrected text."]
    assert not Passage.objects.exists()
    assert new(client, version, "commitment", {**sent, "confirms_correction": "yes"}).status_code == 200


def test_hidden_correction_is_not_told_of(client, analyst, version):
    VersionFactory(statement=version.statement, corrects=version, level=Level.CONFIDENTIAL)

    assert new(client, version, "commitment", of_commitment(version, WAR, number="2")).status_code == 200


def test_hidden_rows_named_in_a_post_are_answered_like_rows_that_never_were(client, analyst, version):
    hidden = {"level": Level.CONFIDENTIAL}
    clause = ClauseFactory(statement=version.statement, **hidden)
    commitment = CommitmentFactory(clause=clause, **hidden)
    party = PartyFactory(**hidden)
    earlier = CommitmentFactory(
        clause__statement__process=version.statement.process, clause__statement__round=None, **hidden
    )
    for kind, name, row in (
        ("commitment", "obligors", party),
        ("commitment", "beneficiaries", party),
        ("commitment", "repeats", earlier),
        ("commitment", "point", clause),
        ("point", "point", clause),
        ("words", "commitment", commitment),
        ("dispute", "point", clause),
    ):
        sent = of_commitment(version, WAR, number="2", dispute_reason="Differs.")

        answers = [new(client, version, kind, {**sent, name: key}) for key in (row.pk, 70_000_000)]

        assert [answer.status_code for answer in answers] == [422, 422], (kind, name)
        told = [
            [error.replace(str(row.pk), "?").replace("70000000", "?") for error in errors(answer)] for answer in answers
        ]
        assert told[0] == told[1] != [], (kind, name)
    assert not Passage.objects.exists()


def test_point_of_another_statement_is_not_marked_here(client, analyst, version):
    assert new(client, version, "point", spot(version, WAR, point=ClauseFactory().pk)).status_code == 422


def test_hidden_picked_rows_are_as_good_as_none(client, analyst, version):
    hidden = ClauseFactory(statement=version.statement, number="9", level=Level.CONFIDENTIAL)

    for key in (hidden.pk, "x", "9" * 40):
        assert opened(client, version, "point", spot(version, WAR, picked_point=key)).status_code == 200


def test_pages_of_hidden_rows_and_of_unknown_kinds_are_not_there(client, analyst, version):
    hidden = CommitmentFactory(clause__statement=version.statement, level=Level.CONFIDENTIAL)
    undisputed = PassageFactory(version=version, clause__statement=version.statement, exact=WAR)

    for kind, key in (("commitment", hidden.pk), ("commitment", 70_000_000), ("dispute", undisputed.pk), ("point", 1)):
        assert client.get(address(version, "workbench_change", kind, key)).status_code == 404
    assert client.get(address(version, "workbench_new", "nothing")).status_code == 404
    secret = VersionFactory(level=Level.CONFIDENTIAL)
    assert new(client, secret, "point", spot(secret, WAR)).status_code == 404


@pytest.mark.parametrize("sent", ["", "x", "70000000", "9" * 40])
def test_mark_that_is_not_there_is_not_taken_back(client, analyst, version, sent):
    response = client.post(address(version, "workbench_take_back"), {"passage": sent})

    assert response.status_code == 409
    assert "taken back meanwhile" in said(response)


def test_mark_of_another_is_not_taken_back_by_an_analyst(client, analyst, version):
    passage = PassageFactory(version=version, clause__statement=version.statement, exact=WAR)

    response = client.post(address(version, "workbench_take_back"), {"passage": passage.pk})

    assert response.status_code == 409
    assert "cannot be taken back here" in said(response)
    assert Passage.objects.filter(pk=passage.pk).exists()


def test_made_up_way_to_undo_is_refused(client, analyst, version):
    assert "cannot be undone any more" in said(client.post(address(version, "workbench_undo"), {"token": "made up"}))


@pytest.mark.parametrize("page", ["workbench_take_back", "workbench_undo"])
def test_saving_addresses_do_nothing_when_they_are_merely_opened(client, analyst, version, page):
    assert client.get(address(version, page)).status_code == 405


@pytest.mark.parametrize("since", ["", "x", "-1", "9" * 40])
def test_page_that_does_not_say_since_when_it_stands_is_told_of_no_others(client, analyst, version, since):
    response = new(client, version, "point", spot(version, WAR, number="2", since=since))

    assert response.status_code == 200
    assert "since you opened the page" not in response.content.decode()


def test_two_analysts_at_once_both_mark_the_same_words(client, analyst, version):
    other = AnalystFactory()
    new(client, version, "commitment", of_commitment(version, WAR, number="2"))
    sent = of_commitment(version, WAR, summary="Another view", point=Clause.objects.get().pk)
    client.force_login(other)

    response = new(client, version, "commitment", sent)

    assert response.status_code == 200, errors(response)
    assert Commitment.objects.count() == 2
    assert "2 other marks were made" in response.content.decode()
    assert 'class="m c c2"' in response.content.decode()


def test_change_that_another_saves_at_the_same_moment_is_refused(client, analyst, version, monkeypatch):
    commitment = CommitmentFactory(clause__statement=version.statement)
    change = address(version, "workbench_change", "commitment", commitment.pk)
    found = boxes(client.get(change))
    sheet = pages.row_sheet

    def and_meanwhile(*given):
        made = sheet(*given)
        Commitment.objects.filter(pk=commitment.pk).update(conditions="Theirs")
        return made

    monkeypatch.setattr(pages, "row_sheet", and_meanwhile)

    response = client.post(change, {**found, "summary": "Mine"})

    assert response.status_code == 409
    assert "Somebody saved this after you opened it" in said(response)


def test_what_the_database_refuses_is_told_in_the_form(client, analyst, version, monkeypatch):
    def refuse(*given):
        raise IntegrityError("Nothing is marked in a draft: read it first.")

    monkeypatch.setitem(pages.STORED_BY, "point", refuse)

    response = new(client, version, "point", spot(version, WAR, number="2"))

    assert response.status_code == 422
    assert errors(response) == ["Nothing is marked in a draft: read it first."]


def test_session_that_ran_out_marks_nothing(client, version):
    response = new(client, version, "commitment", of_commitment(version, WAR, number="2"))

    assert response.status_code == 302
    assert nothing_stored()
