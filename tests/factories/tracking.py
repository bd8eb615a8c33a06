import datetime as dt

import factory
from factory.django import DjangoModelFactory

from records.levels import Level
from tests.factories.events import EventFactory
from tests.factories.statements import CommitmentFactory
from tracking.codebook import Rating
from tracking.models import Assessment, Evidence


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
