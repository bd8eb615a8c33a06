import datetime as dt

import pytest

from statements.models import Commitment
from tests.factories.records import AnalystFactory, ReviewerFactory
from tests.factories.statements import CommitmentFactory
from tests.factories.tracking import CodedRatingFactory, DoubleCodingFactory
from tracking.coding import say_done
from tracking.models import DoubleCoding

NOW = dt.datetime(2021, 9, 5, 12, tzinfo=dt.UTC)


@pytest.fixture
def coders(db):
    """The two who code: analysts, cleared for what is restricted."""
    return AnalystFactory(username="zohra"), AnalystFactory(username="yusuf")


@pytest.fixture
def reviewer(db):
    """Someone who does not code."""
    return ReviewerFactory(username="rahima")


@pytest.fixture
def commitments(db):
    """Three commitments of one statement."""
    first = CommitmentFactory(summary="Talks go on", clause__statement__issued_on="2021-07-08")
    others = [
        CommitmentFactory(summary=words, clause=first.clause)
        for words in ("War is no solution", "Attacks are condemned")
    ]
    return [first, *others]


@pytest.fixture
def coding(coders, commitments):
    """An open double coding of the three."""
    return DoubleCodingFactory(
        title="All points",
        process=commitments[0].statement.process,
        first_coder=coders[0],
        second_coder=coders[1],
        chosen=commitments,
    )


def rate(coding, coder, ratings, reasoning="Read in the reports."):
    """Store what `coder` gives the commitments of `coding`, in their order."""
    for commitment, rating in zip(
        Commitment.objects.filter(double_codings=coding).order_by("pk"), ratings, strict=False
    ):
        CodedRatingFactory(coding=coding, commitment=commitment, coder=coder, rating=rating, reasoning=reasoning)


def ended(coding, first, second):
    """`coding`, read anew, once both have given these ratings and said that they are done."""
    for coder, ratings in ((coding.first_coder, first), (coding.second_coder, second)):
        rate(coding, coder, ratings, reasoning=f"Because {coder} read so.")
        say_done(coding, coder, NOW)
    return DoubleCoding.objects.get(pk=coding.pk)


@pytest.fixture
def browser(client):
    """A function that signs somebody in, and gives their browser."""

    def signed_in(person):
        client.force_login(person)
        return client

    return signed_in
