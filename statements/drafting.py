"""A text from a document: entered as a draft, proofread page by page, marked verbatim, made a draft again."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from records.audit.chain import writing
from records.beside import NAME as BESIDE
from records.beside import stand_beside
from records.levels import AFTER_EVERY_EMBARGO
from statements.models import Version


def kept_already(data, reader):
    """The Versions that `reader` sees whose document has the very bytes `data`, the first one first."""
    digest = hashlib.sha256(data).hexdigest()
    seen = Version.objects.visible_to(reader, AFTER_EVERY_EMBARGO).select_related("statement")
    return seen.filter(document_sha256=digest).order_by("pk")


def enter_draft(version, drawn, data, user):
    """Store the new `version` as a draft with the text that was `drawn` from its document, the bytes `data`.

    ValidationError, or what the database refuses, leaves neither a row nor a file behind.
    """
    version.created_by = version.changed_by = user
    version.is_verbatim = False
    version.take_pages(drawn.pages)
    version.full_clean(exclude=left_out(version))
    stand_beside(version, user)
    # Its ending says what the file is, not what it was called.
    version.document = ContentFile(data, name=f"document.{drawn.kind}")
    try:
        with writing():
            version.save()
    except Exception:
        if version.document._committed:
            version.document.storage.delete(version.document.name)
        raise
    return version


def save_draft(version, pages, user, *, is_verbatim=False):
    """Store `pages` as the text of the draft `version`, and whether it stands as printed; True if anything changed.

    ValidationError says why it cannot be verbatim; StaleRevision if it was saved since it was read.
    """
    had_pages = bool(version.page_starts)
    version.take_pages(pages)
    if not had_pages:
        version.page_starts = []
    if is_verbatim and not version.text:
        raise ValidationError(
            _("There is no text yet, so nothing stands as printed. Type it, or read the pages by OCR.")
        )
    version.is_verbatim = is_verbatim
    if not set(version.changed_fields()) & {"text", "page_starts", "is_verbatim"}:
        return False
    version.changed_by = user
    version.full_clean(exclude=left_out(version))
    version.save()
    return True


def make_draft_again(version, user):
    """Make a verbatim `version` a draft whose text may change. ValidationError where passages are marked in it."""
    version.is_verbatim = False
    version.changed_by = user
    version.full_clean(exclude=left_out(version))
    version.save()


def left_out(version):
    """The fields that a draft is not checked on: a scanned document has no text yet."""
    return [BESIDE] if version.text else [BESIDE, "text"]
