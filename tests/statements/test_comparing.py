"""Two texts of a statement compared: point by point where both are marked, and never with what is hidden."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import AFTER_EVERY_EMBARGO, Level
from records.word_diff import Kind
from statements.comparing import comparable, compared, pairs
from tests.factories.records import AnalystFactory
from tests.factories.statements import ClauseFactory, PassageFactory, StatementFactory, VersionFactory
from tests.records.test_word_diff import long_text, quickest

pytestmark = pytest.mark.django_db

OLD = "Preamble.\n1. War is not the solution.\n2. Efforts should be justified.\nDone."
NEW = "Preamble.\n1. War is not the answer.\n2. Efforts should be directed.\nDone."


@pytest.fixture
def statement():
    return StatementFactory()


def versions(statement, old=OLD, new=NEW, **given):
    return VersionFactory(statement=statement, text=old), VersionFactory(statement=statement, text=new, **given)


def mark(clause, version, exact, **given):
    return PassageFactory(clause=clause, version=version, exact=exact, **given)


def told(result):
    return [(row.clause and row.clause.number, row.old, row.new, row.differences) for row in result.rows]


def test_texts_are_compared_point_by_point_where_both_are_marked(statement):
    old, new = versions(statement)
    first, second = (ClauseFactory(statement=statement, number=number, position=number) for number in (1, 2))
    for version in (old, new):
        mark(first, version, version.text.split("\n")[1][3:])
        mark(second, version, version.text.split("\n")[2][3:])

    result = compared(old, new, None)

    assert told(result) == [
        (None, "Preamble.", "Preamble.", 0),
        ("1", "1. War is not the solution.", "1. War is not the answer.", 1),
        ("2", "2. Efforts should be justified.\nDone.", "2. Efforts should be directed.\nDone.", 1),
    ]
    assert [row.first for row in result.rows] == [1, 1, 2]
    assert result.differences == 2


def test_a_point_that_is_marked_in_one_text_alone_is_no_difference(statement):
    old, new = versions(statement)
    first, second = (ClauseFactory(statement=statement, number=number, position=number) for number in (1, 2))
    mark(first, old, "War is not the solution.")
    mark(first, new, "War is not the answer.")
    mark(second, old, "Efforts should be justified.")

    result = compared(old, new, None)

    assert [row.clause and row.clause.number for row in result.rows] == [None, "1"]
    assert result.differences == 2


def test_texts_without_points_in_common_are_compared_as_wholes(statement):
    old, new = versions(statement)

    (row,) = compared(old, new, None).rows

    assert (row.clause, row.old, row.new, row.differences) == (None, OLD, NEW, 2)
    assert [piece.text for piece in row.pieces if piece.kind == Kind.OUT] == ["solution", "justified"]


def test_the_same_text_twice_does_not_differ(statement):
    old, new = versions(statement, new=OLD)

    assert compared(old, new, None).differences == 0
    assert compared(old, old, None).differences == 0


def test_texts_in_two_languages_stand_side_by_side_without_differences(statement):
    old, new = versions(statement, new="جنگ راه حل نیست", language="prs")
    first, second = (ClauseFactory(statement=statement, number=number, position=number) for number in (1, 2))
    mark(first, old, "War is not the solution.")
    mark(first, new, "جنگ راه حل نیست")
    mark(second, old, "Efforts should be justified.")

    result = compared(old, new, None)

    assert told(result) == [
        (None, "Preamble.", "", 0),
        ("1", "1. War is not the solution.", "جنگ راه حل نیست", 0),
        ("2", "2. Efforts should be justified.\nDone.", "", 0),
    ]
    assert not result.is_one_language


def test_points_and_passages_above_the_readers_level_do_not_part_the_texts(statement):
    old, new = versions(statement)
    hidden = ClauseFactory(statement=statement, number="secret", level=Level.RESTRICTED)
    shown = ClauseFactory(statement=statement, number="2")
    for version, word in ((old, "solution"), (new, "answer")):
        mark(hidden, version, f"War is not the {word}.", level=Level.RESTRICTED)
    mark(shown, old, "Efforts should be justified.", level=Level.RESTRICTED)
    mark(shown, new, "Efforts should be directed.")

    assert [row.clause for row in compared(old, new, None).rows] == [None]
    assert [row.clause for row in compared(old, new, Level.RESTRICTED).rows] == [None, hidden, shown]


def test_the_one_it_corrects_comes_first_and_other_languages_last_and_hidden_ones_not_at_all(statement):
    dari = VersionFactory(statement=statement, language="prs")
    first, second = versions(statement)
    third = VersionFactory(statement=statement, corrects=second)
    VersionFactory(statement=statement, level=Level.RESTRICTED)
    VersionFactory()

    assert comparable(third, None) == [second, first, dari]


def test_texts_of_one_language_are_paired_with_what_they_correct_or_the_one_before(statement):
    first, second = versions(statement)
    dari = VersionFactory(statement=statement, language="prs")
    third = VersionFactory(statement=statement, corrects=first)

    assert pairs([first, second, dari, third]) == [(first, second), (first, third)]


def test_a_text_of_120_pages_is_compared_in_well_under_a_second(statement, django_assert_num_queries):
    old_text = long_text(3)
    words = old_text.split(" ")
    for place in range(11, len(words), 101):
        words[place] = "corrected"
    old, new = versions(statement, old_text, " ".join(words))
    clause = ClauseFactory(statement=statement)
    for version in (old, new):
        mark(clause, version, " ".join(words[:8]))

    with django_assert_num_queries(3):
        result = compared(old, new, None)
    took = quickest(lambda: compared(old, new, None))

    assert result.differences > 300
    assert took < 0.9


# The reading page.


def address(statement, old="", new=""):
    return f"{reverse('statements:compare', args=[statement.public_id])}?old={old}&new={new}"


def test_reading_page_shows_both_texts_in_one(client, statement):
    old, new = versions(statement)

    response = client.get(address(statement, old.public_id, new.public_id))

    assertContains(response, "2 differences.")
    assertContains(
        response,
        '<span class="difference" id="difference-1" tabindex="-1"><del>solution</del><ins>answer</ins></span>',
        html=True,
    )
    assertContains(response, 'id="difference-2"')
    assertContains(response, "whole text")


def test_reading_page_says_when_texts_do_not_differ(client, statement):
    old, new = versions(statement, new=OLD)

    response = client.get(address(statement, old.public_id, new.public_id))

    assertContains(response, "The two texts do not differ by a letter.")
    assertNotContains(response, "Next difference")


def test_reading_page_sets_a_right_to_left_text_in_its_direction(client, statement):
    old, new = versions(statement, new="جنگ راه حل نیست", language="prs")
    dari = VersionFactory(statement=statement, text="جنگ راه‌حل نیست", language="prs")

    sides = client.get(address(statement, old.public_id, new.public_id))
    one = client.get(address(statement, new.public_id, dari.public_id))

    assertContains(sides, '<div class="word-diff" lang="prs" dir="rtl">جنگ راه حل نیست</div>', html=True)
    assertContains(one, "<del>راه حل</del><ins>راه‌حل</ins>")
    assertContains(one, 'class="word-diff" dir="rtl" lang="prs"')


@pytest.mark.parametrize("wrong", ["", "x", uuid.uuid4(), "hidden", "other", "embargoed"])
@pytest.mark.parametrize("box", ["old", "new"])
def test_hidden_and_absent_texts_are_answered_alike(client, statement, wrong, box):
    shown = VersionFactory(statement=statement)
    rows = {
        "hidden": lambda: VersionFactory(statement=statement, level=Level.RESTRICTED).public_id,
        "embargoed": lambda: (
            VersionFactory(statement=statement, embargo_until=dt.datetime(2999, 1, 1, tzinfo=dt.UTC)).public_id
        ),
        "other": lambda: VersionFactory().public_id,
    }
    asked = {"old": shown.public_id, "new": shown.public_id, box: rows.get(wrong, lambda: wrong)()}

    assert client.get(address(statement, **asked)).status_code == 404


def test_statement_page_offers_to_compare_what_the_reader_sees_in_one_language(client, statement):
    old, new = versions(statement)
    VersionFactory(statement=statement, language="prs")
    hidden = VersionFactory(statement=statement, level=Level.RESTRICTED)

    response = client.get(statement.get_absolute_url())

    assertContains(response, f"?old={old.public_id}&amp;new={new.public_id}")
    assertNotContains(response, str(hidden.public_id))


# The page of the admin.


def admin_address(one, other):
    return reverse("admin:statements_version_compare", args=[one.pk, other.pk])


def test_admin_page_compares_from_either_side_the_older_first(admin_client, statement):
    old, new = versions(statement, embargo_until=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))

    for one, other in ((old, new), (new, old)):
        response = admin_client.get(admin_address(one, other))
        assertContains(response, "<del>solution</del><ins>answer</ins>")


def test_admin_page_of_hidden_and_absent_versions_is_answered_alike(client, statement):
    shown, hidden = versions(statement, level=Level.CONFIDENTIAL)
    client.force_login(AnalystFactory())

    assert client.get(admin_address(shown, hidden)).status_code == 404
    assert client.get(admin_address(hidden, shown)).status_code == 404
    assert client.get(admin_address(shown, VersionFactory())).status_code == 404
    assert client.get(admin_address(shown, shown)).status_code == 200


def test_who_may_not_see_versions_may_not_compare_them(client, statement):
    old, new = versions(statement)
    user = AnalystFactory()
    user.groups.get().permissions.set(user.groups.get().permissions.exclude(codename__endswith="_version"))
    client.force_login(user)

    assert client.get(admin_address(old, new)).status_code == 403


def test_next_steps_offer_the_one_it_corrects_first_and_no_hidden_one(statement):
    browser = Client()
    browser.force_login(AnalystFactory())
    first, second = versions(statement, label="Second wording")
    third = VersionFactory(statement=statement, corrects=second)
    VersionFactory(statement=statement, label="Dari wording", language="prs")
    hidden = VersionFactory(statement=statement, label="Hidden wording", level=Level.CONFIDENTIAL)

    page = browser.get(reverse("admin:statements_version_change", args=[third.pk])).content.decode()

    assert "Compare with “Second wording”, which it corrects" in page
    assert "Side by side with “Dari wording”" in page
    assert page.index(admin_address(third, second)) < page.index(admin_address(third, first))
    assert admin_address(third, hidden) not in page
    assert hidden in comparable(third, Level.CONFIDENTIAL, AFTER_EVERY_EMBARGO)
