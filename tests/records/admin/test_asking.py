"""A list of the admin answers to what it offers, and to nothing else."""

import re

import pytest
from django.contrib import admin

from records.admin.asking import Asking
from records.levels import Level
from records.models import Kept
from talks.models import Party, Place
from tests.factories.records import AnalystFactory
from tests.factories.talks import OfficeFactory, PartyFactory, PersonFactory, PlaceFactory
from tests.records.admin.pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(client):
    client.force_login(AnalystFactory())
    return client


def told(answer):
    """The bytes of an answer, but for the token of the sign-out form, which is new each time."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)


@pytest.mark.parametrize(
    ("hit", "miss"),
    [
        ({"name__startswith": "H"}, {"name__startswith": "Z"}),
        ({"name__regex": "^H.*"}, {"name__regex": "^Z.*"}),
        ({"name__gt": "A"}, {"name__gt": "Z"}),
        ({"note__contains": "secret"}, {"note__contains": "nothing"}),
        ({"names__name__startswith": "H"}, {"names__name__startswith": "Z"}),
        ({"created_by__password__startswith": "p"}, {"created_by__password__startswith": "q"}),
        ({"shown_level": "0"}, {"shown_level": "2"}),
        ({"o": "99"}, {"o": "-99"}),
        ({"o": "note"}, {"o": "1.note"}),
        ({"x\r\nForged: line": "1"}, {"y": "2"}),
    ],
)
def test_what_a_list_does_not_offer_is_refused_alike_for_hit_and_miss(analyst, caplog, hit, miss):
    PartyFactory(name="Hidden party", note="secret", level=Level.CONFIDENTIAL)
    PartyFactory(name="Here")

    answers = [analyst.get(address("changelist", Party), asked) for asked in (hit, miss)]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert told(answers[0]) == told(answers[1])
    assert "Filter not allowed." in answers[0].content.decode()
    assert "Forged" not in caplog.text


@pytest.mark.parametrize(
    "asked",
    [
        {"kind__exact": "state"},
        {"level__exact": "1"},
        {"q": "Here"},
        {"o": "-1.2"},
        {"p": "1"},
        {"e": "1"},
        {"_popup": "1"},
        {"o": ""},
    ],
)
def test_what_a_list_offers_is_answered(analyst, asked):
    PartyFactory(name="Here", kind="state", level=Level.RESTRICTED)

    assert analyst.get(address("changelist", Party), asked).status_code == 200


@pytest.mark.parametrize("page", ["9223372036854775807", "-1", "abc", "0"])
def test_a_page_that_is_not_there_is_no_error(analyst, page):
    PartyFactory()

    assert analyst.get(address("changelist", Party), {"p": page}, follow=True).status_code == 200


def test_a_filter_by_a_hidden_record_finds_what_one_by_an_absent_record_finds(analyst):
    hidden = PartyFactory(level=Level.CONFIDENTIAL)

    answers = [
        analyst.get("/admin/events/report/", {"claimant_party__id__exact": key}, follow=True)
        for key in (hidden.pk, 999999)
    ]

    assert answers[0].content.count(b"0 reports") == answers[1].content.count(b"0 reports") == 1


def test_three_thousand_words_are_too_many_and_said_so(analyst):
    PartyFactory(name="word")

    response = analyst.get(address("changelist", Party), {"q": "word " * 3000})

    assert response.status_code == 200
    assert "Search for fewer words: 15000 characters were given, 200 are the most." in response.content.decode()


@pytest.mark.parametrize("words", ['"unbalanced', "it's", "a\x00b", '""', "''"])
def test_whatever_is_searched_for_is_no_error(analyst, words):
    assert analyst.get(address("changelist", Party), {"q": words}).status_code == 200


def test_words_are_found_together_and_in_quotes(analyst):
    PlaceFactory(name="Islam Qala")
    PlaceFactory(name="Qala-e-Naw")

    both = analyst.get(address("changelist", Place), {"q": "islam qala"}).context["cl"].result_count
    quoted = analyst.get(address("changelist", Place), {"q": '"Qala-e"'}).context["cl"].result_count

    assert (both, quoted) == (1, 1)


def test_a_word_in_a_hidden_row_of_a_visible_record_finds_nothing(analyst):
    person = PersonFactory(name="Noor")
    OfficeFactory(person=person, title="Envoy of the hidden front", party=PartyFactory(level=Level.CONFIDENTIAL))
    OfficeFactory(person=person, title="Envoy to the talks")
    hidden, shown = (
        analyst.get("/admin/talks/person/", {"q": words}).context["cl"].result_count for words in ("hidden", "talks")
    )

    assert (hidden, shown) == (0, 1)


@pytest.mark.parametrize(
    "model_admin",
    [site for model, site in admin.site._registry.items() if issubclass(model, Kept)],
    ids=lambda site: site.opts.label,
)
def test_a_search_goes_only_up_the_street_or_to_rows_of_the_record(model_admin):
    assert isinstance(model_admin, Asking)
    for path in model_admin.search_fields:
        model = model_admin.model
        for name in path.split("__")[:-1]:
            link = model._meta.get_field(name)
            assert link.one_to_many or name in model.hangs_on or not link.related_model.has_level, path
            model = link.related_model
