import factory
from factory.django import DjangoModelFactory

from events.models import Event, EventParty, Figure, Informant, InformantReport, Question, Report
from records.levels import Level
from tests.factories.records import SourceFactory
from tests.factories.talks import PartyFactory, PlaceFactory, ProcessFactory


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    kind = Event.Kind.ARMED_CLASH
    title = factory.Sequence("Fighting at Town {}".format)
    happened_on = "2021-07-08"
    place = factory.SubFactory(PlaceFactory)
    level = Level.PUBLIC


class EventPartyFactory(DjangoModelFactory):
    class Meta:
        model = EventParty

    event = factory.SubFactory(EventFactory)
    party = factory.SubFactory(PartyFactory)


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    event = factory.SubFactory(EventFactory)
    stance = Report.Stance.AFFIRMS
    claimant_label = "a senior security official"
    made_on = "2021-07-08"
    source = factory.SubFactory(SourceFactory)
    level = Level.PUBLIC


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    process = factory.SubFactory(ProcessFactory)
    text = factory.Sequence("How many districts does Party {} hold?".format)
    unit = "districts"
    level = Level.PUBLIC


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = Figure

    question = factory.SubFactory(QuestionFactory)
    claimant_label = "Western security officials"
    bound = Figure.Bound.MORE_THAN
    value = 100
    stated_on = "2021-07-08"
    source = factory.SubFactory(SourceFactory)
    level = Level.PUBLIC


class InformantFactory(DjangoModelFactory):
    class Meta:
        model = Informant

    name = factory.Sequence("Informant {}".format)


class InformantReportFactory(DjangoModelFactory):
    class Meta:
        model = InformantReport

    informant = factory.SubFactory(InformantFactory)
    report = factory.SubFactory(ReportFactory)
