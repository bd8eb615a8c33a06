"""What every list and detail page does alike."""

import re
import uuid

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from records.cells import cell
from records.levels import Level
from records.models import Source
from records.templatetags.record_pages import citation
from tests.factories.briefs import BriefFactory
from tests.factories.events import EventFactory
from tests.factories.records import AnalystFactory, SourceFactory, UserFactory
from tests.factories.statements import CommitmentFactory, StatementFactory
from tests.factories.talks import PartyFactory, ProcessFactory, RoundFactory
from tests.listed import csv_lines, listed

pytestmark = pytest.mark.django_db

LISTS = {
    "talks:process-list": ProcessFactory,
    "talks:round-list": RoundFactory,
    "statements:statement-list": StatementFactory,
    "tracking:commitment-list": CommitmentFactory,
    "events:event-list": EventFactory,
    "briefs:brief-list": BriefFactory,
}
DETAILS = ["talks:process-detail", "talks:round-detail", "statements:statement-detail", "tracking:commitment-detail",
           "events:event-detail"]  # fmt: skip
every_list = pytest.mark.parametrize("page", LISTS)


@every_list
def test_a_list_says_what_to_do_when_it_is_empty(client, page):
    response = client.get(reverse(page))

    assertContains(response, "on record yet that you may see" if "brief" not in page else "has been written yet")
    assertContains(response, "Sign in")
    assertNotContains(response, "Enter the first one")


@every_list
def test_a_list_offers_an_editor_to_enter_the_first(admin_client, page):
    assertContains(admin_client.get(reverse(page)), "Enter the first one")


@every_list
def test_an_empty_list_asks_a_signed_in_reader_for_nothing(client, page):
    client.force_login(UserFactory())

    response = client.get(reverse(page))

    assertNotContains(response, "Enter the first one")
    assertNotContains(response, "Some records are shown only")


@every_list
def test_filters_that_nothing_fits_can_be_removed(client, page):
    LISTS[page]()

    response = client.get(reverse(page), {"q": "nowhere-to-be-found"})

    assertContains(response, "fits all of these filters")
    assertContains(response, 'href="?"')


@every_list
def test_a_hidden_row_stands_on_no_list_and_in_no_file(client, page):
    shown, hidden = LISTS[page](), LISTS[page](level=Level.RESTRICTED)

    lines = csv_lines(client, page)

    assert listed(client, page) == {shown}
    assert [line.split(",")[0] for line in lines[1:]] == [str(shown.public_id)]
    assert str(hidden.public_id) not in client.get(reverse(page)).content.decode()


@every_list
def test_a_cleared_reader_sees_the_restricted_row_too(client, page):
    shown, restricted, secret = (LISTS[page](level=level) for level in Level)
    client.force_login(UserFactory(clearance=Level.RESTRICTED))

    assert listed(client, page) == {shown, restricted}
    assert secret not in listed(client, page)


@every_list
@pytest.mark.parametrize(
    "number", ["9223372036854775807", "99999999999999999999999", "abc", "-1", "0", "\0", "1" * 5000]
)
def test_any_page_number_gets_a_page(client, page, number):
    shown = LISTS[page]()

    assert listed(client, page, page=number) == {shown}


@every_list
@pytest.mark.parametrize("value", ["a\0b", "x" * 5000, "%", "_", "'; --", "[]", "🕊", "جرگه"])
def test_whatever_is_asked_a_list_answers(client, page, value):
    LISTS[page]()
    names = [*client.get(reverse(page)).context["filter"].filters, "page", "unknown", "level", "pk"]

    for name in names:
        assert client.get(reverse(page), {name: value}).status_code == 200
    assert client.get(reverse(page), dict.fromkeys(names, value)).status_code == 200


@every_list
def test_a_filter_that_is_not_understood_is_named_and_the_list_stays(client, page):
    shown = LISTS[page]()

    asked = {"process": "none", "party": "none", "sort": "sideways", "since": "31 Feb 2021"}
    if page == "events:event-list":
        # Its box for a party takes any text for a name.
        del asked["party"]

    response = client.get(reverse(page), asked)

    assert set(response.context["object_list"]) == {shown}
    assertContains(response, "A filter was not understood")
    assertContains(response, 'aria-invalid="true"')
    assertContains(response, "sideways")


@every_list
def test_no_file_is_made_of_filters_that_are_not_understood(client, page):
    LISTS[page]()

    response = client.get(reverse(page), {"sort": "sideways", "format": "csv"})

    assert response.status_code == 400
    assert response.content.decode().startswith("No file was made, because a filter was not understood.\nOrder: ")


@every_list
def test_no_page_holds_script_or_style_of_its_own(client, page):
    record = LISTS[page]()
    addresses = [reverse("home"), reverse(page)]
    if hasattr(record, "get_absolute_url"):
        addresses.append(record.get_absolute_url())

    for address in addresses:
        html = client.get(address).content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
        assert all("src=" in script for script in re.findall(r"<script[^>]*>", html))
        assert 'lang="en" dir="ltr"' in html


@pytest.mark.parametrize("page", DETAILS)
def test_hidden_and_absent_records_get_the_same_answer(client, page):
    hidden = LISTS[page.replace("detail", "list")](level=Level.CONFIDENTIAL)
    absent = uuid.UUID(int=hidden.public_id.int ^ 1)

    answers = [client.get(reverse(page, args=[key])) for key in (hidden.public_id, absent)]

    assert [answer.status_code for answer in answers] == [404, 404]
    texts = [
        answer.content.decode().replace(str(key), "")
        for answer, key in zip(answers, (hidden.public_id, absent), strict=True)
    ]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("page", DETAILS)
