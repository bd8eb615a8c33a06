import datetime as dt

import factory
from factory.django import DjangoModelFactory

from briefs.models import Brief, Edition, EditionOrder, Withdrawal
from records.levels import Level
from tests.factories.talks import ProcessFactory


class BriefFactory(DjangoModelFactory):
    class Meta:
        model = Brief

    title = factory.Sequence("Brief {}".format)
    process = factory.SubFactory(ProcessFactory)
    level = Level.PUBLIC


class EditionFactory(DjangoModelFactory):
    """An edition whose file is a placeholder, for pages that list editions."""

    class Meta:
        model = Edition

    brief = factory.SubFactory(BriefFactory)
    number = factory.Sequence(lambda n: n + 1)
    as_of = dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC)
    content = factory.LazyFunction(lambda: {"title": "Brief"})
    content_hash = "0" * 64
    pdf = b"%PDF-1.7\n"
    pdf_sha256 = "0" * 64
    codebook_version = "1.0"
    level = Level.PUBLIC


class EditionOrderFactory(DjangoModelFactory):
    """An order that waits."""

    class Meta:
        model = EditionOrder

    brief = factory.SubFactory(BriefFactory)
    as_of = dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC)


class WithdrawalFactory(DjangoModelFactory):
    class Meta:
        model = Withdrawal

    edition = factory.SubFactory(EditionFactory)
    reason = "It names a place that was mistaken for another. Use the next edition."
