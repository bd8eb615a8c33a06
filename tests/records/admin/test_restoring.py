"""An earlier state comes back as a new revision: guarded, checked, and never shown to more people."""

import pytest
from django.urls import reverse
from lxml import html

from records.admin.revision import signed_revision
from records.levels import Level
from records.models import AuditEntry
from statements.models import Commitment, Version
from talks.models import Party, Process
from tests.factories.events import ReportFactory
from tests.factories.records import AnalystFactory, PublisherFactory, SourceFactory
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    PassageFactory,
    StatementFactory,
    VersionFactory,
)
from tests.factories.talks import PartyFactory, ProcessFactory, RoundFactory
from tests.factories.tracking import AssessmentFactory
from tests.records.admin.pages import address, changed

pytestmark = pytest.mark.django_db


def past_of(row, place=0):
    """A historical row, counted from the oldest."""
    return list(row.history.order_by("history_id"))[place]


def restore_address(row, past):
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_restore", args=[row.pk, past.history_id])


def token(page):
    return html.document_fromstring(page.content.decode()).xpath("//input[@name='opened_revision']/@value")[0]


def confirmed(browser, row, past):
    """The answer to looking at the page and confirming."""
    where = restore_address(row, past)
    return browser.post(where, {"opened_revision": token(browser.get(where))}, follow=True)


def test_an_earlier_state_comes_back_as_the_next_revision(admin_client, editor):
    source = changed(SourceFactory(title="First", authors="Staff", published_on="2021-07"), title="Second", authors="")
    changed(source, published_on=None)

    response = confirmed(admin_client, source, past_of(source))

    source.refresh_from_db()
    assert (source.title, source.authors, str(source.published_on)) == ("First", "Staff", "July 2021")
    assert (source.published_on_latest.isoformat(), source.revision) == ("2021-07-31", 4)
    assert (source.changed_by, source.history.latest().history_user) == (editor, editor)
    assert [row.title for row in source.history.order_by("history_id")] == ["First", "Second", "Second", "First"]
    assert "Restored: As it was on" in response.content.decode()
    entry = AuditEntry.objects.filter(record=source.public_id, fields__contains="title").latest("number")
    assert entry.action == "changed"


def test_the_page_shows_what_would_change_and_changes_nothing(admin_client):
    process = ProcessFactory(name="First talks", summary="The sides met. " * 10)
    changed(process, name="Talks", summary="The sides parted. " * 10)

    page = admin_client.get(restore_address(process, past_of(process))).content.decode()

    assert "<h2>Talks</h2>" in page
    assert "<del>parted</del>" in page
    assert "<ins>met</ins>" in page
    assert Process.objects.get().revision == 2


def test_a_row_that_moved_on_is_shown_again_and_not_restored(admin_client):
    source = changed(SourceFactory(title="First"), title="Second")
    where = restore_address(source, past_of(source))
    opened = token(admin_client.get(where))
    changed(source, title="Third")

    response = admin_client.post(where, {"opened_revision": opened})

    assert response.status_code == 409
    assert "Someone else saved this" in response.content.decode()
    assert "Third" in response.content.decode()
    source.refresh_from_db()
    assert source.title == "Third"


@pytest.mark.parametrize("said", ["", "records.source:1:2", "forged"])
def test_a_page_that_does_not_say_what_it_was_opened_on_is_refused(admin_client, said):
    source = changed(SourceFactory(title="First"), title="Second")

    response = admin_client.post(restore_address(source, past_of(source)), {"opened_revision": said})

    assert response.status_code == 409
    assert "did not say which revision" in response.content.decode()
    source.refresh_from_db()
    assert source.title == "Second"


def test_the_text_of_an_anchored_version_stays_and_it_says_why(admin_client):
    version = changed(VersionFactory(text="First text"), text="War is not the solution")
    PassageFactory(version=version, clause=ClauseFactory(statement=version.statement))

    response = confirmed(admin_client, version, past_of(version))

    assert "Text: Passages are marked in this text, so it can no longer change." in response.content.decode()
    assert Version.objects.get().text == "War is not the solution"


def test_the_pages_of_a_draft_come_back_with_its_text(admin_client):
    version = VersionFactory(text="One. Two.", page_starts=[0, 5], is_verbatim=False)
    changed(version, text="One and two.", page_starts=[0, 8])

    confirmed(admin_client, version, past_of(version))

    version.refresh_from_db()
    assert (version.text, version.page_starts) == ("One. Two.", [0, 5])


