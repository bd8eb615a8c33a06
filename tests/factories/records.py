import factory
from factory.django import DjangoModelFactory

from records.levels import Level
from records.models import Publisher, Source, User


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence("reader{}".format)
    clearance = Level.PUBLIC


class EditorFactory(UserFactory):
    """Someone who may do everything in the admin."""

    username = factory.Sequence("editor{}".format)
    is_staff = True
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
