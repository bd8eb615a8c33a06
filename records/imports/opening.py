"""A file of rows, opened: its kind and its encoding told by its content, never by its name."""

import codecs
import gzip
import io
import zlib

from records.imports.faults import FileRefused, RowFault

# Bytes that are looked at to tell the kind of a file, and bytes that are read at once.
HEAD = 65_536
CHUNK = 262_144

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
UTF8_MARK = codecs.BOM_UTF8
WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

SAVE_AS_CSV = "Open it in a spreadsheet, save the sheet as CSV or XLSX, and import that."
UNPACK = "Unpack it, and import the CSV or XLSX file in it."
OTHER_KINDS = (
    (b"%PDF", "This is a PDF document, not a table. Import the dataset's CSV or XLSX file."),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"This is a spreadsheet of the old kind (XLS). {SAVE_AS_CSV}"),
    (b"SQLite format 3\0", "This is a database, not a table. Import the dataset's CSV or XLSX file."),
    (b"PAR1", "This is a Parquet file. Save its rows as CSV, and import that."),
    (b"7z\xbc\xaf\x27\x1c", f"This is a 7-Zip archive. {UNPACK}"),
    (b"Rar!", f"This is a RAR archive. {UNPACK}"),
    (b"BZh", f"This is packed with bzip2. {UNPACK}"),
    (b"\xfd7zXZ\0", f"This is packed with xz. {UNPACK}"),
    (b"\x28\xb5\x2f\xfd", f"This is packed with Zstandard. {UNPACK}"),
    (b"\x89PNG", "This is a picture, not a table. Import the dataset's CSV or XLSX file."),
    (b"\xff\xd8\xff", "This is a picture, not a table. Import the dataset's CSV or XLSX file."),
    (b"{\\rtf", f"This is a text document (RTF), not a table. {SAVE_AS_CSV}"),
)
MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<!--")

CUT_SHORT = "The file is cut short: it ends in the middle of what was packed. Download it again."
DAMAGED = "The file is damaged: what was packed in it cannot be unpacked. Download it again."

# Bytes that stand in no text, the NUL left out: a stray one is the fault of its row alone.
NO_TEXT = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"


def open_bytes(path):
    """(the file at `path`, its bytes unpacked where it is gzip, the first of these). FileRefused where it cannot be read."""
    try:
        file = open(path, "rb")  # noqa: SIM115 - closed by the Table
    except OSError as error:
        raise FileRefused(f"The file could not be opened: {error.strerror}.") from error
    try:
        unpacked = gzip.GzipFile(fileobj=file) if file.read(2) == GZIP else file
        file.seek(0)
        head = unpacked.read(HEAD)
        unpacked.seek(0)
    except (OSError, EOFError, zlib.error) as error:
        file.close()
        raise unreadable(error) from error
    return file, unpacked, head


def unreadable(error):
    """The FileRefused for an `error` that reading a file gave."""
    if isinstance(error, EOFError):
        return FileRefused(CUT_SHORT)
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return FileRefused(DAMAGED)
    return FileRefused(f"The file could not be read: {error.strerror or error}.")


def refuse_other_kinds(head, *, is_packed):
    """FileRefused when a file that begins with `head` is known to be no table of text."""
    if not head.strip(b"\0 \t\r\n"):
        raise FileRefused("The file is empty. Download it again, or export it again.")
    for mark, reason in OTHER_KINDS:
        if head.startswith(mark):
            raise FileRefused(reason)
    if is_packed and head.startswith((GZIP, ZIP)):
        raise FileRefused(f"The file is packed twice. {UNPACK}")
    encoding = wide_encoding(head) or "utf-8"
    start = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")[:20].lower().encode()
    if start.startswith(MARKUP):
        raise FileRefused(
            "This is a web page (HTML), not a table: often the page that asks to sign in. Download the file itself."
        )
    if start.startswith(b"<"):
        raise FileRefused("This is an XML document, not a table. Import the dataset's CSV or XLSX file.")
    if start.startswith((b"{", b"[")):
        raise FileRefused("This is JSON, not a table. Import the dataset's CSV or XLSX file.")
    if encoding == "utf-8" and len(head) - len(head.translate(None, NO_TEXT)) > len(head) / 50:
        raise FileRefused("This is no text and of no kind known here. Import the dataset's CSV or XLSX file.")


def wide_encoding(head):
    """The encoding with two or four bytes to a letter that `head` is written in, or None."""
    if head.startswith(WIDE_MARKS[:2]):
        return "utf-32"
    if head.startswith(WIDE_MARKS[2:]):
        return "utf-16"
    # Without a mark: the letters of a header are Latin, so every other byte is NUL.
    pairs = head[: len(head) // 2 * 2]
    for encoding, high in (("utf-16-le", pairs[1::2]), ("utf-16-be", pairs[0::2])):
        if high and high.count(0) > 0.6 * len(high) and pairs.count(0) < 1.2 * high.count(0):
            return encoding
    return None


class AsUtf8(io.RawIOBase):
    """The bytes of a text in UTF-8, where they may be in Windows-1252 instead: the first letters beyond ASCII tell.

    `note` is a warning once they told that it is Windows-1252.
    """

    def __init__(self, file):
        self.file = file
        self.left = b""
        self.encoding = None
        self.note = None

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self.left:
            self.left = memoryview(self.next_chunk())
        size = min(len(buffer), len(self.left))
        buffer[:size] = self.left[:size]
        self.left = self.left[size:]
        return size

    def next_chunk(self):
        chunk = self.file.read(CHUNK)
        if self.encoding is None and not chunk.isascii():
            self.encoding = "utf-8" if is_utf8(chunk) else "cp1252"
            if self.encoding == "cp1252":
                self.note = RowFault(
                    0,
                    "",
                    "",
                    "The file is not in UTF-8. It was read as Windows-1252 (Western European): check that names with "
                    "accents look right, or save it as UTF-8 and import it again.",
                    is_warning=True,
                )
        if self.encoding == "cp1252":
            return chunk.decode("cp1252", "replace").encode()
        return chunk


def is_utf8(chunk):
    """Whether more letters beyond ASCII in `chunk` are whole UTF-8 than broken. A letter cut off at its end is neither."""
    lost = chunk.count("\ufffd".encode())
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(chunk)
    broken = text.count("\ufffd") - lost
    return len(text) - len(text.encode("ascii", "ignore")) - broken >= broken


def open_text(unpacked, head):
    """(a stream of the text in `unpacked`, whose `head` is given, and the AsUtf8 in it or None)."""
    if encoding := wide_encoding(head):
        return io.TextIOWrapper(unpacked, encoding, errors="replace", newline=""), None
    if head.startswith(UTF8_MARK):
        unpacked.seek(len(UTF8_MARK))
    raw = AsUtf8(unpacked)
    return io.TextIOWrapper(io.BufferedReader(raw, CHUNK), "utf-8", errors="replace", newline=""), raw