def test_a_record_of_the_readers_level_has_its_page(client, page):
    record = LISTS[page.replace("detail", "list")](level=Level.RESTRICTED)
    client.force_login(UserFactory(clearance=Level.RESTRICTED))

    assertContains(client.get(record.get_absolute_url()), str(record))


@pytest.mark.parametrize("page", DETAILS)
def test_only_who_may_edit_a_record_is_led_to_the_admin(client, editor, page):
    record = LISTS[page.replace("detail", "list")]()
    edit = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])

    assertNotContains(client.get(record.get_absolute_url()), edit)
    client.force_login(UserFactory())
    assertNotContains(client.get(record.get_absolute_url()), edit)
    client.force_login(editor)
    assertContains(client.get(record.get_absolute_url()), edit)


@pytest.mark.parametrize("page", DETAILS[:3])
def test_staff_are_led_from_a_record_to_a_brief_on_it(client, page):
    record = LISTS[page.replace("detail", "list")]()
    subject = f"{record._meta.model_name}={record.public_id}"

    assertNotContains(client.get(record.get_absolute_url()), reverse("briefs:write"))
    client.force_login(AnalystFactory())

    response = client.get(record.get_absolute_url())

    assertContains(response, reverse("briefs:write"))
    assertContains(response, subject)


def test_a_long_list_comes_in_pages_that_keep_the_filters(client):
    StatementFactory.create_batch(52, title="Fighting", process=ProcessFactory())

    response = client.get(reverse("statements:statement-list"), {"q": "Fighting", "page": "2"})

    assert len(response.context["object_list"]) == 2
    assertContains(response, "51–52 of 52")
    assertContains(response, 'rel="prev" href="?q=Fighting&amp;page=1"')
    assertNotContains(response, 'rel="next"')
    assertContains(client.get(reverse("statements:statement-list")), 'rel="next" href="?page=2"')


def test_many_pages_are_elided(client):
    StatementFactory.create_batch(520, process=ProcessFactory())

    response = client.get(reverse("statements:statement-list"), {"page": "6"})

    assertContains(response, "<span>…</span>", count=2, html=True)


def test_filters_in_force_are_shown_each_with_the_address_without_it(client):
    party = PartyFactory(name="Northern Front")
    RoundFactory()

    response = client.get(
        reverse("talks:round-list"),
        {"q": "x", "party": party.public_id, "status": "held", "since": "2021-07", "sort": "name", "page": "3"},
    )

    chosen = {one.label: (one.value, one.without) for one in response.context["filter"].chosen()}
    assert chosen == {
        "Words": ("x", f"?party={party.public_id}&status=held&since=2021-07&sort=name"),
        "Party": ("Northern Front", "?q=x&status=held&since=2021-07&sort=name"),
        "Status": ("held", f"?q=x&party={party.public_id}&since=2021-07&sort=name"),
        "Opened from": ("July 2021", f"?q=x&party={party.public_id}&status=held&sort=name"),
    }
    assertContains(response, "remove this filter")


@pytest.mark.parametrize(
    ("filters", "unfolds"), [({}, False), ({"q": "x"}, False), ({"status": "held"}, True), ({"status": "?"}, True)]
)
def test_folded_filters_unfold_when_one_is_in_force_or_refused(client, filters, unfolds):
    response = client.get(reverse("talks:round-list"), filters)

    assert response.context["filter"].unfolds() is unfolds
    assert ("<details open>" in response.content.decode()) is unfolds


@pytest.mark.parametrize(("name", "typed"), [("since", "../2021-07-08"), ("until", "2021-07-08/.."), ("since", "soon")])
def test_a_window_needs_the_day_it_is_bounded_by(client, name, typed):
    response = client.get(reverse("talks:round-list"), {name: typed})

    assertContains(response, "names no such day")


def test_hidden_records_are_no_choice_in_a_filter(client):
    PartyFactory(name="Shown party")
    hidden = PartyFactory(name="Hidden party", level=Level.RESTRICTED)

    response = client.get(reverse("talks:round-list"), {"party": hidden.public_id})

    assertContains(response, "Shown party")
    assertNotContains(response, "Hidden party")
    assert "party" in response.context["filter"].errors


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=b", "a=b"),
        ("", ""),
        (None, ""),
        (0, "0"),
    ],
)
def test_a_spreadsheet_runs_no_cell_as_a_formula(value, text):
    assert cell(value) == text


def test_a_file_escapes_what_looks_like_a_formula(client):
    ProcessFactory(name="=HYPERLINK(1)")

    assert "'=HYPERLINK(1)" in csv_lines(client, "talks:process-list")[1]


def test_a_file_holds_every_row_however_many_pages_there_are(client, monkeypatch):
    monkeypatch.setattr("records.csv_export.PART", 2)
    EventFactory.create_batch(5, place=None)

    response = client.get(reverse("events:event-list"), {"format": "csv", "page": "2"})

    assert len(b"".join(response.streaming_content).decode().splitlines()) == 6
    assert response.headers["Content-Disposition"] == 'attachment; filename="events.csv"'


def test_a_citation_links_to_the_source_and_its_archived_copy():
    source = Source(title="Round-up <1>", url="https://example.org/a?b=1&c=2", archived_url="https://example.org/kept")

    html = citation(source)

    assert '<a href="https://example.org/a?b=1&amp;c=2"' in html
    assert "Round-up &lt;1&gt;" in html
    assert '<a href="https://example.org/kept"' in html


def test_a_citation_without_an_address_or_source_links_nowhere():
    assert citation(SourceFactory.build(publisher=None, title="Round-up")).startswith("<cite>“Round-up”")
    assert citation(None) == ""
