"""An edition issued while somebody waits, and the bar that tells them how far it is."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management.base import OutputWrapper
from django.utils import timezone

from briefs.bar import Bar
from briefs.foreground import issue_now
from briefs.issuing import NotIssued
from briefs.models import Edition, EditionOrder
from briefs.taking_up import LEASE
from tests.factories.briefs import BriefFactory, EditionFactory, EditionOrderFactory

AS_OF = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)
State = EditionOrder.State


@pytest.mark.django_db
def test_an_order_in_other_hands_is_waited_for():
    held = EditionOrderFactory(
        as_of=AS_OF, state=State.DRAWING, attempts=1, step=2, steps=5, leased_until=timezone.now() + LEASE
    )
    edition, told = EditionFactory(brief=held.brief), []

    def end_meanwhile(*step):
        told.append(step)
        if len(told) == 2:
            EditionOrder.objects.filter(pk=held.pk).update(state=State.ISSUED, edition=edition)

    assert issue_now(held.brief, AS_OF, clock=timezone.now, tell=end_meanwhile) == edition
    assert told == [(2, 5), (2, 5)]


@pytest.mark.django_db
def test_it_is_waited_for_without_a_bar_as_well():
    over = timezone.now() + dt.timedelta(seconds=0.2)
    EditionOrderFactory(as_of=AS_OF, state=State.DRAWING, attempts=3, leased_until=over)
    brief = EditionOrder.objects.get().brief

    with pytest.raises(NotIssued, match="It was taken up 3 times"):
        issue_now(brief, AS_OF, clock=timezone.now)


@pytest.mark.django_db
def test_an_order_that_ends_without_an_edition_raises_its_sentence():
    with pytest.raises(NotIssued, match="nothing was on record"):
        issue_now(BriefFactory(), AS_OF, clock=timezone.now)

    assert EditionOrder.objects.get().state == State.FAILED
    assert not Edition.objects.exists()


def test_a_bar_grows_and_leaves_its_line():
    stream = StringIO()
    bar = Bar(OutputWrapper(stream, ending=""))

    bar(0, 0)
    bar(1, 2)
    bar.end()

    begun, half, end = stream.getvalue().split("\r")[1:4]
    assert begun == f"[{30 * '.'}] 0 / 0"
    assert half == f"[{15 * '#'}{15 * '.'}] 1 / 2"
    assert end.strip() == ""


def test_without_a_stream_nothing_is_shown():
    bar = Bar(None)

    bar(1, 2)
    bar.end()

    assert not bar.is_begun
