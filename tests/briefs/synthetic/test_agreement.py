"""The made-up agreement of 120 pages, as text and as a statement."""

import pytest

from briefs.synthetic.agreement import ENGLISH, LANGUAGES, PERSIAN, Agreement, long_agreement
from briefs.synthetic.agreement_record import enter_agreement
from records.levels import Level
from records.text import clean_text, faults
from statements.models import Clause, Commitment, Passage, Statement
from statements.text.anchors import anchor_at, check
from statements.text.points import propose_points
from tests.factories.talks import PartyFactory, ProcessFactory

SMALL = Agreement(articles=13, annexes=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_seed_gives_the_same_letters_and_another_seed_others(language):
    text = Agreement(2, articles=12).original(language).text

    assert Agreement(2, articles=12).original(language).text == text
    assert Agreement(3, articles=12).original(language).text != text


def test_it_is_as_long_as_120_pages():
    agreement = long_agreement()

    assert 290_000 < len(agreement.original(ENGLISH).text) < 320_000
    assert 240_000 < len(agreement.original(PERSIAN).text) < 320_000


@pytest.mark.parametrize("edition", ["original", "corrected"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_texts_are_such_as_the_record_takes(language, edition):
    text = getattr(long_agreement(), edition)(language).text

    assert not list(faults(text, multi_line=True))
    assert clean_text(text) == text
    assert any(ord(char) > 0xFFFF for char in text)
    assert ("\u200c" in text) == (language == PERSIAN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_hundred_places_lie_in_it_half_of_them_whole_points(language):
    edition = long_agreement().original(language)

    places = edition.places()

    assert len(places) == len({(place.start, place.end) for place in places}) == 600
    assert [place.is_whole for place in places] == [True, False] * 300
    for place in places:
        assert anchor_at(edition.text, place.start, place.end).exact.strip()
    assert len({place.number for place in places}) == 300
    assert places[-1].start > len(edition.text) * 0.95


def test_both_languages_have_the_same_points():
    english, persian = (long_agreement().original(language) for language in LANGUAGES)

    assert list(english.points) == list(persian.points)
    assert [point.level for point in propose_points(english.text)] == [
        point.level for point in propose_points(persian.text)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_correction_leaves_most_words_where_they_were_and_loses_some(language):
    agreement = long_agreement()
    original, corrected = agreement.original(language), agreement.corrected(language)

    quotes = [original.text[place.start : place.end] for place in original.places()]
    gone = [quote for quote in quotes if quote not in corrected.text]

    assert 0.03 < len(gone) / len(quotes) < 0.2
    assert list(corrected.points) != list(original.points)
    assert sorted(corrected.points) == sorted(original.points)


def test_an_agreement_of_one_article_has_none_to_move():
    agreement = Agreement(articles=1, annexes=0)

    assert list(agreement.corrected().points) == list(agreement.original().points)


@pytest.mark.django_db
def test_it_is_entered_with_its_passages():
    statement = enter_agreement(ProcessFactory(), SMALL, marks=40, parties=[PartyFactory(), PartyFactory()])

    assert Statement.objects.get() == statement
    assert list(statement.versions.values_list("language", flat=True)) == ["en", "fa"]
    assert Clause.objects.count() == Commitment.objects.count() == 20
    assert Passage.objects.filter(commitment=None).count() == 40
    assert Passage.objects.count() == 80
    assert all(commitment.obligors.count() == 2 for commitment in Commitment.objects.all())
    for passage in Passage.objects.select_related("version"):
        check(passage.version.text, passage.anchor)


@pytest.mark.django_db
def test_it_is_entered_at_a_level_and_marked_in_the_languages_asked_for():
    statement = enter_agreement(ProcessFactory(), SMALL, marks=10, marked=[ENGLISH], level=Level.RESTRICTED)

    assert set(Passage.objects.values_list("version__language", "shown_level")) == {("en", Level.RESTRICTED)}
    assert statement.versions.count() == 2
    assert not Commitment.objects.visible_to(None).exists()
