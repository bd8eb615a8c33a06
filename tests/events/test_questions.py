"""The page of a question: every claimant's figure in a table and on a chart, and no average."""

import pytest
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from events.figure_chart import NAMES, SHAPES, scale
from events.figures import laid_out, letter, with_figures
from events.models import Figure, Question
from records.levels import Level
from tests.factories.events import FigureFactory, QuestionFactory, ReportFactory
from tests.factories.talks import PartyFactory, PersonFactory

pytestmark = pytest.mark.django_db


def shown(question, reader=Level.PUBLIC):
    return laid_out(with_figures(Question.objects.filter(pk=question.pk), reader).get())


def chart_of(question):
    return html.fragment_fromstring(shown(question).chart)


@pytest.mark.parametrize("count", [1, 3])
def test_question_page_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    question = QuestionFactory()
    for _number in range(count):
        FigureFactory(
            question=question,
            claimant_person=PersonFactory(),
            claimant_party=PartyFactory(),
            report=ReportFactory(),
        )

    with django_assert_num_queries(2):
        client.get(question.get_absolute_url())


def test_question_page_tells_every_figure_as_it_was_put(client):
    question = QuestionFactory(text="How many?", unit="districts", note="They count differently.")
    report = ReportFactory()
    FigureFactory(
        question=question,
        bound="between",
        value=80,
        upper_value=90,
        out_of="all of the country",
        definition="held",
        words="some ninety",
        report=report,
    )
    FigureFactory(question=question, claimant_label="a hidden voice", level=Level.RESTRICTED)

    page = client.get(question.get_absolute_url())

    for text in ("How many?", "between 80 and 90", "districts", "all of the country", "held", "8 July 2021",
                 "some ninety", "They count differently.", "None is averaged"):  # fmt: skip
        assertContains(page, text)
    assertContains(page, f'href="{report.event.get_absolute_url()}#report-{report.public_id}"')
    assertContains(page, question.process.get_absolute_url())
    assertNotContains(page, "a hidden voice")


def test_a_hidden_question_is_answered_like_none(client):
    hidden = QuestionFactory(level=Level.RESTRICTED)

    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_the_page_of_a_process_leads_to_the_page_of_each_question(client):
    question = FigureFactory().question

    assertContains(client.get(question.process.get_absolute_url()), f'href="{question.get_absolute_url()}"')


def test_a_question_without_figures_says_so_and_has_no_chart(client):
    page = client.get(QuestionFactory().get_absolute_url())

    assertContains(page, "figure is on record that you may see")
    assertNotContains(page, "figure-chart")


def test_one_claimant_has_one_letter_and_one_shape_and_another_has_others():
    question = QuestionFactory()
    first, again = (FigureFactory(question=question, claimant_label="one", value=value) for value in (1, 2))
    other = FigureFactory(question=question, claimant_label="another")

    signs = {figure: figure.sign for figure in shown(question).known_figures}

    assert signs[first] == signs[again]
    assert (signs[first].letter, signs[other].letter) == ("A", "B")
    assert signs[first].shape != signs[other].shape
    assert SHAPES[signs[other].shape] in signs[other].swatch


