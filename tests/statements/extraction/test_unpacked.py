"""Bombs: stopped by the bytes that come out of them, whatever they say of themselves."""

import struct
import zlib

import pytest

from statements.extraction import limits
from statements.extraction.refusals import Refused
from statements.extraction.unpacked import Counter, count_archive, count_streams, inflated
from tests.statements.extraction import files


def refusal(count, data, **bounds):
    with pytest.raises(Refused) as refused:
        count(data, Counter(**bounds) if bounds else None)
    return refused.value.name


def stream(content, dictionary=b"/Filter /FlateDecode"):
    return b"1 0 obj\n<< " + dictionary + b" >>\nstream\r\n" + zlib.compress(content) + b"\nendstream\nendobj\n"


def test_a_part_may_hold_as_much_as_is_allowed_and_not_a_byte_more():
    counter = Counter(part=3, whole=10)

    counter.count([b"ab", b"c"])

    with pytest.raises(Refused):
        counter.count([b"ab", b"cd"])


def test_parts_together_may_hold_as_much_as_is_allowed_and_not_a_byte_more():
    counter = Counter(part=3, whole=4)

    counter.count([b"abc"])
    counter.count([b"d"])

    with pytest.raises(Refused):
        counter.count([b"e"])


def test_a_bomb_in_an_archive_is_stopped():
    assert refusal(count_archive, files.archive(a="0" * 5000), part=4999) == "bomb"


def test_an_archive_that_says_it_is_small_is_counted_all_the_same():
    data = bytearray(files.archive(a="0" * 5000))
    # The length unpacked, in the list at the end and before the part itself.
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        data[data.find(mark) + place : data.find(mark) + place + 4] = struct.pack("<I", 10)

    assert refusal(count_archive, bytes(data), part=4999) in ("bomb", "damaged")


def test_an_archive_of_too_many_parts_is_stopped(monkeypatch):
    monkeypatch.setattr(limits, "PARTS", 1)

    assert refusal(count_archive, files.archive(a="x", b="y")) == "bomb"


def test_a_part_with_a_password_is_refused():
    data = bytearray(files.archive(a="x"))
    data[data.find(b"PK\x01\x02") + 8] |= 1

    assert refusal(count_archive, bytes(data)) == "old_office"


def test_a_damaged_part_is_refused():
    data = bytearray(files.archive(a="Both sides agree " * 50))
    data[40] ^= 0xFF

    assert refusal(count_archive, bytes(data)) == "damaged"


def test_a_bomb_in_a_pdf_is_stopped():
    assert refusal(count_streams, stream(b"0" * 5000), part=4999) == "bomb"


def test_streams_of_a_pdf_are_counted_together():
    assert refusal(count_streams, stream(b"0" * 600) * 2, whole=1199) == "bomb"


def test_a_picture_in_a_pdf_is_no_bomb():
    count_streams(stream(b"0" * 5000, b"/Subtype /Image /Filter /FlateDecode"), Counter(part=10))


def test_what_is_not_deflated_or_not_whole_ends_where_it_breaks():
    assert list(inflated(b"no zlib", 0)) == []
    assert len(b"".join(inflated(zlib.compress(bytes(range(256)))[:40], 0))) < 256
    assert b"".join(inflated(zlib.compress(b"abc"), 0)) == b"abc"
