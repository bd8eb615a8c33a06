"""The page for reviewers: it only tells, and only of what its reader may see."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from lxml import html

from events.models import Informant
from records import lowering
from records.admin.audit import name_of, told
from records.audit.entries import note
from records.levels import Level
from records.models import AuditEntry, Publisher, Source
from records.roles import Role
from tests.factories.records import PublisherFactory, ReviewerFactory, SourceFactory, UserFactory
from tests.factories.talks import NamingFactory, PartyFactory, PartyLinkFactory, PartyNameFactory, ProcessFactory
from tests.records.admin.pages import address

pytestmark = pytest.mark.django_db

PAGE = "/admin/records/auditentry/"


def browser_of(*roles, clearance):
    browser = Client()
    browser.force_login(UserFactory(roles=roles, clearance=clearance))
    return browser


@pytest.fixture
def reviewer(db):
    """The browser of a reviewer who is cleared for restricted records."""
    return browser_of(Role.REVIEWER, clearance=Level.RESTRICTED)


@pytest.fixture
def cleared(db):
    """The browser of a reviewer who is cleared for everything."""
    return browser_of(Role.REVIEWER, clearance=Level.CONFIDENTIAL)


def lines(browser, **asked):
    """The rows of the list as texts of their cells."""
    response = browser.get(PAGE, asked)
    assert response.status_code == 200
    document = html.document_fromstring(response.content.decode())
    return [
        [cell.text_content().strip() for cell in row.xpath("./td|./th")]
        for row in document.xpath("//table[@id='result_list']/tbody/tr")
    ]


def text(browser, **asked):
    return "\n".join(" | ".join(line) for line in lines(browser, **asked))


def test_address_is_that_of_the_list():
    assert reverse("admin:records_auditentry_changelist") == PAGE


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        ([Role.REVIEWER], 200),
        ([Role.ADMINISTRATOR], 200),
        ([Role.ANALYST], 403),
        ([Role.KEEPER], 403),
        ([], 302),
    ],
)
def test_reviewers_and_administrators_read_the_audit_and_nobody_else(roles, status):
    browser = browser_of(*roles, clearance=Level.CONFIDENTIAL)

    assert browser.get(PAGE).status_code == status


@pytest.mark.parametrize("page", ["add/", "1/change/", "1/delete/", "1/history/", "1/"])
def test_there_is_no_page_of_one_entry(cleared, page):
    assert cleared.get(PAGE + page).status_code == 404
    assert cleared.post(PAGE + page).status_code == 404


def test_a_forged_action_changes_nothing(cleared):
    entry = AuditEntry.objects.first()

    cleared.post(PAGE, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})

    assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_an_entry_says_who_when_what_and_which_fields(cleared):
    source = SourceFactory(publisher=None)
    source.authors = "Desk"
    source.save()
    entry = AuditEntry.objects.first()

    assert lines(cleared)[0] == [
        str(entry.number),
        f"{entry.at:%Y-%m-%d %H:%M:%S}",
        "–",
        "changed",
        f"source {source.public_id}",
        "authors",
        "-",
        entry.hash[:12],
    ]


def test_a_detail_is_named_with_its_record(cleared):
    name = PartyNameFactory()

    assert f"{name._meta.verbose_name} of party {name.party.public_id}" in text(cleared)


def test_an_account_is_named_by_its_number(cleared):
    user = UserFactory()

    assert f"user ({user.pk})" in text(cleared)


def test_the_reader_sees_entries_up_to_their_level_and_no_other(reviewer):
    shown, hidden = SourceFactory(level=Level.RESTRICTED), SourceFactory(level=Level.CONFIDENTIAL)

    page = text(reviewer)

    assert str(shown.public_id) in page
    assert str(hidden.public_id) not in page


def test_entries_of_a_record_that_was_raised_are_gone(reviewer):
    raised, other = SourceFactory(level=Level.PUBLIC), SourceFactory(level=Level.PUBLIC)
    raised.level = Level.CONFIDENTIAL
    raised.save()

    page = text(reviewer)

    assert str(raised.public_id) not in page
    assert str(other.public_id) in page


def test_entries_of_a_record_raised_by_what_it_hangs_on_are_gone(reviewer):
    naming = NamingFactory()
    process = naming.round.process
    before = text(reviewer)
    process.level = Level.CONFIDENTIAL
    process.save()

    after = text(reviewer)

    for row in (process, naming.round):
        assert str(row.public_id) in before
        assert str(row.public_id) not in after


def test_entries_from_a_time_when_the_record_was_higher_stay_hidden(reviewer):
    source = SourceFactory(level=Level.CONFIDENTIAL, publisher=None)
    asker, decider = ReviewerFactory(), ReviewerFactory()
    request = lowering.ask(source, person=asker, to_level=Level.PUBLIC, reason="Printed.")
    lowering.decide(request, person=decider, outcome="approved")
    source = Source.objects.get()
    source.save()

    found = [line for line in lines(reviewer) if str(source.public_id) in "".join(line)]

    assert len(found) == 1


def test_entries_of_a_deleted_record_are_shown_up_to_the_level_it_had(reviewer):
    low, high = SourceFactory(level=Level.RESTRICTED), SourceFactory(level=Level.PUBLIC)
    high.level = Level.CONFIDENTIAL
    high.save()
    low.delete()
    high.delete()

    page = text(reviewer)

    assert str(low.public_id) in page
    assert str(high.public_id) not in page


def test_a_link_to_a_hidden_record_is_hidden_and_so_is_its_deletion(reviewer):
    shown = PartyFactory(level=Level.PUBLIC)
    link = PartyLinkFactory(party=shown, other=PartyFactory(level=Level.CONFIDENTIAL))
    kind = str(link._meta.verbose_name)

    assert kind not in text(reviewer)
    link.delete()
    assert kind not in text(reviewer)


def test_entries_of_a_deleted_detail_go_when_its_record_is_raised(reviewer):
    name = PartyNameFactory()
    party = name.party
    name.delete()
    before = text(reviewer)
    party.level = Level.CONFIDENTIAL
    party.save()

    after = text(reviewer)

    assert str(party.public_id) in before
    assert str(party.public_id) not in after


def test_an_entry_about_many_records_an_export_of_more_and_an_informant_are_for_those_who_see_all(reviewer, cleared):
    Source.objects.bulk_create([Source(title="A")])
    note("exported", model=Source, level=Level.CONFIDENTIAL, facts={"rows": 121})
    Informant.objects.create(name="Zxqv")

    page, whole = text(reviewer), text(cleared)

    for words in ("added | source", "exported", "informant"):
        assert words in whole
        assert words not in page
    assert "Zxqv" not in whole


def test_which_informant_it_was_is_told_to_keepers_alone(cleared):
    informant = Informant.objects.create(name="Behind a label")
    keeper = browser_of(Role.KEEPER, Role.REVIEWER, clearance=Level.CONFIDENTIAL)

    assert "added | informant |" in text(cleared)
    assert str(informant.public_id) not in text(cleared)
    assert lines(cleared, q=str(informant.public_id)) == []
    assert f"added | informant {informant.public_id} |" in text(keeper)
    assert len(lines(keeper, q=str(informant.public_id))) == 1


def test_numbers_are_for_those_who_see_all(reviewer, cleared):
    process = ProcessFactory(level=Level.PUBLIC)
    process.level = Level.RESTRICTED
    process.save()
    entry = AuditEntry.objects.get(action="level changed")
    told_to_all = "level: public → restricted; level in effect: public → restricted"

    (row,) = [line for line in lines(reviewer) if line[2] == "level changed"]
    (whole,) = [line for line in lines(cleared) if line[3] == "level changed"]

    assert row[-1] == told_to_all
    assert whole[0] == str(entry.number)
    assert whole[-2] == f"records that moved along: 0; {told_to_all}"
    assert whole[-1] == entry.hash[:12]
    assert f">{entry.number}<" not in reviewer.get(PAGE).content.decode()


def test_the_list_counts_what_the_reader_sees(reviewer):
    SourceFactory(level=Level.PUBLIC, publisher=None)
    before = reviewer.get(PAGE).context["cl"].result_count
    SourceFactory(level=Level.CONFIDENTIAL, publisher=None)

    assert reviewer.get(PAGE).context["cl"].result_count == before


def test_each_filter_keeps_one_and_leaves_one_out(cleared):
    person = UserFactory(username="zohra")
    source, publisher = SourceFactory(publisher=None), PublisherFactory()
    note("viewed", source, person=person)

    for asked, kept, left in (
        ({"action__exact": "viewed"}, source, publisher),
        ({"person": str(person.pk)}, source, publisher),
        ({"person": "nobody"}, publisher, None),
        ({"kind": "records.source"}, source, publisher),
        ({"q": str(publisher.public_id)}, publisher, source),
    ):
        page = text(cleared, **asked)

        assert str(kept.public_id) in page
        assert left is None or str(left.public_id) not in page


def test_a_person_who_is_no_account_is_asked_for_in_vain(cleared):
    assert lines(cleared, person="99999") == lines(cleared)


def test_the_period_goes_from_one_day_to_another_both_included(cleared):
    today = dt.datetime.now(dt.UTC).date()
    day, before, after = str(today), str(today - dt.timedelta(days=1)), str(today + dt.timedelta(days=1))

    assert lines(cleared, since=day, until=day)
    assert lines(cleared, since=before)
    assert not lines(cleared, since=after)
    assert not lines(cleared, until=before)


@pytest.mark.parametrize("day", ["yesterday", "2021-02-30", "9999-12-31", "' OR 1=1"])
def test_a_day_that_is_none_is_said_and_shows_nothing(cleared, day):
    response = cleared.get(PAGE, {"since": day})

    assert "is not a day. Write it like 2021-07-08." in response.content.decode()
    assert response.context["cl"].result_count == 0


def test_words_that_are_no_public_id_find_nothing_and_say_so(cleared):
    response = cleared.get(PAGE, {"q": "Zxqv"})

    assert "Search for the whole public id of a record." in response.content.decode()
    assert response.context["cl"].result_count == 0


@pytest.mark.parametrize(
    "asked", [{"person_name__startswith": "a"}, {"level": "2"}, {"number__gt": "1"}, {"o": "99"}, {"hash__regex": "."}]
)
def test_what_the_list_does_not_offer_is_refused(reviewer, asked):
    assert reviewer.get(PAGE, asked).status_code == 400


@pytest.mark.parametrize("number", ["0", "2", "9223372036854775807", "x"])
def test_a_page_that_is_not_there_is_no_error(cleared, number):
    assert cleared.get(PAGE, {"p": number}).status_code in (200, 302)


def test_a_long_audit_is_counted_so_far_and_says_how_to_see_the_rest(cleared, monkeypatch):
    from records.admin import audit

    monkeypatch.setattr(audit, "MOST", 3)
    PublisherFactory.create_batch(5)

    page = cleared.get(PAGE)

    assert page.context["cl"].result_count == 3
    assert "These are the newest 3 only. Choose a period to see others." in page.content.decode()


def test_the_list_asks_as_many_queries_however_long(reviewer):
    reviewer.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        reviewer.get(PAGE)
    number = len(few)
    PublisherFactory.create_batch(3)

    with CaptureQueriesContext(connection) as many:
        reviewer.get(PAGE)

    assert len(many) == number


def test_a_name_with_letters_of_a_page_is_shown_as_letters(cleared):
    user = UserFactory(username="<script>x</script>")
    note("signed in", user, person=user)

    page = cleared.get(PAGE).content.decode()

    assert "&lt;script&gt;x" in page
    assert "<script>x" not in page


def test_facts_are_told_in_words():
    assert told({"clearance": [None, 2], "format": "csv", "filters": ["kind", "party"], "new": 7}) == (
        "clearance: – → confidential; format: csv; filters: kind, party; new: 7"
    )


def test_a_kind_that_the_code_no_longer_knows_is_named_as_it_was():
    assert name_of("talks.truce") == "talks.truce"
    assert name_of("") == ""
    assert name_of(Publisher._meta.label_lower) == "publisher"


def test_an_entry_names_its_moment_and_action():
    PublisherFactory()
    entry = AuditEntry.objects.first()

    assert str(entry) == f"{entry.at:%Y-%m-%d %H:%M:%S} added"


def test_nobody_is_permitted_more_than_to_view():
    assert set(Permission.objects.filter(content_type__model="auditentry").values_list("codename", flat=True)) == {
        "view_auditentry"
    }
    with pytest.raises(NoReverseMatch):
        address("add", AuditEntry)
