import pytest

from briefs.synthetic.agreement import ENGLISH, PERSIAN, long_agreement
from statements.text.numbering import full_numbers, number_key
from statements.text.points import propose_points


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1. One.\n2. Two.", ["1", "2"]),
        ("(a) One.\n(b) Two.", ["1", "2"]),
        ("۱- یک.\nالف) دو.\nب) سه.\n۲- چهار.", ["1", "1 (a)", "1 (b)", "2"]),
        ("1. One.\n(a) Two.\n(i) Three.\n(ii) Four.\n(b) Five.", ["1", "1 (a)", "1 (a) (i)", "1 (a) (ii)", "1 (b)"]),
        ("1. One.\n1.1 Two.\n1.2 Three.", ["1", "1.1", "1.2"]),
        ("۱. یک.\n۱.۱ دو.\n۱.۲ سه.", ["1", "1.1", "1.2"]),
        ("1. One.\n(1) Two.\n(2) Three.", ["1", "1 (1)", "1 (2)"]),
        (
            "Chapter 1\nArticle 1\n(a) One.\n(b) Two.\nChapter 2\nArticle 2\nThree.",
            ["Chapter 1", "1", "1 (a)", "1 (b)", "Chapter 2", "2"],
        ),
        (
            "Chapter 1\nArticle 1\nOne.\nAnnex 1\n1. Two.\n2. Three.",
            ["Chapter 1", "1", "Annex 1", "Annex 1, 1", "Annex 1, 2"],
        ),
        ("", []),
    ],
)
def test_points_are_numbered_alike_in_every_script(text, numbers):
    assert full_numbers(propose_points(text)) == numbers


def test_the_articles_of_a_long_agreement_have_the_same_numbers_in_both_languages():
    english, persian = (
        full_numbers(propose_points(long_agreement().original(language).text)) for language in (ENGLISH, PERSIAN)
    )

    assert len(english) == len(persian) == len(set(english))
    assert list(map(number_key, english)) == list(map(number_key, persian))
    assert set(long_agreement().original().points) <= set(english)


@pytest.mark.parametrize(
    ("number", "key"),
    [("Annex 4, 2", "annex 4, 2"), ("پیوست ۴, 2", "annex 4, 2"), ("۱۲ (الف)", "12 (الف)"), ("2", "2"), ("", "")],
)
def test_a_number_has_the_same_key_in_every_language(number, key):
    assert number_key(number) == key
