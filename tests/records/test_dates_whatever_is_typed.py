import contextlib
import datetime
import re

from hypothesis import given
from hypothesis import strategies as st

from records.dates import Calendar, DateNotUnderstood, Order, PartialDate

DAYS = st.dates(datetime.date(1600, 1, 1), datetime.date(2199, 12, 31))


@st.composite
def parts(draw):
    value = draw(DAYS)
    text = draw(
        st.sampled_from(
            [
                value.isoformat(),
                value.isoformat()[:7],
                value.isoformat()[:4],
                f"{value.year}-{33 + value.month % 4}",
            ]
        )
    )
    return text + draw(st.sampled_from(["", "~"]))


@st.composite
def edtf_texts(draw):
    first, second = sorted((draw(parts()), draw(parts())), key=lambda text: PartialDate(text).earliest)
    return draw(st.sampled_from([first, f"{first}/{second}", f"{first}/..", f"../{second}"]))


WORDS = st.text(max_size=40).filter(lambda text: is_accepted(words=text))


def is_accepted(**kept):
    try:
        PartialDate(**kept)
    except DateNotUnderstood:
        return False
    return True


@st.composite
def dates(draw):
    edtf = draw(st.one_of(st.just(""), edtf_texts()))
    words = draw(WORDS if not edtf else st.one_of(st.just(""), WORDS))
    return PartialDate(edtf, words, draw(st.sampled_from(Calendar)))


@given(edtf_texts())
def test_the_canonical_edtf_reads_as_the_same_date(text):
    date = PartialDate.parse(text)

    assert PartialDate.parse(date.edtf) == date
    assert PartialDate.parse(date.edtf).edtf == date.edtf


@given(edtf_texts())
def test_the_english_telling_reads_as_the_same_days(text):
    date = PartialDate.parse(text)

    again = PartialDate.parse(str(date))

    assert (again.edtf, again.precision) == (date.edtf, date.precision)


@given(dates())
def test_what_the_box_shows_reads_as_the_same_date(date):
    assert len(date.text) <= 300
    assert PartialDate.parse(date.text) == date
    assert PartialDate.from_dict(date.to_dict()) == date


@given(dates())
def test_the_first_day_never_follows_the_last(date):
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest


@given(dates(), dates())
def test_comparison_turns_round_with_its_sides(first, second):
    opposite = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE}
    order = first.compare(second)

    assert second.compare(first) == opposite.get(order, order)


PIECES = st.sampled_from(
    re.split(
        " +",
        "2021 1400 07 8 31 32 July may Saratan سرطان ۱۷ - – / .. ~ X W27 Q3 to and about c. by since after before "
        'week of early end first half quarter ( ) " “ ” , . th Thursday the SH AH on in or later x',
    )
)


@given(
    st.one_of(
        st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=8).map("".join)
    )
)
def test_any_text_is_read_or_refused_and_never_breaks(text):
    with contextlib.suppress(DateNotUnderstood):
        date = PartialDate.parse(text)

        assert PartialDate.parse(date.text) == date
        assert date.reading
        assert str(date)