def test_level_and_embargo_stay_and_the_page_says_so(admin_client):
    party = changed(PartyFactory(name="First", level=Level.PUBLIC), name="Second", level=Level.RESTRICTED)

    page = admin_client.get(restore_address(party, past_of(party))).content.decode()
    confirmed(admin_client, party, past_of(party))

    party.refresh_from_db()
    assert "Who may see it: level and embargo" in page
    assert (party.name, party.level) == ("First", Level.RESTRICTED)


def test_a_move_back_to_where_more_people_look_is_refused(admin_client):
    open_, closed = ProcessFactory(level=Level.PUBLIC), ProcessFactory(level=Level.RESTRICTED)
    round_ = changed(RoundFactory(process=open_, level=Level.PUBLIC), process=closed)

    response = confirmed(admin_client, round_, past_of(round_))

    round_.refresh_from_db()
    assert "would show this round to more people" in response.content.decode()
    assert round_.process == closed


def test_a_link_to_what_is_gone_stays_as_it_is_and_no_name_is_told(admin_client):
    gone, kept = PublisherFactory(name="Gone house"), PublisherFactory(name="Kept house")
    source = changed(SourceFactory(title="First", publisher=gone), title="Second", publisher=kept)
    gone.delete()

    page = admin_client.get(restore_address(source, past_of(source))).content.decode()
    confirmed(admin_client, source, past_of(source))

    source.refresh_from_db()
    assert "Links to what is no longer on record, or is not for you to see" in page
    assert "Gone house" not in page
    assert (source.title, source.publisher) == ("First", kept)


def test_a_link_comes_back(admin_client):
    first, second = PublisherFactory.create_batch(2)
    source = changed(SourceFactory(publisher=first), publisher=second)
    changed(source, publisher=None)

    confirmed(admin_client, source, past_of(source, 1))

    source.refresh_from_db()
    assert source.publisher == second


def test_countries_come_back(admin_client):
    process = changed(ProcessFactory(countries=["AF", "IR"], name="First"), name="Second")
    changed(process, countries=["AF"])

    confirmed(admin_client, process, past_of(process))
    page = admin_client.get(restore_address(process, past_of(process)))

    process.refresh_from_db()
    assert ([country.code for country in process.countries], process.name) == (["AF", "IR"], "First")
    assert "There is nothing to restore" in page.content.decode()


def test_a_link_that_was_empty_is_emptied(admin_client):
    source = changed(SourceFactory(publisher=None), publisher=PublisherFactory())

    confirmed(admin_client, source, past_of(source))

    source.refresh_from_db()
    assert source.publisher is None


@pytest.mark.parametrize("hidden_is", ["now", "then"])
def test_a_link_to_what_is_hidden_stays_as_it_is_and_no_name_is_told(analyst, hidden_is):
    event_report = ReportFactory(words="Then", level=Level.RESTRICTED)
    hidden = ReportFactory(event=event_report.event, words="Hidden words", level=Level.CONFIDENTIAL)
    shown = ReportFactory(event=event_report.event, level=Level.RESTRICTED)
    then, now = (shown, hidden) if hidden_is == "now" else (hidden, shown)
    changed(event_report, supersedes=then)
    changed(event_report, supersedes=now, words="Now")

    page = analyst.get(restore_address(event_report, past_of(event_report, 1))).content.decode()
    confirmed(analyst, event_report, past_of(event_report, 1))

    event_report.refresh_from_db()
    assert "Hidden" not in page
    assert "Supersedes:" not in page
    assert (event_report.words, event_report.supersedes) == ("Then", now)


def test_links_to_many_come_back_among_what_the_editor_sees(analyst):
    north, south = PartyFactory(name="North"), PartyFactory(name="South")
    hidden, gone = PartyFactory(name="Hidden", level=Level.CONFIDENTIAL), PartyFactory(name="Gone")
    hidden_then = PartyFactory(name="Hidden then", level=Level.CONFIDENTIAL)
    commitment = CommitmentFactory(obligors=[north, hidden_then, gone])
    past = commitment.history.latest()
    commitment.obligors.set([south, hidden])
    gone.delete()

    page = analyst.get(restore_address(commitment, past)).content.decode()
    confirmed(analyst, commitment, past)

    assert "Hidden" not in page
    assert set(commitment.obligors.all()) == {north, hidden}


def test_a_value_that_another_row_took_meanwhile_is_refused(admin_client):
    clause = changed(ClauseFactory(number="1"), number="2")
    ClauseFactory(statement=clause.statement, number="1")

    response = confirmed(admin_client, clause, past_of(clause))

    clause.refresh_from_db()
    assert "Number: The statement has a point with this number already." in response.content.decode()
    assert clause.number == "2"


