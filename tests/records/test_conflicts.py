"""What differs between two texts, and who made it so."""

import pytest

from records.conflicts import as_opened, history_of, marked, same, saves_since
from records.models import Publisher
from tests.factories.records import EditorFactory, PublisherFactory, SourceFactory
from tests.factories.talks import ParticipationFactory, PersonFactory


@pytest.mark.parametrize(
    ("text", "other", "pieces"),
    [
        ("one two three", "one 2 three", [("one ", False), ("two", True), (" three", False)]),
        ("one", "one", [("one", False)]),
        ("", "one", []),
        ("one", "", [("one", True)]),
        ("one two", "one", [("one", False), (" two", True)]),
        ("a b c d e", "a x c y e", [("a ", False), ("b", True), (" c ", False), ("d", True), (" e", False)]),
    ],
)
def test_words_that_differ_are_marked(text, other, pieces):
    assert marked(text, other) == pieces


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("", None, True),
        ("a", "a", True),
        ("a", "b", False),
        ([1, 2], [2, 1], True),
        ([1], [1, 2], False),
        (0, None, False),
    ],
)
def test_values_are_the_same_whatever_their_order_and_kind_of_emptiness(one, other, is_same):
    assert same(one, other) is is_same


@pytest.mark.django_db
def test_saves_since_a_revision_name_who_and_what():
    editor = EditorFactory(username="basir")
    source = SourceFactory(title="First")
    source.title = "Second"
    source._history_user = editor
    source.save()

    (save,) = saves_since(history_of(source), 1)

    assert (save.who, save.fields) == ("basir", ("title",))
    assert saves_since(history_of(source), 2) == []
    assert saves_since(history_of(source), None) == []


@pytest.mark.django_db
def test_people_added_with_a_save_belong_to_it():
    participation = ParticipationFactory()
    participation.named_as_written = "politicians"
    participation.save()
    participation.delegates.add(PersonFactory())

    (save,) = saves_since(history_of(participation), 1)

    assert save.fields == ("named as written", "delegates")
    assert save.who is None


@pytest.mark.django_db
def test_row_as_opened_is_the_last_of_its_revision():
    source = SourceFactory(title="First")
    source.title = "Second"
    source.save()
    history = history_of(source)

    assert as_opened(history, 1).title == "First"
    assert as_opened(history, 2).title == "Second"
    assert as_opened(history, 0) is None
    assert as_opened(history, None) is None


@pytest.mark.django_db
def test_what_has_no_history_tells_nothing():
    publisher = PublisherFactory()

    assert [row.name for row in history_of(publisher)] == [publisher.name]
    assert history_of(EditorFactory()) == []
    assert Publisher.objects.count() == 1
