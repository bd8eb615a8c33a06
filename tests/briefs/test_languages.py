"""The languages that a brief can be written in."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language, override

from briefs.document.content import NothingOnRecord, brief_content
from briefs.document.directions import direction_of
from briefs.document.html import to_html
from briefs.languages import INTERFACES, direction_of_interface, in_language_of, interface_language
from briefs.scope import scope_of, scope_on
from records.languages import Language
from records.levels import Level
from records.translations import LANGUAGES
from tests.factories.briefs import BriefFactory
from tests.factories.records import SourceFactory
from tests.factories.tracking import AssessmentFactory

AUGUST = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


def test_a_brief_can_be_written_in_english_and_wherever_there_is_a_catalogue():
    assert {str(each) for each in INTERFACES} == {"en", *LANGUAGES}


@pytest.mark.parametrize("language", Language)
def test_without_a_catalogue_a_brief_is_english_as_a_whole(language):
    kept = language in INTERFACES

    assert interface_language(language) == (language.value if kept else "en")
    assert direction_of_interface(language) == ("rtl" if kept and language != "en" else "ltr")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "day", "rated"),
    [
        ("en", "8 July 2021", "not assessed"),
        ("prs", "۸ جولای ۲۰۲۱", "ارزیابی‌نشده"),
        ("ar", "8 July 2021", "not assessed"),
    ],
)
def test_the_content_is_worded_in_the_language_of_the_brief(commitment, language, day, rated):
    scope = replace(scope_on(commitment.statement.process, Level.PUBLIC), language=language)

    content = brief_content(scope, as_of=AUGUST)

    assert content.language == language
    assert any(day in value for _name, value in content.statements[0].facts)
    assert content.comparisons[0].rating.label == rated
    assert get_language() == "en"


@pytest.mark.django_db
def test_the_labels_of_ratings_are_those_of_the_catalogue(commitment):
    AssessmentFactory(commitment=commitment, rating="breached", as_of=dt.datetime(2021, 8, 1, tzinfo=dt.UTC))
    scope = replace(scope_on(commitment.statement.process, Level.PUBLIC), language="fa")

    content = brief_content(scope, as_of=AUGUST)

    assert content.comparisons[0].rating.label == "نقض‌شده"
    assert content.comparisons[0].rating.as_of == "۱ اوت ۲۰۲۱"
    assert "نقض‌شده" in [entry.label for entry in content.codebook]
    assert "یکی از متعهدان کاری کرده" in next(entry.test for entry in content.codebook if entry.key == "breached")


@pytest.mark.django_db
def test_whoever_asks_for_too_early_a_brief_is_told_so_in_english(talks):
    scope = replace(scope_on(talks.process, Level.PUBLIC), language="fa")

    with pytest.raises(NothingOnRecord, match="As of 30 June 2021 nothing was on record"):
        brief_content(scope, as_of=dt.datetime(2021, 6, 30, tzinfo=dt.UTC))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "opening", "heading"),
    [("fa", '<html lang="fa" dir="rtl"', "مذاکرات"), ("ru", '<html lang="en" dir="ltr"', "The talks")],
)
def test_the_page_says_the_language_and_direction_that_its_own_words_have(commitment, language, opening, heading):
    scope = replace(scope_on(commitment.statement.process, Level.PUBLIC), language=language)
    content = brief_content(scope, as_of=AUGUST)

    page = to_html(content)

    assert opening in page
    assert f"<h2>{heading}</h2>" in page


def test_a_language_holds_for_as_long_as_something_is_written_in_it():
    with override("en"):
        with in_language_of(replace_language("prs")):
            assert get_language() == "prs"
        assert get_language() == "en"


def replace_language(language):
    return type("Subject", (), {"language": language})


@pytest.mark.django_db
def test_a_brief_in_a_language_without_a_catalogue_is_refused_and_those_that_are_kept_stay():
    kept = BriefFactory(language="ps")

    with pytest.raises(ValidationError) as refusal:
        kept.full_clean()

    assert refusal.value.message_dict == {
        "language": ["A brief cannot be written in Pashto yet. Choose one of: English, Persian, Dari."]
    }
    assert scope_of(kept).language == "ps"


@pytest.mark.django_db
def test_the_form_offers_the_languages_of_briefs_and_no_other(admin_client):
    page = admin_client.get(reverse("admin:briefs_brief_add"))

    offered = [value for value, _label in page.context["adminform"].form.fields["language"].choices]
    assert offered == ["en", "fa", "prs"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("title", "day"), [("Round-up of the talks", "8 July 2021"), ("گزارش مذاکرات", "۸ جولای ۲۰۲۱")]
)
def test_a_source_is_cited_with_its_date_in_the_script_of_its_line(commitment, title, day):
    source = SourceFactory(title=title, authors="", publisher=None, published_on="2021-07-08")
    statement = commitment.statement
    statement.round.source = source
    statement.round.save()
    scope = replace(scope_on(statement.process, Level.PUBLIC), language="prs")

    content = brief_content(scope, as_of=AUGUST)

    assert [part.citation for part in content.sources] == [f"“{title}”, {day}."]


@pytest.mark.django_db
def test_a_text_of_the_record_is_closed_off_inside_a_sentence_that_runs_against_it(commitment):
    AssessmentFactory(commitment=commitment, rating="breached", as_of=dt.datetime(2021, 8, 1, tzinfo=dt.UTC))
    scope = scope_on(commitment.statement.process, Level.PUBLIC)

    english, persian = (
        brief_content(replace(scope, language=language), as_of=AUGUST).summary.changes for language in ("en", "fa")
    )

    assert english == (
        f"C1 ({commitment.summary}) moved from “not assessed” to “breached” in the assessment of 1 August 2021.",
    )
    assert persian == (
        f"\u2066C1\u200e\u2069 (\u2066{commitment.summary}\u200e\u2069) در ارزیابی ۱ اوت ۲۰۲۱ "
        "از «ارزیابی‌نشده» به «نقض‌شده» تغییر کرد.",
    )
    assert direction_of(persian[0]) == "rtl"
