"""`python -m bench.briefs.obvious`: stays, and draws the contents that it is told of."""

import json
import time
from pathlib import Path

import django
import pikepdf

from bench.briefs.talking import answer


def draw(content, out):
    """Seconds to the PDF at `out` of the content whose JSON is in the file `content`, and how many pages it has."""
    from bench.briefs.obvious.page import to_pdf
    from briefs.document.shape import from_data

    known = from_data(json.loads(Path(content).read_text(encoding="utf-8")))
    began = time.perf_counter()
    pdf = to_pdf(known)
    seconds = time.perf_counter() - began
    Path(out).write_bytes(pdf)
    with pikepdf.open(out) as file:
        return {"seconds": seconds, "pages": len(file.pages)}


if __name__ == "__main__":
    django.setup()
    import weasyprint  # noqa: F401 - a second: nothing that is drawn should wait for it

    answer({"draw": draw})
