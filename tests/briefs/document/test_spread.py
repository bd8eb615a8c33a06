"""Which events of a commitment stand beside its words, and which below."""

import dataclasses

from briefs.document.html import to_html
from briefs.document.spread import PAGE, event_height, spread, words_height
from tests.briefs.document.sample import C1, C2, C3, ISLAM_QALA, JULY, KABUL, QALA_E_NAW


def test_events_stand_beside_the_words_until_those_end_and_the_others_below():
    many = tuple(dataclasses.replace(ISLAM_QALA, number=f"E{count}") for count in range(1, 9))

    laid_out = spread(dataclasses.replace(C1, events=many))

    assert laid_out.beside + laid_out.below == many
    assert sum(map(event_height, laid_out.beside)) >= words_height(C1) > sum(map(event_height, laid_out.beside[:-1]))
    assert laid_out.below
    assert "C1: reported later, continued" in to_html(
        dataclasses.replace(JULY, kind="short", comparisons=(dataclasses.replace(C1, events=many),))
    )


def test_few_events_all_stand_beside_long_words():
    long = dataclasses.replace(C2.wordings[0], text=C2.wordings[0].text * 9)

    laid_out = spread(dataclasses.replace(C2, wordings=(long,), events=(ISLAM_QALA, QALA_E_NAW, KABUL)))

    assert laid_out.below == ()


def test_no_more_events_stand_beside_long_words_than_a_page_holds():
    long = dataclasses.replace(C2.wordings[0], text=C2.wordings[0].text * 40)
    many = (ISLAM_QALA, QALA_E_NAW, KABUL) * 4

    laid_out = spread(dataclasses.replace(C2, wordings=(long,), events=many))

    height = sum(map(event_height, laid_out.beside))
    assert height <= PAGE < height + event_height(laid_out.below[0])
    assert laid_out.beside + laid_out.below == many


def test_at_least_one_event_stands_beside_the_shortest_words():
    laid_out = spread(
        dataclasses.replace(
            C3, statement="", kind="", specificity="", verifiable="", deadlines=(), themes=(), events=(KABUL,)
        )
    )

    assert laid_out.beside == (KABUL,)


def test_no_events_leave_nothing_beside_or_below():
    laid_out = spread(C3)

    assert (laid_out.beside, laid_out.below) == ((), ())


def test_an_event_told_before_takes_less_room():
    assert event_height(dataclasses.replace(ISLAM_QALA, is_told_before=True)) < event_height(ISLAM_QALA)


def test_a_last_event_is_not_sent_below_alone():
    short = dataclasses.replace(C1, wordings=C1.wordings[:1])
    count = next(n for n in range(1, 9) if event_height(QALA_E_NAW) * n >= words_height(short))
    one_more = tuple(dataclasses.replace(QALA_E_NAW, number=f"E{n}") for n in range(count + 1))
    two_more = (*one_more, dataclasses.replace(QALA_E_NAW, number="E99"))

    assert spread(dataclasses.replace(short, events=one_more)).below == ()
    assert spread(dataclasses.replace(short, events=two_more)).below == two_more[count:]
