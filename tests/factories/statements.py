import factory
from factory.django import DjangoModelFactory

from records.levels import Level
from statements.models import (
    Clause,
    Commitment,
    Deadline,
    Omission,
    Passage,
    Signature,
    Statement,
    StatementLink,
    Theme,
    Version,
)
from tests.factories.talks import PartyFactory, ProcessFactory, RoundFactory

TEXT = "1. Both sides thank the host.\n2. War is not the solution to the problem.\n3. Both sides will continue talks.\n"


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    codebook = Theme.Codebook.OWN
    code = factory.Sequence("theme-{}".format)
    label = factory.Sequence("Theme {}".format)


class StatementFactory(DjangoModelFactory):
    """A statement of a round; with `round=None` of a process only."""

    class Meta:
        model = Statement

    round = factory.SubFactory(RoundFactory)
    process = factory.LazyAttribute(lambda made: made.round.process if made.round else ProcessFactory())
    title = factory.Sequence("Joint statement {}".format)
    form = Statement.Form.JOINT
    level = Level.PUBLIC


class StatementLinkFactory(DjangoModelFactory):
    class Meta:
        model = StatementLink

    statement = factory.SubFactory(StatementFactory)
    kind = StatementLink.Kind.REAFFIRMS
    earlier = factory.SubFactory(StatementFactory)


class SignatureFactory(DjangoModelFactory):
    class Meta:
        model = Signature

    statement = factory.SubFactory(StatementFactory)
    party = factory.SubFactory(PartyFactory)


class VersionFactory(DjangoModelFactory):
    """A text of three points in English."""

    class Meta:
        model = Version

    statement = factory.SubFactory(StatementFactory)
    label = factory.Sequence("English wording {}".format)
    language = "en"
    kind = Version.Kind.ORIGINAL
    text = TEXT
    is_verbatim = True
    level = Level.PUBLIC


class ClauseFactory(DjangoModelFactory):
    class Meta:
        model = Clause

    statement = factory.SubFactory(StatementFactory)
    number = factory.Sequence(lambda n: str(n + 1001))
    summary = factory.Sequence("Substance {}".format)
    level = Level.PUBLIC


class PassageFactory(DjangoModelFactory):
    """Where a point stands: give `exact`, and its place in the version's text is found."""

    class Meta:
        model = Passage

    clause = factory.SubFactory(ClauseFactory)
    version = factory.SubFactory(VersionFactory, statement=factory.SelfAttribute("..clause.statement"))
    exact = "War is not the solution"
    start = factory.LazyAttribute(lambda made: made.version.text.index(made.exact))
    end = factory.LazyAttribute(lambda made: made.start + len(made.exact))
    level = Level.PUBLIC


class OmissionFactory(DjangoModelFactory):
    """A passage that a correction of its version no longer holds."""

    class Meta:
        model = Omission

    passage = factory.SubFactory(PassageFactory)
    version = factory.LazyAttribute(
        lambda made: VersionFactory(statement=made.passage.version.statement, corrects=made.passage.version)
    )
    reason = "struck out by both sides"


class CommitmentFactory(DjangoModelFactory):
    """A commitment; `obligors=[…]`, `beneficiaries=[…]` and `themes=[…]` are added after it is stored."""

    class Meta:
        model = Commitment
        skip_postgeneration_save = True

    clause = factory.SubFactory(ClauseFactory)
    summary = factory.Sequence("Continue talks {}".format)
    kind = Commitment.Kind.CONTINUE
    specificity = Commitment.Specificity.GENERAL
    level = Level.PUBLIC

    @factory.post_generation
    def obligors(self, create, extracted, **kwargs):
        self.obligors.add(*extracted or [])

    @factory.post_generation
    def beneficiaries(self, create, extracted, **kwargs):
        self.beneficiaries.add(*extracted or [])

    @factory.post_generation
    def themes(self, create, extracted, **kwargs):
        self.themes.add(*extracted or [])


class DeadlineFactory(DjangoModelFactory):
    class Meta:
        model = Deadline

    commitment = factory.SubFactory(CommitmentFactory)
    terms = Deadline.Terms.SOON
    words = "as soon as possible"
