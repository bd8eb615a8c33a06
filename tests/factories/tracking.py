import datetime as dt

import factory
from factory.django import DjangoModelFactory

from records.levels import Level
from tests.factories.events import EventFactory
from tests.factories.records import AnalystFactory, ReviewerFactory
from tests.factories.statements import CommitmentFactory
from tests.factories.talks import ProcessFactory
from tracking.codebook import Rating
from tracking.models import (
    Assessment,
    ChosenCommitment,
    CodedRating,
    Decline,
    Dismissal,
    DoubleCoding,
    Evidence,
    Recheck,
    Settlement,
    Suggestion,
)


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


class DoubleCodingFactory(DjangoModelFactory):
    """A double coding that is open; `chosen=[…]` are its commitments."""

    class Meta:
        model = DoubleCoding
        skip_postgeneration_save = True

    title = factory.Sequence("Double coding {}".format)
    process = factory.SubFactory(ProcessFactory)
    as_of = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)
    first_coder = factory.SubFactory(AnalystFactory)
    second_coder = factory.SubFactory(AnalystFactory)
    opened_at = dt.datetime(2021, 9, 1, 8, tzinfo=dt.UTC)
    level = Level.PUBLIC

    @factory.post_generation
    def chosen(self, create, extracted, **kwargs):
        self.commitments.add(*extracted or [])


class ChosenCommitmentFactory(DjangoModelFactory):
    class Meta:
        model = ChosenCommitment

    coding = factory.SubFactory(DoubleCodingFactory)
    commitment = factory.SubFactory(CommitmentFactory)


class CodedRatingFactory(DjangoModelFactory):
    """What the first coder gave a commitment, which is chosen with it."""

    class Meta:
        model = CodedRating

    coding = factory.SubFactory(DoubleCodingFactory)
    commitment = factory.SubFactory(CommitmentFactory)
    coder = factory.SelfAttribute("coding.first_coder")
    rating = Rating.MINIMAL
    reasoning = "One meeting is reported."

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs["coding"].commitments.add(kwargs["commitment"])
        return super()._create(model_class, *args, **kwargs)


class SettlementFactory(DjangoModelFactory):
    class Meta:
        model = Settlement

    coding = factory.SubFactory(
        DoubleCodingFactory,
        first_done_at=dt.datetime(2021, 9, 2, tzinfo=dt.UTC),
        second_done_at=dt.datetime(2021, 9, 3, tzinfo=dt.UTC),
        ended_at=dt.datetime(2021, 9, 3, tzinfo=dt.UTC),
    )
    commitment = factory.SubFactory(CommitmentFactory)
    rating = Rating.MINIMAL
    note = "One meeting is a first step."
    settled_by = factory.SubFactory(ReviewerFactory)
    settled_at = dt.datetime(2021, 9, 4, tzinfo=dt.UTC)
