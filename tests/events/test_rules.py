import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from events.models import Figure, Report
from tests.factories.events import EventFactory, EventPartyFactory, FigureFactory, QuestionFactory, ReportFactory
from tests.factories.talks import PartyFactory, PersonFactory

pytestmark = pytest.mark.django_db


def stored_and_refused(factory, **fields):
    """The sentence of the refusal, after the database has refused the same row past validation."""
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**fields)
    built = factory.build(**fields)
    with pytest.raises(ValidationError) as refusal:
        built.full_clean(exclude=["created_by", "changed_by"])
    return " ".join(refusal.value.messages)


def test_report_names_its_claimant():
    fields = {"event": EventFactory(), "claimant_label": "", "source": None}

    assert "Say who reports this" in stored_and_refused(ReportFactory, **fields)


def test_figure_names_its_claimant():
    fields = {"question": QuestionFactory(), "claimant_label": "", "source": None}

    assert "Say whose figure it is" in stored_and_refused(FigureFactory, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"bound": Figure.Bound.BETWEEN, "value": 10, "upper_value": None},
        {"bound": Figure.Bound.BETWEEN, "value": 10, "upper_value": 9},
        {"bound": Figure.Bound.ABOUT, "value": 10, "upper_value": 12},
    ],
)
def test_figure_has_an_upper_value_when_it_is_a_range(fields):
    fields |= {"question": QuestionFactory(), "source": None}

    assert "“Between” needs an upper value" in stored_and_refused(FigureFactory, **fields)


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ({"bound": "exactly", "value": 69}, "69"),
        ({"bound": "more_than", "value": 1000}, "more than 1,000"),
        ({"bound": "between", "value": 80, "upper_value": 90}, "between 80 and 90"),
        ({"bound": "about", "value": "2.5"}, "about 2.5"),
    ],
)
def test_figure_is_printed_as_it_was_put(fields, printed):
    figure = FigureFactory(**fields)
    figure.refresh_from_db()

    assert str(figure.in_words) == printed
    assert str(figure) == f"Western security officials: {printed}"


def test_report_does_not_supersede_itself():
    report = ReportFactory()
    report.supersedes = report

    with pytest.raises(ValidationError, match="round in a circle"):
        report.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(supersedes=report)


def test_reports_cannot_supersede_each_other_in_a_circle():
    first = ReportFactory()
    second = ReportFactory(event=first.event, supersedes=first)
    first.supersedes = second

    with pytest.raises(ValidationError, match="round in a circle"):
        first.full_clean()


def test_report_supersedes_a_report_on_the_same_event_only():
    other = ReportFactory()

    with pytest.raises(ValidationError, match="a report on another event"):
        ReportFactory.build(event=EventFactory(), source=None, supersedes=other).full_clean()


def test_party_has_each_role_once_in_an_event():
    taken = EventPartyFactory()

    with pytest.raises(ValidationError, match="has this role in the event already"):
        EventPartyFactory.build(event=taken.event, party=taken.party).full_clean()


@pytest.mark.parametrize(
    ("fields", "claimant"),
    [
        ({"claimant_label": "two officials", "claimant_office": "ignored"}, "two officials"),
        ({"claimant_label": "", "claimant_office": "spokesman"}, "spokesman"),
    ],
)
def test_claimant_in_words(fields, claimant):
    assert ReportFactory(**fields).claimant == claimant


def test_a_named_claimant_is_told_with_the_office_and_a_party_by_its_name():
    person = ReportFactory(
        claimant_label="", claimant_person=PersonFactory(name="Tariq Arian"), claimant_office="spokesman"
    )
    party = ReportFactory(claimant_label="", claimant_party=PartyFactory(name="Taliban"))

    assert person.claimant == "Tariq Arian, spokesman"
    assert str(party) == "Taliban affirms"
