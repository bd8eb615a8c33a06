"""A draft of three pages with the PDF that it was drawn from, and the addresses of its pages."""

from django.core.files.base import ContentFile
from django.urls import reverse

from records.levels import Level
from tests.factories.statements import VersionFactory
from tests.statements.extraction import files

BODIES = ["1. Both sides agree.", "2. They thank", "their host."]
TEXT = "1. Both sides agree.\n\n2. They thank their host."
STARTS = [0, 22, 36]
PDF = files.pdf(*(f"<p>{body}</p>" for body in BODIES))


def draft(**fields):
    given = {"text": TEXT, "page_starts": STARTS, "is_verbatim": False, "level": Level.RESTRICTED}
    return VersionFactory(**{**given, "document": ContentFile(PDF, name="a.pdf"), **fields})


def page(version, name="proofread", *more):
    """The address of its page `name`."""
    return reverse(f"admin:statements_version_{name}", args=[version.pk, *more])
