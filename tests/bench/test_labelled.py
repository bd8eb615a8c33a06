"""The labelled set: what is true of it, and that its words are what they are said to be."""

import re
from itertools import product

import pytest
from django.db import transaction

from bench.labelled.made import make
from bench.labelled.matters import BONDS, BORNE_ON
from bench.labelled.phrases import BESIDES, LANGUAGES, phrases
from bench.labelled.stories import DISTRACTORS
from bench.labelled.tehran import load_tehran
from events.models import Event, EventParty
from records.search_key import search_key
from statements.models import Commitment, Deadline
from talks.models import PartyLink
from tracking.models import Evidence

# Words of any text, which tell nothing apart, in each language.
SAYING_NOTHING = """
    and are for from has have her his into its not now one out over that the their them there they this who will with
    des les une dans par pour sur aux est qui
    است را که های می شد خود یک در به از هر دو
    من في الى على عن التي الذي
"""
PLAIN = set(SAYING_NOTHING.split())


def words(text):
    """The words of a phrase that tell something, without its slots."""
    return {word for word in search_key(re.sub(r"\{\w+\}", " ", text)).split() if len(word) > 2} - PLAIN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_matter_is_told_in_each_language(language):
    matters = phrases(language).matters

    assert set(matters) == {*BONDS, *BORNE_ON, BESIDES}
    assert all(matters[name].says and matters[name].otherwise for name in BONDS)
    told = [one for matter in matters.values() for one in (*matter.told, *matter.otherwise)]
    assert {one.kind for one in told} <= set(Event.Kind.values)
    assert {one.bearing for one in told} <= set(Evidence.Bearing.values)


@pytest.mark.parametrize(("language", "matter"), product(LANGUAGES, BONDS))
def test_what_is_told_in_other_words_shares_none_with_the_promise_and_the_rest_does(language, matter):
    row = phrases(language).matters[matter]
    promised = set().union(*map(words, row.says))

    assert {one.title: words(one.title) & promised for one in row.otherwise if words(one.title) & promised} == {}
    assert [one.title for one in row.told if not words(one.title) & promised] == []


@pytest.fixture
def labelled(db):
    return make(4)


def test_what_bears_on_a_commitment_came_after_it_and_was_done_by_whom_it_binds(labelled):
    links = set(PartyLink.objects.values_list("party", "other"))
    pairs = [(key, event) for key, events in labelled.truth.items() for event in events]
    assert len(pairs) > 50

    for key, pk in pairs:
        commitment, event = Commitment.objects.get(pk=key), Event.objects.get(pk=pk)
        bound = set(commitment.obligors.values_list("pk", flat=True))
        acted = EventParty.objects.filter(event=event, role__in=["actor", "took_part"]).values_list("party", flat=True)
        assert event.happened_on.latest > commitment.statement.issued_on.latest
        assert not acted or any(party in bound or any((party, one) in links for one in bound) for party in acted)


def test_most_events_bear_on_nothing_and_every_sort_of_them_is_there(labelled):
    bearing = {event for events in labelled.truth.values() for event in events}

    assert set(labelled.marks) == bearing
    assert Event.objects.count() - len(bearing) > 3 * sum(DISTRACTORS.values())
    before = Event.objects.filter(happened_on_latest__lt=min_issued())
    assert before.exists()
    assert not before.filter(pk__in=bearing).exists()


def min_issued():
    return min(one.statement.issued_on.earliest for one in Commitment.objects.all())


def test_commitments_are_of_many_kinds_with_deadlines_places_and_languages(labelled):
    assert len(set(Commitment.objects.values_list("kind", flat=True))) >= 4
    assert Deadline.objects.filter(due_on_latest__isnull=False).exists()
    assert {one.statement.versions.get().language for one in Commitment.objects.all()} <= set(LANGUAGES.values())
    assert all(passage.version.text[passage.start : passage.end] == passage.exact for passage in passages())


def passages():
    return [passage for one in Commitment.objects.all() for passage in one.passages.select_related("version")]


def test_the_same_seed_gives_the_same_set_and_another_one_another(db):
    told = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            make(2, seed)
            told.append(list(Event.objects.order_by("pk").values_list("title", "happened_on_latest", "public_id")))
            transaction.set_rollback(True)

    assert told[0] == told[1]
    assert told[0] != told[2]


def test_in_the_tehran_record_confirmed_evidence_that_came_later_is_the_truth(db):
    found = load_tehran()

    pairs = {(key, event) for key, events in found.truth.items() for event in events}
    confirmed = Evidence.objects.confirmed()
    assert pairs == {(one.commitment_id, one.event_id) for one in confirmed if not one.came_before}
    assert 0 < len(pairs) < confirmed.count()
    assert set(found.truth) == set(Commitment.objects.values_list("pk", flat=True))
