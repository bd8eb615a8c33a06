"""How much one file may be, hold and cost. Bytes, seconds, pages, pixels and code points."""

import contextlib
import resource
from dataclasses import dataclass

MIB = 1024 * 1024

# What a person may upload; the site itself takes 32 MB at once (config/settings.py).
UPLOAD = 25 * MIB
PAGES = 600
# Unpacked bytes, counted while they are unpacked: of one part of a file, and of all its parts together.
PART = 128 * MIB
UNPACKED = 256 * MIB
PARTS = 10_000
# A page as a picture: wide enough to read small print, and for OCR as fine as tesseract likes it.
PICTURE_WIDTH = 1_000
PICTURE_DPI_OF_OCR = 300
PIXELS = 16_000_000


@dataclass(frozen=True)
class Allowance:
    """What a process may use: seconds by the clock, seconds of the processor, bytes of memory, bytes of one file written."""

    wait: int
    processor: int
    memory: int
    written: int = 64 * MIB

    def hold(self):
        """Bind this process, and those that it starts, to the allowance: past it the system ends them."""
        for kind, amount in (
            (resource.RLIMIT_CPU, self.processor),
            (resource.RLIMIT_AS, self.memory),
            (resource.RLIMIT_FSIZE, self.written),
            (resource.RLIMIT_CORE, 0),
        ):
            _soft, hard = resource.getrlimit(kind)
            lowest = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
            # macOS does not bound the memory of a process.
            with contextlib.suppress(ValueError):
                resource.setrlimit(kind, (lowest, lowest))


READING = Allowance(wait=60, processor=40, memory=1024 * MIB)
PICTURE = Allowance(wait=30, processor=20, memory=1024 * MIB)
OCR = Allowance(wait=150, processor=120, memory=2048 * MIB)
