"""The figures that claimants give to a question, side by side: signs to tell the claimants by, and what the chart shows."""

from django.db.models import F, Prefetch

from events.figure_chart import NAMES, Sign, chart
from events.models import Figure


def with_figures(questions, reader):
    """The queryset `questions`, each with its `known_figures`: those that `reader` sees, the first first, undated ones last."""
    figures = Figure.objects.visible_to(reader).order_by(F("stated_on_latest").asc(nulls_last=True), "pk")
    people = ("claimant_party", "claimant_person", "source__publisher", "report__event")
    return questions.prefetch_related(Prefetch("figures", figures.select_related(*people), to_attr="known_figures"))


def laid_out(question):
    """`question`, whose `known_figures` each get the `sign` of their claimant; its `chart`, and the `undated` apart.

    The chart is safe HTML, and empty when no figure says for which day it is.
    """
    signs = {}
    for figure in question.known_figures:
        number = len(signs)
        figure.sign = signs.setdefault(claimant_of(figure), Sign(letter(number), NAMES[number % len(NAMES)]))
    question.chart = chart([figure for figure in question.known_figures if day_of(figure)])
    question.undated = [figure for figure in question.known_figures if not day_of(figure)]
    return question


def claimant_of(figure):
    """By what two figures are told to be of one claimant."""
    return figure.claimant_label, figure.claimant_person_id, figure.claimant_office, figure.claimant_party_id


def day_of(figure):
    """The day that a figure stands at, a period at its last; None when no day is stated."""
    return figure.stated_on and figure.stated_on.ordering_day


def letter(number):
    """A for 0, B for 1, … Z, AA, AB …"""
    return (letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)
