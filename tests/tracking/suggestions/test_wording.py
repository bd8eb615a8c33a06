import pytest

from records.levels import AFTER_EVERY_EMBARGO, Level
from statements.models import Theme
from tests.factories.talks import PartyFactory, PlaceFactory
from tests.factories.tracking import SuggestionFactory
from tracking.models import Suggestion
from tracking.suggestions.wording import dressed

pytestmark = pytest.mark.django_db


def words(*reasons, reader=Level.PUBLIC):
    (one,) = dressed([Suggestion(reasons=list(reasons))], reader, AFTER_EVERY_EMBARGO)
    return one.reasons_in_words


def test_reasons_are_told_in_words():
    taliban, faction = PartyFactory(name="Taliban"), PartyFactory(name="Northern <b>wing")
    herat, town = PlaceFactory(name="Herat"), PlaceFactory(name="Guzara")
    theme = Theme.objects.get(code="prisr")

    told = words(
        ["obligor", taliban.pk, 4.0],
        ["obligor_otherwise", taliban.pk, 3.0],
        ["part", [faction.pk, taliban.pk], 3.0],
        ["place", [herat.pk, herat.pk], 3.5],
        ["place", [town.pk, herat.pk], 3.5],
        ["round_place", [herat.pk, herat.pk], 1.0],
        ["country", herat.pk, 0.5],
        ["kind", "armed_clash", 2.0],
        ["theme", theme.pk, 3.0],
        ["word", "hospital", 1.5],
        ["days", 21, 2.0],
    )

    assert told == [
        "same obligor: <bdi>Taliban</bdi>",
        "obligor in another role: <bdi>Taliban</bdi>",
        "<bdi>Northern &lt;b&gt;wing</bdi>, which belongs to the obligor <bdi>Taliban</bdi>",
        "place that is named: <bdi>Herat</bdi>",
        "<bdi>Guzara</bdi>, within <bdi>Herat</bdi>, which is named",
        "where the round was held: <bdi>Herat</bdi>",
        "country of the talks: <bdi>Herat</bdi>",
        "kind of event: Armed clash",
        "theme: <bdi>Prisoner release</bdi>",
        "mentions “<bdi>hospital</bdi>”",
        "3 weeks after the statement",
    ]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (["days", 0, 2.0], "the day of the statement"),
        (["days", 1, 2.0], "1 day after the statement"),
        (["days", 13, 2.0], "13 days after the statement"),
        (["days", 14, 2.0], "2 weeks after the statement"),
        (["days", 89, 2.0], "12 weeks after the statement"),
        (["days", 90, 2.0], "3 months after the statement"),
        (["deadline", 0, 1.5], "when it falls due"),
        (["deadline", -2, 1.5], "2 days before it falls due"),
        (["deadline", 60, 1.5], "8 weeks after it fell due"),
    ],
)
def test_time_is_told_in_days_weeks_and_months(reason, told):
    assert words(reason) == [told]


def test_a_party_and_a_place_hidden_since_are_dropped_with_their_points():
    shown, hidden = PartyFactory(name="Taliban"), PartyFactory(level=Level.RESTRICTED)
    place = PlaceFactory(level=Level.RESTRICTED)
    reasons = [["obligor", shown.pk, 4.0], ["obligor", hidden.pk, 4.0], ["place", [place.pk, place.pk], 3.5]]

    (public,) = dressed([Suggestion(reasons=reasons)], Level.PUBLIC, AFTER_EVERY_EMBARGO)
    assert (public.reasons_in_words, public.shown_score) == (["same obligor: <bdi>Taliban</bdi>"], 4.0)

    (restricted,) = dressed([Suggestion(reasons=reasons)], Level.RESTRICTED, AFTER_EVERY_EMBARGO)
    assert (len(restricted.reasons_in_words), restricted.shown_score) == (3, 11.5)


@pytest.mark.parametrize("count", [1, 3])
def test_dressing_asks_the_same_number_of_queries_however_many_there_are(count, django_assert_num_queries):
    theme = ["theme", Theme.objects.get(code="prisr").pk, 3.0]
    for _ in range(count):
        SuggestionFactory(reasons=[["obligor", PartyFactory().pk, 4.0], ["place", [PlaceFactory().pk] * 2, 3.5], theme])
    rows = list(Suggestion.objects.all())

    with django_assert_num_queries(3):
        dressed(rows, Level.PUBLIC, AFTER_EVERY_EMBARGO)
