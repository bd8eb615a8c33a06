"""The page of the workbench: the text with its marks, the panel, and what stands in the way of marking."""

import pytest
from lxml import html

from records.levels import Level
from records.roles import Role
from statements.models import Version
from tests.factories.records import UserFactory
from tests.factories.statements import (
    TEXT,
    ClauseFactory,
    CommitmentFactory,
    PassageFactory,
    StatementFactory,
    VersionFactory,
)
from tests.statements.admin.workbench.bench import address

pytestmark = pytest.mark.django_db
WAR = "War is not the solution to the problem."


def shown(client, version):
    response = client.get(address(version))
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def panel(page):
    """The lines of the panel, white space made one space."""
    found = page.xpath("//ol[@id='outline']//*[contains(@class, 'entry')]")
    return [" ".join(one.text_content().split()) for one in found if "entry" in one.get("class").split()]


def test_text_stands_on_the_page_letter_for_letter_in_its_own_language_and_direction(client, analyst):
    version = VersionFactory(language="prs", text="۱. هر دو طرف می\u200cخواهند \U0001f54a.\n\n۲. <b>جنگ</b> & صلح\n")

    text = shown(client, version).get_element_by_id("text")

    assert text.text_content() == version.text
    assert (text.get("lang"), text.get("dir"), text.get("aria-readonly")) == ("prs", "rtl", "true")


def test_panel_lists_what_is_marked_here_and_what_is_not(client, analyst):
    version = VersionFactory()
    statement = version.statement
    here = PassageFactory(
        version=version,
        clause__statement=statement,
        clause__number="2",
        clause__position=1,
        clause__summary="No war",
        exact=WAR,
    )
    there = ClauseFactory(statement=statement, number="3", position=2, summary="Go on")
    first = CommitmentFactory(clause=here.clause, summary="Wage no war")
    CommitmentFactory(clause=there, summary="Continue talks")
    PassageFactory(version=version, clause=here.clause, commitment=first, exact="War is not")
    PassageFactory(
        version=version,
        clause=here.clause,
        exact="solution",
        is_disputed=True,
        dispute_reason="Differs.",
        proposed_wording="answer",
    )

    lines = panel(shown(client, version))

    assert [line.removesuffix(" edit").removesuffix(" edittake back") for line in lines] == [
        "2 No war",
        "Wage no war",
        "disputed solution Differs. → answer",
        "3 Go on not marked here",
        "Continue talks no words in this version",
    ]


def test_hidden_points_commitments_and_marks_are_not_there(client, analyst):
    version = VersionFactory()
    hidden = {"level": Level.CONFIDENTIAL}
    secret = ClauseFactory(statement=version.statement, summary="Secret point", **hidden)
    shown_point = ClauseFactory(statement=version.statement, summary="Known point")
    CommitmentFactory(clause=shown_point, summary="Secret promise", **hidden)
    PassageFactory(version=version, clause=secret, exact=WAR, **hidden)
    PassageFactory(version=version, clause=shown_point, exact="War", **hidden)
    VersionFactory(statement=version.statement, label="Secret wording", **hidden)

    page = client.get(address(version)).content.decode()

    assert "Known point" in page
    assert "Secret" not in page
    assert "data-m=" not in page
    assert 'data-since="0"' in page


def test_draft_says_so_and_takes_no_marks(client, analyst):
    version = VersionFactory(is_verbatim=False)

    page = shown(client, version)

    assert "is a draft: nothing can be marked in it" in page.text_content()
    assert page.get_element_by_id("text").get("contenteditable") is None
    assert page.xpath("//button[@data-mark]") == []


def test_corrected_text_leads_to_its_correction_unless_that_is_hidden(client, analyst):
    version = VersionFactory()
    VersionFactory(statement=version.statement, corrects=version, label="English, mended")
    VersionFactory(statement=version.statement, corrects=version, label="Secretly mended", level=Level.CONFIDENTIAL)

    page = shown(client, version).text_content()

    assert "This text was corrected." in page
    assert "English, mended" in page
    assert "Secretly" not in page


def test_other_versions_can_be_laid_beside_it(client, analyst):
    version = VersionFactory()
    other = VersionFactory(statement=version.statement, language="prs", text="۲. جنگ راه‌حل نیست.")
    clause = ClauseFactory(statement=version.statement, number="2")
    PassageFactory(
        version=other, clause=clause, exact="جنگ راه‌حل نیست.", is_disputed=True, dispute_reason="Too strong."
    )
    commitment = CommitmentFactory(clause__statement=version.statement)
    PassageFactory(version=other, clause=commitment.clause, commitment=commitment, exact="جنگ")
    PassageFactory(version=other, clause=clause, exact="راه‌حل", level=Level.CONFIDENTIAL)

    beside = client.get(address(version, "workbench_beside", other.pk))

    found = html.fromstring(beside.content.decode())
    assert [one.text for one in found.xpath("//div[@lang='prs'][@dir='rtl']/p")] == ["جنگ راه‌حل نیست.", "جنگ"]
    assert "Too strong." in found.text_content()


def test_hidden_version_and_one_of_another_statement_are_not_laid_beside_it(client, analyst):
    version = VersionFactory()
    hidden = VersionFactory(statement=version.statement, level=Level.CONFIDENTIAL)

    for key in (hidden.pk, VersionFactory(statement=StatementFactory()).pk, 70_000_000):
        assert client.get(address(version, "workbench_beside", key)).status_code == 404


def test_hidden_version_has_no_workbench_and_who_enters_nothing_has_none_either(client, analyst):
    assert client.get(address(VersionFactory(level=Level.CONFIDENTIAL))).status_code == 404
    client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))

    assert client.get(address(VersionFactory())).status_code == 403


@pytest.mark.parametrize("count", [1, 200])
def test_page_asks_the_same_number_of_queries_however_many_marks(client, analyst, count, django_assert_num_queries):
    version = VersionFactory(text=TEXT * 200)
    Version.objects.filter(pk=version.pk).update(text=TEXT * 200)
    version.refresh_from_db()
    for place in range(count):
        clause = ClauseFactory(statement=version.statement, number=str(place))
        start = place * len(TEXT) + TEXT.index(WAR)
        PassageFactory(version=version, clause=clause, exact=WAR, start=start, end=start + len(WAR))
    client.get(address(version))

    with django_assert_num_queries(13):
        response = client.get(address(version))

    assert response.content.count(b"data-numbers") == count


def test_entry_points_lead_to_the_workbench(client, analyst):
    version = VersionFactory()
    workbench = address(version)

    for page in (
        address(version, "change"),
        f"/admin/statements/statement/{version.statement_id}/change/",
        version.statement.get_absolute_url(),
    ):
        assert workbench in client.get(page).content.decode(), page


def test_reader_of_the_statement_is_not_led_to_the_workbench(client):
    version = VersionFactory()

    assert address(version) not in client.get(version.statement.get_absolute_url()).content.decode()
