"""What a drawn text is cleaned of, and that it always passes the text policy afterwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.text import clean_text, faults
from statements.extraction.cleaning import UNREAD, Cleaning

ODD = "\u200c\u200d\ufe0f\u2067\ue000\ufffd\ufffc\u00ad\u0007ﺍﻻﬁ\u0301ابa1 \n\r\t\u2028☎می\u0e33\U000e0100"


@given(st.text() | st.text(alphabet=ODD))
def test_whatever_is_drawn_passes_the_text_policy(text):
    cleaned = Cleaning().clean(text)

    assert list(faults(cleaned, multi_line=True)) == []
    assert clean_text(cleaned) == cleaned or Cleaning().clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("drawn", "cleaned"),
    [
        ("I\ufe00\u0300", "Ì"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("inter\u00ad\nnational", "inter\u2010\nnational"),
        ("inter\ufffe\nnational", "inter\u2010\nnational"),
        ("inter\u00adnational", "international"),
        ("ﬁrst oﬃce", "first office"),
        ("ﺍﻟﺴﻼﻡ", "السلام"),
        ("ﹰ", "ً"),
        ("ﷲ ﷼", "ﷲ ﷼"),
        ("می\u200cرود", "می\u200cرود"),
        ("\u200cمی\u200c رود", "می رود"),
        ("a\u200d\u200cb", "ab"),
        ("☎\ufe0f a\ufe0f", "☎\ufe0f a"),
        ("\ue001\ufffd", UNREAD * 2),
        ("pic\ufffc\u2067ture\U000e0101\ufe00", "picture"),
        ("e\u0301", "é"),
    ],
)
def test_a_drawn_text_is_cleaned(drawn, cleaned):
    assert Cleaning().clean(drawn) == cleaned


def test_what_was_done_is_counted_by_name():
    cleaning = Cleaning()

    cleaning.clean("\u2067one\u2067 \ue000 ﬁ\u200c")
    cleaning.clean("\u2067")

    assert cleaning.removed == {"U+2067 RIGHT-TO-LEFT ISOLATE": 3, "U+200C ZERO WIDTH NON-JOINER": 1}
    assert (cleaning.unread, cleaning.shapes) == (1, 1)
