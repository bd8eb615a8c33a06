"""Why a file is not read, in a sentence that says what it is and what to do."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# What to do with most files that hold a text but are no PDF, DOCX or TXT.
SAVE_AS = _("Save it as PDF, DOCX or plain text in the program that made it, and upload that.")

# By name, because the process that reads a file knows no language; the facts stand in %(…)s.
SENTENCES = {
    "empty": _("The file is empty: it has no bytes. Choose it again, or look whether it was downloaded whole."),
    "too_large": _(
        "The file is larger than %(most)s, the most that one file may be. Split it, or shrink its pictures."
    ),
    "html": _("This is a web page (HTML), whatever its name says. Print it to PDF in a browser, or paste its text."),
    "xml": _("This is marked-up data (XML), whatever its name says. %(save_as)s"),
    "zip": _("This is a ZIP archive, whatever its name says. Unpack it, and upload the document inside."),
    "archive": _(
        "This is a packed archive (%(what)s), whatever its name says. Unpack it, and upload the document inside."
    ),
    "other_office": _("This is %(what)s, whatever its name says. %(save_as)s"),
    "macros": _("This is a Word template, or a document with macros. Save it as an ordinary DOCX, and upload that."),
    "old_office": _(
        "This is an older Word or Office file (.doc), or a DOCX that needs a password. Open it in Word or LibreOffice, take "
        "the password off, and save it as DOCX or PDF."
    ),
    "rtf": _("This is Rich Text (RTF), whatever its name says. %(save_as)s"),
    "postscript": _("This is PostScript, whatever its name says. Make a PDF of it, and upload that."),
    "picture": _(
        "This is a picture (%(what)s), not a text. Make a PDF of it: the page that opens then offers to read it by OCR."
    ),
    "binary": _("This is neither PDF, DOCX nor plain text: it holds bytes that no text has. %(save_as)s"),
    "encoding": _(
        "This text cannot be read as %(what)s. Choose another encoding, or save it as UTF-8 and upload it again."
    ),
    "password": _("This PDF needs a password: upload an unlocked copy."),
    "cut": _(
        "The file ends in the middle: it was cut off on its way here. Download or copy it again, and upload it whole."
    ),
    "damaged": _(
        "The file is damaged and cannot be read. Open it in the program that made it, save it anew, and upload that."
    ),
    "no_pages": _("This PDF has no pages. Open it in a reader to see what it holds, and upload the right file."),
    "no_text": _("There is no text in this file. Open it to see what it holds, and upload the right one."),
    "too_many_pages": _(
        "This PDF has %(found)s pages; at most %(most)s are read at once. Split it, and upload the parts."
    ),
    "too_long": _(
        "The text is longer than %(most)s characters, the most that one version holds. Split it, and upload the parts."
    ),
    "bomb": _(
        "The file unpacks to more than %(most)s, which no statement does, so reading was stopped. Make it anew, with less in it."
    ),
    "too_much_memory": _("Reading the file takes more memory than is allowed. Make it anew, or print it to a new PDF."),
    "too_slow": _(
        "Reading the file took longer than %(most)s seconds and was stopped. Split it, or print it to a new PDF."
    ),
    "broke_off": _(
        "The program that reads such files broke off at this one. Open it in a reader, print it to a new PDF, and try that."
    ),
    "busy": _("The site is reading other files now. Wait a minute, and try again."),
    "no_such_page": _("The document has no page %(page)s."),
    "no_ocr": _(
        "This site has no OCR. Whoever keeps it installs %(debian)s on Debian, or %(fedora)s on Fedora, or %(macos)s on macOS."
    ),
    "no_ocr_language": _(
        "The OCR of this site does not know %(what)s yet. Whoever keeps it installs %(debian)s on Debian, %(fedora)s on Fedora, "
        "%(macos)s on macOS."
    ),
    "ocr_language": _("There is no OCR for %(what)s here: English, Persian, Dari, Arabic and Pashto can be read."),
    "ocr_failed": _("OCR could not read this page. Type its text beside the picture."),
}


def sentence(refused):
    """The reason of `refused` (a Refused) and the remedy, for the person who sent the file."""
    return gettext(SENTENCES[refused.name]) % {"save_as": SAVE_AS, **refused.facts}