def test_a_value_that_a_hidden_row_took_comes_back_beside_it(analyst):
    clause = changed(ClauseFactory(number="1", level=Level.RESTRICTED), number="2")
    ClauseFactory(statement=clause.statement, number="1", level=Level.CONFIDENTIAL)

    confirmed(analyst, clause, past_of(clause))

    clause.refresh_from_db()
    assert clause.number == "1"


def test_a_state_that_breaks_a_rule_of_today_is_refused_with_the_rule(admin_client):
    round_ = RoundFactory(name="Tehran meeting")
    statement = changed(StatementFactory(round=round_), round=None)
    changed(round_, process=ProcessFactory(name="Other talks"))

    response = confirmed(admin_client, statement, past_of(statement))

    statement.refresh_from_db()
    assert "Round: “Tehran meeting” is a round of Other talks." in response.content.decode()
    assert statement.round is None


def test_what_is_the_same_today_offers_nothing_to_confirm(admin_client):
    source = SourceFactory(title="First")
    where = restore_address(source, past_of(source))

    page = admin_client.get(where)
    response = admin_client.post(where, {"opened_revision": signed_revision(source)})

    assert "There is nothing to restore" in page.content.decode()
    assert response.status_code == 302
    source.refresh_from_db()
    assert source.revision == 1


def test_a_state_that_was_more_secret_is_not_there(analyst):
    party = PartyFactory(name="Secret name", level=Level.CONFIDENTIAL)
    party.name, party.level = "Open name", Level.PUBLIC
    party.save(is_lowered=True)

    assert analyst.get(restore_address(party, past_of(party))).status_code == 404
    assert analyst.get(restore_address(party, past_of(party, 1))).status_code == 200


def test_a_hidden_row_is_answered_like_an_absent_one(analyst):
    hidden = PartyFactory(level=Level.CONFIDENTIAL)
    past = past_of(hidden)

    assert analyst.get(restore_address(hidden, past)).status_code == 404
    assert analyst.get(restore_address(hidden, past).replace(str(past.history_id), "70000000")).status_code == 404


def test_the_state_of_another_row_is_not_restored_onto_this_one(admin_client):
    one, other = PartyFactory(), PartyFactory()

    assert admin_client.get(restore_address(one, past_of(other))).status_code == 404


def test_who_may_not_change_it_may_not_restore_it(client):
    party = changed(PartyFactory(name="First"), name="Second")
    user = AnalystFactory()
    user.groups.get().permissions.set(user.groups.get().permissions.filter(codename__startswith="view_"))
    client.force_login(user)

    old = client.get(reverse("admin:talks_party_simple_history", args=[party.pk, past_of(party).history_id]))
    response = client.post(restore_address(party, past_of(party)))

    assert old.status_code == 200
    assert "Restore this state" not in old.content.decode()
    assert response.status_code == 403
    assert Party.objects.get().name == "Second"


def test_what_is_added_and_never_edited_is_not_restored(admin_client):
    assessment = AssessmentFactory()
    where = reverse("admin:tracking_assessment_simple_history", args=[assessment.pk, past_of(assessment).history_id])

    assert "Restore this state" not in admin_client.get(where).content.decode()
    assert admin_client.get(f"{where}restore/").status_code in (302, 404)


def test_a_row_deleted_meanwhile_is_not_found(admin_client):
    commitment = changed(CommitmentFactory(summary="First"), summary="Second")
    where = restore_address(commitment, past_of(commitment))
    opened = token(admin_client.get(where))
    commitment.delete()

    response = admin_client.post(where, {"opened_revision": opened})

    assert response.status_code == 404
    assert not Commitment.objects.exists()


def test_what_has_no_level_comes_back_too(admin_client):
    publisher = changed(PublisherFactory(name="First house"), name="Second house")

    page = admin_client.get(restore_address(publisher, past_of(publisher))).content.decode()
    confirmed(admin_client, publisher, past_of(publisher))

    publisher.refresh_from_db()
    assert "level and embargo" not in page
    assert publisher.name == "First house"


def test_rows_on_its_page_stay_and_the_page_names_their_kinds(admin_client):
    party = changed(PartyFactory(name="First"), name="Second")

    page = admin_client.get(address("history", party))
    restore = admin_client.get(restore_address(party, past_of(party))).content.decode()

    assert page.status_code == 200
    assert "each with a history of its own" in restore
