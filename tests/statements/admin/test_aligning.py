"""Points of a text in another language, aligned with those of its statement by number and by order."""

import pytest
from django.urls import reverse

from records.levels import Level
from statements.admin.points import ON_A_PAGE
from statements.models import Clause, Passage
from statements.points import proposals
from tests.factories.records import AnalystFactory
from tests.factories.statements import ClauseFactory, StatementFactory, VersionFactory

pytestmark = pytest.mark.django_db

DARI = "۱. یک.\nالف) دو.\nب) سه.\n۲. چهار.\n"


def points(version):
    return reverse("admin:statements_version_points", args=[version.pk])


def ticked(response, *places, **boxes):
    """What the page sends with the rows at `places` ticked and no others; boxes: number_1="2", goes_on_1="on"."""
    data = {"opened_revision": response.context["opened_revision"]}
    for place, (_proposal, form) in enumerate(response.context["rows"], start=1):
        if place in places:
            data[f"{form.prefix}-chosen"] = "on"
        data[f"{form.prefix}-number"] = boxes.get(f"number_{place}", form["number"].value())
        if f"goes_on_{place}" in boxes:
            data[f"{form.prefix}-goes_on"] = "on"
    return data


@pytest.fixture
def statement():
    """A statement with four points."""
    statement = StatementFactory()
    for position, number in enumerate(["1", "1 (a)", "1 (b)", "2"], start=1):
        ClauseFactory(statement=statement, number=number, position=position, summary=f"Substance of {number}")
    return statement


def paired(version, reader=Level.CONFIDENTIAL):
    return [(one.number, one.by_order) for one in proposals(version, reader)]


def test_points_are_known_by_their_number_in_the_whole_text_whatever_its_script(statement):
    version = VersionFactory(statement=statement, language="prs", text=DARI)

    assert paired(version) == [("1", False), ("1 (a)", False), ("1 (b)", False), ("2", False)]


def test_numbers_that_do_not_match_are_told_by_their_order_between_those_that_do(statement):
    version = VersionFactory(statement=statement, text="1. One.\n- 7) Two.\n7) Two.\n8) Three.\n2. Four.\n")

    assert paired(version) == [("1", False), ("1 (a)", True), ("1 (b)", True), ("2", False)]


def test_where_there_are_more_or_fewer_than_in_the_statement_nothing_is_guessed(statement):
    version = VersionFactory(statement=statement, text="1. One.\n(x) Two.\n2. Four.\n3. Five.\n")

    assert [pair for pair in paired(version) if pair[1]] == []


def test_points_out_of_order_are_not_known_neighbours(statement):
    version = VersionFactory(statement=statement, text="2. Four.\n1. One.\n")

    assert paired(version) == [("2", False), ("1", False)]


def test_paragraphs_without_numbers_are_taken_in_the_order_of_the_points(admin_client, statement):
    version = VersionFactory(statement=statement, text="One.\n\nTwo.\n\nThree.\n\nFour.\n")

    page = admin_client.get(points(version))
    admin_client.post(points(version), ticked(page, 1, 2, 3, 4))

    assert "by order:" in page.content.decode()
    assert "Substance of 1 (a)" in page.content.decode()
    assert list(Passage.objects.order_by("start").values_list("clause__number", "exact")) == [
        ("1", "One."),
        ("1 (a)", "Two."),
        ("1 (b)", "Three."),
        ("2", "Four."),
    ]
    assert Clause.objects.count() == 4


def test_paragraphs_that_are_not_as_many_as_the_points_are_numbered_by_hand(admin_client, statement):
    version = VersionFactory(statement=statement, text="Title.\nOne.\nTwo.\n")
    page = admin_client.get(points(version))

    refused = admin_client.post(points(version), ticked(page, 2))
    admin_client.post(points(version), ticked(page, 2, number_2="1"))

    assert "This text numbers no points" in page.content.decode()
    assert not any(form["chosen"].value() for _proposal, form in page.context["rows"])
    assert "This field is required." in refused.content.decode()
    assert Passage.objects.get().exact == "One."


def test_a_point_goes_on_to_the_end_of_the_next_row(admin_client):
    version = VersionFactory(text="1. One.\n2. Two.\n3. Three.\n4. Four.\n")
    page = admin_client.get(points(version))

    admin_client.post(points(version), ticked(page, 1, 4, goes_on_1="on", goes_on_2="on", goes_on_4="on"))

    assert [passage.exact for passage in Passage.objects.order_by("start")] == ["One.\n2. Two.\n3. Three.", "Four."]


def test_a_hidden_point_is_not_counted_among_those_in_order(client, statement):
    ClauseFactory(statement=statement, number="1 (c)", position=3, level=Level.CONFIDENTIAL)
    version = VersionFactory(statement=statement, text="One.\nTwo.\nThree.\nFour.\n")
    client.force_login(AnalystFactory())

    rows = client.get(points(version)).context["rows"]

    assert [proposal.number for proposal, _form in rows] == ["1", "1 (a)", "1 (b)", "2"]


def test_many_points_come_in_pages_and_entering_one_page_leads_to_the_next(admin_client):
    lines = [f"{number}. Keep promise {number}." for number in range(1, ON_A_PAGE + 3)]
    version = VersionFactory(text="\n".join(lines))

    first = admin_client.get(points(version))
    response = admin_client.post(points(version), ticked(first, 1, 2))
    second = admin_client.get(response.url)
    last = admin_client.post(response.url, ticked(second, 1))

    assert len(first.context["rows"]) == ON_A_PAGE
    assert response.url == f"{points(version)}?page=2"
    assert [proposal.number for proposal, _form in second.context["rows"]] == ["101", "102"]
    assert last.url == reverse("admin:statements_version_change", args=[version.pk])
    assert list(Clause.objects.values_list("number", flat=True)) == ["1", "2", "101"]


def test_a_draft_says_that_nothing_can_be_marked_in_it_yet(admin_client):
    page = admin_client.get(points(VersionFactory(is_verbatim=False))).content.decode()

    assert "This text is a draft" in page
