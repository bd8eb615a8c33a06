import factory
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from records.levels import Level
from records.models import Dataset, ImportIssue, ImportRun, Publisher, Release, Source, User
from records.roles import Role, needs_second_factor
from records.sign_in.adapter import SecondFactorAdapter

# The secret of every authenticator app in the tests, in base32 as the apps show it.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sealed(secret):
    return SecondFactorAdapter().encrypt(secret)


def settle(user, roles, factor):
    """Give `user` the `roles`, and the second factor they need unless `factor` is False."""
    user.groups.set(Group.objects.filter(name__in=roles))
    # Asked for before the roles were given.
    user.__dict__.pop("roles", None)
    if factor and needs_second_factor(user):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": sealed(SECRET)})


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("reader{}".format)
    clearance = Level.PUBLIC

    @factory.post_generation
    def roles(self, create, extracted, factor=True, **kwargs):
        """`roles=[Role.ANALYST]`; `roles__factor=False` for someone who has not set up the second factor yet."""
        settle(self, extracted or [], factor)


class AnalystFactory(UserFactory):
    """Someone who enters the record."""

    username = factory.Sequence("analyst{}".format)
    clearance = Level.RESTRICTED

    @factory.post_generation
    def roles(self, create, extracted, factor=True, **kwargs):
        settle(self, extracted or [Role.ANALYST], factor)


class ReviewerFactory(UserFactory):
    """Someone who decides what is shown to more people."""

    username = factory.Sequence("reviewer{}".format)
    clearance = Level.CONFIDENTIAL

    @factory.post_generation
    def roles(self, create, extracted, factor=True, **kwargs):
        settle(self, extracted or [Role.REVIEWER], factor)


class EditorFactory(UserFactory):
    """Someone who may do everything in the admin."""

    username = factory.Sequence("editor{}".format)
    is_superuser = True
    clearance = Level.CONFIDENTIAL


class PublisherFactory(DjangoModelFactory):
    class Meta:
        model = Publisher

    name = factory.Sequence("Agency {}".format)
    kind = Publisher.Kind.AGENCY


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    title = factory.Sequence("Round-up {}".format)
    publisher = factory.SubFactory(PublisherFactory)
    level = Level.PUBLIC


class ReleaseFactory(DjangoModelFactory):
    class Meta:
        model = Release

    dataset = Dataset.GED
    name = factory.Sequence("24.{}".format)
    level = Level.PUBLIC


class ImportRunFactory(DjangoModelFactory):
    class Meta:
        model = ImportRun

    release = factory.SubFactory(ReleaseFactory)
    file_name = factory.Sequence("ged-{}.csv".format)
    sha256 = "0" * 64
    level = Level.PUBLIC


class ImportIssueFactory(DjangoModelFactory):
    class Meta:
        model = ImportIssue

    run = factory.SubFactory(ImportRunFactory)
    kind = ImportIssue.Kind.REJECTED
    row = 7
    column = "latitude"
    value = "95"
    reason = "A latitude lies between -90 and 90."
