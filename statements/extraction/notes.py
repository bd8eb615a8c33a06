"""What whoever proofreads a text should know of how it was drawn from its file, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.languages import RIGHT_TO_LEFT
from statements.extraction.cleaning import UNREAD
from statements.extraction.kinds import DOCX, PDF
from statements.extraction.plain import NAMES
from statements.text.pages import ranges


def notes(drawn, language):
    """The sentences about `drawn` (a Drawn), the weightiest first."""
    return [*standing_notes(drawn.kind, drawn.without_text, len(drawn.pages), language), *notes_on_facts(drawn.facts)]


def standing_notes(kind, empty, number, language):
    """What can be said of a text by its file's `kind`, the numbers of its `empty` pages and its language alone."""
    told = []
    if kind == PDF and len(empty) == number:
        told.append(_("There is no text on any page: they are pictures. Read them by OCR, or type what they say."))
    elif empty:
        told.append(
            ngettext("There is no text on page %s.", "There is no text on pages %s.", len(empty)) % ranges(empty)
            + " "
            + _("Look whether they are blank, scanned or drawn.")
        )
    if kind == PDF and len(empty) < number:
        told.append(
            _("Lines that a page wrapped were joined, and its headers and page numbers were not told from its text.")
        )
    if kind == DOCX:
        told.append(
            _("Headers, footers and comments are left out, and a Word document has no pages before it is printed.")
        )
    if kind == PDF and language in RIGHT_TO_LEFT:
        told.append(
            _(
                "Programs that read PDF lose zero-width non-joiners (“می‌رود” becomes “میرود”), and may turn brackets and the "
                "signs beside numbers: look at each against the page."
            )
        )
    return told


def notes_on_facts(facts):
    """The sentences about what was done to a text while it was drawn."""
    told = []
    if facts.get("is_mended"):
        told.append(_("The file is damaged and was mended in order to read it: look whether a page is missing."))
    if number := facts.get("unread"):
        told.append(
            ngettext(
                "%(number)d letter could not be told, and “%(sign)s” stands in its place.",
                "%(number)d letters could not be told, and “%(sign)s” stands in the place of each.",
                number,
            )
            % {"number": number, "sign": UNREAD}
        )
    for name, number in sorted(facts.get("removed", {}).items()):
        told.append(_("%(name)s was taken out %(times)s.") % {"name": name, "times": times(number)})
    if number := facts.get("shapes"):
        told.append(_("Shapes of letters as a font draws them were written as plain letters %s.") % times(number))
    if number := facts.get("put_together"):
        told.append(
            _("A word divided at the end of a line was put together %s: “cease-fire” may have lost its hyphen.")
            % times(number)
        )
    if number := facts.get("turned"):
        told.append(
            _("Brackets or a number that came out the wrong way round were turned in a right-to-left line %s.")
            % times(number)
        )
    if number := facts.get("numbered"):
        sentence = _(
            "Word numbers paragraphs by itself. Such a number was worked out %s: compare it with the document."
        )
        told.append(sentence % times(number))
    if number := facts.get("notes"):
        told.append(_("The words of footnotes and endnotes are left out: the text refers to one %s.") % times(number))
    if number := facts.get("tracked"):
        told.append(_("Tracked changes were taken as accepted %s: look whether they were.") % times(number))
    if encoding := facts.get("encoding"):
        told.append(_("It was read as %s.") % NAMES.get(encoding, encoding))
    return told


def times(number):
    """“once”, “12 times”."""
    return _("once") if number == 1 else _("%s times") % f"{number:,}"
