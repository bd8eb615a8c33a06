"""From a question to a numbered file: finding the brief, freezing its content, issuing an edition."""

import hashlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from briefs.document.content import brief_content
from briefs.document.shape import content_hash, to_data
from briefs.models import Brief, Edition
from briefs.scope import NARROWED_BY, scope_of
from records.audit.actions import Action
from records.audit.chain import writing
from records.audit.entries import note


class CannotWrite(Exception):
    """The file of a brief cannot be written where it was asked for; the message says why and what to do."""


def kept_brief(scope, *, user=None):
    """The Brief that keeps `scope`; made at the first call."""
    same = Brief.objects.filter(
        process=scope.process,
        level=scope.level,
        language=scope.language,
        title=scope.title,
        window_opens_on=scope.opens_on,
        window_closes_on=scope.closes_on,
        kind=scope.kind,
        arrangement=scope.arrangement,
    )
    asked = replace(scope, brief_id="")
    for brief in same.order_by("pk"):
        if replace(scope_of(brief), brief_id="") == asked:
            return brief
    brief = Brief(
        process=scope.process,
        level=scope.level,
        language=scope.language,
        title=scope.title,
        window_opens_on=scope.opens_on,
        window_closes_on=scope.closes_on,
        kind=scope.kind,
        sections=list(scope.sections),
        arrangement=scope.arrangement,
        created_by=user,
        changed_by=user,
    )
    brief.full_clean()
    with transaction.atomic():
        brief.save()
        for name in NARROWED_BY:
            getattr(brief, name).set(getattr(scope, name))
    return brief


def issue(scope, as_of, *, user=None, render):
    """The Edition on `scope` as of a moment. The same content gives the edition it gave before, to the byte.

    `render` is `document.draw.draw`. Raises NothingOnRecord, MissingGlyph or RenderingFailed; then there is no edition.
    """
    content = brief_content(scope, as_of=as_of)
    brief = kept_brief(scope, user=user)
    content = replace(content, brief_id=str(brief.public_id))
    digest = content_hash(content)
    while not (known := brief.editions.filter(content_hash=digest).first()):
        # Drawn before the lock is taken: a page takes seconds, and nobody should wait for it to save something else.
        number = next_number(brief)
        pdf = render(content, number=number)
        with writing():
            Brief.objects.select_for_update().get(pk=brief.pk)
            taken = next_number(brief) != number or brief.editions.filter(content_hash=digest).exists()
            if not taken:
                return keep_edition(brief, number, content, digest, pdf, user)
    return known


def next_number(brief):
    """The number that the next edition of `brief` will have, from 1."""
    return (brief.editions.aggregate(last=Max("number"))["last"] or 0) + 1


def keep_edition(brief, number, content, digest, pdf, user):
    """Store an edition, at the level of its brief."""
    edition = Edition(
        brief=brief,
        level=brief.level,
        number=number,
        as_of=content.as_of,
        content=to_data(content),
        content_hash=digest,
        pdf=pdf,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        codebook_version=content.codebook_version,
        issued_by=user,
        created_by=user,
        changed_by=user,
    )
    edition.full_clean()
    edition.save()
    note(Action.ISSUED, edition)
    return edition


def check_can_write(path):
    """CannotWrite unless a file can be put at `path`, so that nobody waits for a brief that has nowhere to go."""
    folder = Path(path).absolute().parent
    if not folder.is_dir():
        raise CannotWrite(_("The folder %s does not exist. Make it first, or name another with --out.") % folder)
    if Path(path).is_dir():
        raise CannotWrite(_("%s is a folder. Name a file in it, such as %s.") % (path, Path(path) / "brief.pdf"))
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotWrite(
            _("The folder %(folder)s cannot be written to (%(why)s). Name another with --out.")
            % {"folder": folder, "why": error.strerror}
        ) from error


def write_whole(path, data):
    """Put `data` (bytes) at `path` whole or not at all: a reader never finds half a file."""
    path = Path(path).absolute()
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as unfinished:
            unfinished.write(data)
            unfinished.flush()
            os.fsync(unfinished.fileno())
        os.chmod(unfinished.name, 0o644)
        os.replace(unfinished.name, path)
    except OSError as error:
        raise CannotWrite(
            _("%(path)s could not be written: %(why)s.") % {"path": path, "why": error.strerror}
        ) from error
