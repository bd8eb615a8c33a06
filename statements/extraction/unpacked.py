"""Unpacked bytes, counted while they are unpacked: what a file says of itself is not believed."""

import io
import re
import zipfile
import zlib

from statements.extraction import limits
from statements.extraction.refusals import Refused, size

STEP = 64 * 1024
# Where the bytes of a stream begin in a PDF, and how far before that its dictionary is looked for.
STREAM = re.compile(rb"(?<!end)stream\r?\n")
DICTIONARY = 2048


def bomb():
    return Refused("bomb", most=size(limits.UNPACKED))


class Counter:
    """Counts unpacked bytes of the parts of one file; Refused as soon as they are too many."""

    def __init__(self, part=limits.PART, whole=limits.UNPACKED):
        self.part, self.whole = part, whole
        self.total = 0

    def count(self, pieces):
        """Count the bytes of `pieces`, which together are one part."""
        here = 0
        for piece in pieces:
            here += len(piece)
            self.total += len(piece)
            if here > self.part or self.total > self.whole:
                raise bomb()


def count_archive(data, counter=None):
    """Unpack every part of a ZIP archive and keep none; Refused for a bomb and for a damaged one."""
    counter = counter or Counter()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > limits.PARTS:
                raise bomb()
            for part in parts:
                if part.flag_bits & 1:
                    raise Refused("old_office")
                with archive.open(part) as unpacked:
                    counter.count(iter(lambda source=unpacked: source.read(STEP), b""))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        raise Refused("damaged") from None


def count_streams(data, counter=None):
    """Unpack every deflated stream of a PDF but its pictures and keep none; Refused for a bomb.

    Streams are found by their bytes, before any reader follows what the file says of them. What is packed twice over, or
    hidden otherwise, is left to the bounds on memory and time.
    """
    counter = counter or Counter()
    for match in STREAM.finditer(data):
        opens = max(
            data.rfind(b" obj", max(0, match.start() - DICTIONARY), match.start()), match.start() - DICTIONARY, 0
        )
        if b"/Image" not in data[opens : match.start()]:
            counter.count(inflated(data, match.end()))


def inflated(data, start):
    """Yield what the deflated bytes from `start` on unpack to, piece by piece, up to their end or their first fault."""
    unpacking = zlib.decompressobj()
    view, place = memoryview(data), start
    rest = b""
    try:
        while not unpacking.eof and (rest or place < len(data)):
            if not rest:
                rest, place = view[place : place + STEP], place + STEP
            piece = unpacking.decompress(rest, STEP)
            rest = unpacking.unconsumed_tail
            yield piece
    except zlib.error:
        # Not deflated, or not whole: no reader gets further.
        return
