"""What runs in the process apart: `python -m statements.extraction.child TASK [WHAT…]`, a file in, an answer out.

The file comes on standard input. The answer goes to standard output: JSON for a text, PNG for a picture. The status says
whether it is one: 0 an answer, REFUSED the name and the facts of a refusal, UNSURE the choices, both as JSON.

Each task loads what it needs and no more, because a process is started for each picture.
"""

import json
import sys

from statements.extraction import limits
from statements.extraction.kinds import DOCX, PDF, kind_of
from statements.extraction.refusals import Refused, Unsure, size

REFUSED, UNSURE = 3, 4


def read(data, encoding=""):
    """The pages of a file and what was done to its text, as `apart.Drawn` takes it."""
    from statements.extraction.cleaning import Cleaning
    from statements.extraction.lines import Lines
    from statements.text.pages import Page

    kind = kind_of(data)
    cleaning, lines, facts = Cleaning(), Lines(), {}
    if kind == PDF:
        from statements.extraction.pdf import page_texts

        texts, facts["is_mended"] = page_texts(data)
        pages = lines.pages([cleaning.clean(text) for text in texts])
    elif kind == DOCX:
        from statements.extraction.word import text_of

        text, counts = text_of(data)
        pages, facts = [Page(cleaning.clean(text))], dict(counts)
    else:
        from statements.extraction.plain import text_of

        text, facts["encoding"] = text_of(data, encoding)
        # A form feed is how a plain text says that a page ends.
        pages = [Page(cleaning.clean(piece.removeprefix("\ufeff"))) for piece in text.split("\f")]
    facts |= {"removed": dict(cleaning.removed), "unread": cleaning.unread, "shapes": cleaning.shapes}
    facts |= {"put_together": lines.mended, "turned": lines.turned}
    return {"kind": kind, "pages": [[page.body, page.tail] for page in pages], "facts": facts}


def picture(data, number):
    """The PNG of one page."""
    from statements.extraction.pictures import picture as drawn

    refuse_other_kinds(data)
    return drawn(data, int(number))


def ocr(data, number, language):
    """The text that tesseract reads on one page."""
    from statements.extraction import ocr as reading
    from statements.extraction.cleaning import Cleaning
    from statements.extraction.lines import Lines
    from statements.extraction.pictures import picture as drawn

    refuse_other_kinds(data)
    name = reading.model_for(language)
    text = reading.read(drawn(data, int(number), dpi=limits.PICTURE_DPI_OF_OCR), name)
    return {"text": Lines().pages([Cleaning().clean(text)])[0].body}


def refuse_other_kinds(data):
    """Refused for what has no pages that can be drawn."""
    if kind_of(data) != PDF:
        raise Refused("no_such_page", page=1)


TASKS = {"read": (read, limits.READING), "picture": (picture, limits.PICTURE), "ocr": (ocr, limits.OCR)}


def main(arguments, source, answer):
    """Do one task; the status of the process."""
    name, *given = arguments
    task, allowance = TASKS[name]
    allowance.hold()
    try:
        data = source.read(limits.UPLOAD + 1)
        if len(data) > limits.UPLOAD:
            raise Refused("too_large", most=size(limits.UPLOAD))
        told, status = task(data, *given), 0
    except Refused as refused:
        told, status = {"name": refused.name, "facts": refused.facts}, REFUSED
    except Unsure as unsure:
        told, status = [[choice.encoding, choice.lines] for choice in unsure.choices], UNSURE
    except MemoryError:
        told, status = {"name": "too_much_memory", "facts": {}}, REFUSED
    answer.write(told if isinstance(told, bytes) else json.dumps(told).encode())
    answer.flush()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer))