def test_more_claimants_than_shapes_are_told_by_their_letters():
    question = QuestionFactory()
    for number in range(len(NAMES) + 1):
        FigureFactory(question=question, claimant_label=f"claimant {number}")

    signs = [figure.sign for figure in shown(question).known_figures]

    assert len(set(signs)) == len(NAMES) + 1
    assert [letter(number) for number in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_undated_figures_stand_apart_from_the_chart(client):
    question = QuestionFactory()
    FigureFactory(question=question, claimant_label="dated", value=10)
    FigureFactory(question=question, claimant_label="undated", value=77, bound="exactly", stated_on=None)

    page = client.get(question.get_absolute_url())

    assertContains(page, "Not on the chart, because no day is stated: B, 77.")
    assert chart_of(question).xpath(".//text[text()='B']") == []


def lines(question):
    """How many lines each mark on the chart has: bars and arrows."""
    marks = [group for group in chart_of(question).xpath("./g") if group.get("class") != "grid"]
    return [len(group.xpath("./line")) for group in marks]


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"bound": "exactly"}, 0),
        ({"bound": "about"}, 0),
        ({"bound": "between", "upper_value": 120}, 3),
        ({"bound": "more_than"}, 3),
        ({"bound": "at_least"}, 3),
        ({"bound": "less_than"}, 3),
        ({"bound": "at_most"}, 3),
    ],
)
def test_a_range_is_a_bar_and_an_open_end_an_arrow(fields, number):
    assert lines(FigureFactory(value=100, **fields).question) == [number]


@pytest.mark.parametrize(("bound", "is_up"), [("more_than", True), ("at_most", False)])
def test_an_open_end_points_to_where_it_is_open(bound, is_up):
    chart = chart_of(FigureFactory(value=100, bound=bound).question)

    arrow = chart.xpath("./g[not(@class)]/line")[0]
    assert (float(arrow.get("y2")) < float(arrow.get("y1"))) == is_up


def test_the_chart_is_described_in_words_and_holds_latin_letters_alone():
    question = QuestionFactory(text="چند ولسوالی؟", unit="ولسوالی")
    FigureFactory(question=question, claimant_label="طالبان", words="بیش از صد")

    chart = chart_of(question)

    assert chart.get("role") == "img"
    assert "A: more than 100, 8 July 2021." in chart.get("aria-label")
    assert shown(question).chart.isascii()
    assert "style=" not in shown(question).chart


def test_a_figure_for_a_period_stands_at_its_last_day_at_the_end_of_a_broken_line():
    question = QuestionFactory()
    FigureFactory(question=question, value=5, bound="exactly", stated_on="July 2021")

    chart = chart_of(question)

    (period,) = chart.xpath("./line[@stroke-dasharray]")
    (shape,) = chart.xpath("./g/circle")
    assert float(period.get("x1")) < float(period.get("x2")) == float(shape.get("cx"))
    assert period.get("y1") == period.get("y2") == shape.get("cy")


def test_figures_of_one_day_stand_beside_each_other_and_of_two_days_in_their_order():
    question = QuestionFactory()
    for day in ("2021-07-09", "2021-07-08", "2021-07-08"):
        FigureFactory(question=question, value=5, stated_on=day, claimant_label=day)

    places = [float(text.get("x")) for text in chart_of(question).xpath("./g/text[@font-weight]")]

    assert places == sorted(set(places))
    assert len(places) == 3


@pytest.mark.parametrize(
    ("ends", "axis"),
    [
        ((0, 200), (0, 200, 50)),
        ((0, 0), (0, 0.2, 0.2)),
        ((-5, 3), (-6, 4, 2)),
        ((0, 2.5), (0, 2.5, 0.5)),
        ((0, 999_999_999_999.99), (0, 1e12, 2e11)),
    ],
)
def test_the_axis_has_about_five_even_steps(ends, axis):
    assert scale(*ends) == pytest.approx(axis)


@pytest.mark.parametrize("value", ["0", "-3.5", "0.25", "999999999999.99"])
def test_a_figure_of_any_size_is_drawn_within_the_chart(value):
    chart = chart_of(FigureFactory(value=value, bound="exactly").question)

    assert all(0 <= float(text.get("y")) <= 300 for text in chart.xpath(".//text"))


def test_no_average_is_printed(client):
    question = QuestionFactory()
    for value in (100, 230):
        FigureFactory(question=question, value=value, bound=Figure.Bound.EXACTLY, claimant_label=str(value))

    # What is read: an address may hold any digits.
    page = html.fromstring(client.get(question.get_absolute_url()).content)
    assert "165" not in page.text_content()
