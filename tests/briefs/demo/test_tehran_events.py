"""The Tehran record: what was reported, and by whom.

The tables below state the facts as they were publicly reported: those of 8 July 2021 by one wire round-up of that day
(Reuters and agencies), the later ones by news agencies on the days given. Quoted words are the speakers' own.
"""

import datetime as dt

import pytest
from django.db.models import Q

from events.models import Event, EventParty, Figure, Question, Report
from events.standing import Standing, standing_of
from records.models import Source

pytestmark = pytest.mark.usefixtures("record")

TALIBAN = "Taliban"
ISLAM_QALA = "Islam Qala border crossing is said to fall to the Taliban"


def edtf(date):
    return date.edtf if date else None


ROUND_UP, DISPATCHES = "the wire round-up of 8 July 2021", "dispatches of news agencies"
HERAT_SPOKESMAN = "spokesman of the governor of Herat"


@pytest.mark.parametrize(
    ("title", "happened", "place", "reports"),
    [
        (
            ISLAM_QALA,
            "2021-07-08",
            "Islam Qala border crossing",
            [
                ("two senior Afghan security officials, not named", "affirms", "2021-07-08", "staff fled across"),
                ("Al Alam TV", "in_part", "2021-07-08", "soldiers crossed into Iran to escape"),
                (
                    "Tariq Arian, spokesman of the interior ministry",
                    "denies",
                    "2021-07-08",
                    "control of the government",
                ),
                ("Zabihullah Mujahid, spokesman of the Taliban", "affirms", "2021-07-09", "Taliban hands"),
                (HERAT_SPOKESMAN, "concedes", "2021-07-10", "preparing to retake"),
            ],
        ),
        (
            "The Taliban overrun areas next to Iran, Tajikistan, Turkmenistan, China and Pakistan",
            "2021-07-01/2021-07-07",
            "Border areas of Afghanistan",
            [(ROUND_UP, "affirms", "2021-07-08", "in the past week")],
        ),
        (
            "More than 1,000 Afghan security personnel cross into Tajikistan",
            "2021-07-05/2021-07-07",
            "Tajikistan",
            [(ROUND_UP, "affirms", "2021-07-08", "as most of Badakhshan fell")],
        ),
        (
            "Most of Badakhshan falls to the Taliban",
            "2021-07-05/2021-07-07",
            "Badakhshan province",
            [(ROUND_UP, "affirms", "2021-07-08", "earlier in the week")],
        ),
        (
            "Taliban fighters storm Qala-e-Naw, capital of Badghis",
            "2021-07-07/2021-07-08",
            "Qala-e-Naw",
            [(ROUND_UP, "affirms", "2021-07-08", "first provincial capital to be entered in the offensive")],
        ),
        (
            "Government forces retake Qala-e-Naw",
            "2021-07-08",
            "Qala-e-Naw",
            [("Ministry of Defence of Afghanistan", "affirms", "2021-07-08", "retook")],
        ),
        (
            "Fighting at the edge of Qala-e-Naw; 69 Taliban fighters are said to have been killed",
            "2021-07-08",
            "Qala-e-Naw",
            [("Ministry of Defence of Afghanistan", "affirms", "2021-07-08", "69 Taliban fighters were killed")],
        ),
        (
            "The rest of Badghis is in Taliban hands",
            "2021-07-08",
            "Badghis province",
            [(ROUND_UP, "affirms", "2021-07-08", "apart from its capital")],
        ),
        (
            "An Afghan government delegation and the Taliban hold talks in Tehran",
            "2021-07-07/2021-07-08",
            "Tehran",
            [("Ministry of Foreign Affairs of Iran", "affirms", "2021-07-08", "held in Tehran")],
        ),
        (
            "Senior delegations of both sides meet in Doha",
            "2021-07-17/2021-07-18",
            "Doha",
            [("the joint declaration of both delegations", "affirms", "2021-07-18", "at a high level")],
        ),
        (
            "Zaranj, capital of Nimruz, falls to the Taliban",
            "2021-08-06",
            "Zaranj",
            [(DISPATCHES, "affirms", "2021-08-06", "first provincial capital in Taliban hands")],
        ),
        ("Herat falls to the Taliban", "2021-08-12/2021-08-13", "Herat", [(DISPATCHES, "affirms", "2021-08-13", "")]),
        (
            "Kandahar falls to the Taliban",
            "2021-08-12/2021-08-13",
            "Kandahar",
            [(DISPATCHES, "affirms", "2021-08-13", "")],
        ),
        ("The Taliban enter Kabul", "2021-08-15", "Kabul", [(DISPATCHES, "affirms", "2021-08-15", "capital")]),
        ("President Ghani leaves the country", "2021-08-15", "Kabul", [(DISPATCHES, "affirms", "2021-08-15", "left")]),
    ],
)
def test_each_event_has_its_day_its_place_and_every_report_on_it(title, happened, place, reports):
    event = Event.objects.get(title=title)

    assert (edtf(event.happened_on), event.place.name) == (happened, place)
    found = list(event.reports.order_by("pk"))
    assert [(row.claimant, row.stance, edtf(row.made_on)) for row in found] == [report[:3] for report in reports]
    for row, (*_rest, words) in zip(found, reports, strict=True):
        assert words in row.words
        assert row.source is not None
        assert edtf(row.source.published_on) == edtf(row.made_on)


def test_every_event_says_which_parties_acted():
    assert not Event.objects.exclude(pk__in=EventParty.objects.values("event")).exists()


def test_the_69_dead_are_the_figure_of_one_side_and_no_other_event_has_any():
    event = Event.objects.get(deaths_best__isnull=False)

    assert (event.deaths_low, event.deaths_best, event.deaths_high) == (None, 69, None)
    assert event.reports.get().claimant_party.name == "Ministry of Defence of Afghanistan"


@pytest.mark.parametrize(
    ("claimant", "in_words", "definition", "words"),
    [
        ("Western security officials", "more than 100", "captured", "captured"),
        (TALIBAN, "more than 200", "held", "in 34 provinces, over half the country"),
    ],
)
def test_each_answer_on_the_districts_stands_as_its_claimant_gave_it(claimant, in_words, definition, words):
    question = Question.objects.get(text="How many districts do the Taliban hold?")

    figure = next(row for row in question.figures.all() if row.claimant == claimant)

    assert (str(figure.in_words), figure.definition, figure.out_of) == (in_words, definition, "")
    assert words in figure.words
    assert question.figures.count() == Figure.objects.count() == 2


def test_no_source_has_an_address_and_every_title_of_ours_is_in_brackets():
    for source in Source.objects.all():
        assert source.url == source.archived_url == ""
        assert source.title.startswith("[")
        assert source.title.endswith("]")


@pytest.mark.parametrize(
    ("day", "standing"),
    [(7, Standing.UNCONFIRMED), (8, Standing.CONTESTED), (9, Standing.CONTESTED), (11, Standing.CONTESTED)],
)
def test_islam_qala_is_contested_from_the_first_day_on_and_a_concession_by_another_does_not_settle_it(day, standing):
    reports = Event.objects.get(title=ISLAM_QALA).reports.made_by_day(dt.date(2021, 7, day))

    assert standing_of(reports) == standing


def test_no_report_supersedes_another():
    assert not Report.objects.filter(~Q(supersedes=None)).exists()


def test_every_other_event_stands_affirmed():
    for event in Event.objects.exclude(title=ISLAM_QALA):
        assert standing_of(event.reports.all()) == Standing.AFFIRMED
