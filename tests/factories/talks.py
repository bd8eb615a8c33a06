import factory
from factory.django import DjangoModelFactory

from records.levels import Level
from talks.models import (
    Naming,
    Office,
    Participation,
    Party,
    PartyIdentifier,
    PartyLink,
    PartyName,
    Person,
    PersonName,
    Place,
    Process,
    Round,
)
from tests.factories.records import SourceFactory


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    name = factory.Sequence("Town {}".format)
    kind = Place.Kind.TOWN
    level = Level.PUBLIC


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence("Delegate {}".format)
    level = Level.PUBLIC


class PersonNameFactory(DjangoModelFactory):
    class Meta:
        model = PersonName

    person = factory.SubFactory(PersonFactory)
    name = factory.Sequence("Spelling {}".format)


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    name = factory.Sequence("Party {}".format)
    kind = Party.Kind.ARMED_GROUP
    level = Level.PUBLIC


class PartyNameFactory(DjangoModelFactory):
    class Meta:
        model = PartyName

    party = factory.SubFactory(PartyFactory)
    name = factory.Sequence("Name {}".format)


class PartyLinkFactory(DjangoModelFactory):
    class Meta:
        model = PartyLink

    party = factory.SubFactory(PartyFactory)
    kind = PartyLink.Kind.PARENT
    other = factory.SubFactory(PartyFactory)


class PartyIdentifierFactory(DjangoModelFactory):
    class Meta:
        model = PartyIdentifier

    party = factory.SubFactory(PartyFactory)
    scheme = PartyIdentifier.Scheme.UCDP
    value = factory.Sequence(str)


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    person = factory.SubFactory(PersonFactory)
    title = "Spokesman, Ministry of Interior"


class ProcessFactory(DjangoModelFactory):
    class Meta:
        model = Process

    name = factory.Sequence("Talks {}".format)
    slug = factory.Sequence("talks-{}".format)
    level = Level.PUBLIC


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = Round

    process = factory.SubFactory(ProcessFactory)
    name = factory.Sequence("Meeting {}".format)
    format = Round.Format.DIRECT
    level = Level.PUBLIC


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    round = factory.SubFactory(RoundFactory)
    party = factory.SubFactory(PartyFactory)
    level = Level.PUBLIC


class NamingFactory(DjangoModelFactory):
    class Meta:
        model = Naming

    round = factory.SubFactory(RoundFactory)
    party = factory.SubFactory(PartyFactory)
    named = "Afghan politicians"
    source = factory.SubFactory(SourceFactory)
