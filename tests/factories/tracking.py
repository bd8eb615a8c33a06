import datetime as dt

import factory
from factory.django import DjangoModelFactory

from records.levels import Level
from tests.factories.events import EventFactory
from tests.factories.statements import CommitmentFactory
from tracking.codebook import Rating
from tracking.models import Assessment, Decline, Dismissal, Evidence, Recheck, Suggestion


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    commitment = factory.SubFactory(CommitmentFactory)
    event = factory.SubFactory(EventFactory)
    bearing = Evidence.Bearing.HONOURS
    reasoning = "The sides met again."
    level = Level.PUBLIC


class AssessmentFactory(DjangoModelFactory):
    """A published assessment; `evidence=[…]` is added after it is stored."""

    class Meta:
        model = Assessment
        skip_postgeneration_save = True

    commitment = factory.SubFactory(CommitmentFactory)
    as_of = dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC)
    rating = Rating.MINIMAL
    reasoning = "One meeting is reported."
    status = Assessment.Status.PUBLISHED
    level = Level.PUBLIC

    @factory.post_generation
    def evidence(self, create, extracted, **kwargs):
        self.evidence.add(*extracted or [])


class SuggestionFactory(DjangoModelFactory):
    class Meta:
        model = Suggestion

    commitment = factory.SubFactory(CommitmentFactory)
    event = factory.SubFactory(EventFactory)
    score = 5.0
    bearing = Evidence.Bearing.HINDERS


class DismissalFactory(DjangoModelFactory):
    class Meta:
        model = Dismissal

    commitment = factory.SubFactory(CommitmentFactory)
    event = factory.SubFactory(EventFactory)


class RecheckFactory(DjangoModelFactory):
    class Meta:
        model = Recheck

    assessment = factory.SubFactory(AssessmentFactory)
    note = "The later report speaks of another day."


class DeclineFactory(DjangoModelFactory):
    class Meta:
        model = Decline

    assessment = factory.SubFactory(AssessmentFactory, status="in_review")
    note = "The meeting of 17 July is left out."
