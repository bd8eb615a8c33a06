"""From a kept question to a numbered edition: read, drawn, and issued only if all of that still holds.

A page takes seconds to draw, and nobody waits for it to save something else. So the record is read and drawn without a
lock, and looked at again under the lock of all writing, in which the edition is stored: who asks, who the brief is for,
and, where anything was written meanwhile, every word of the content.
"""

import hashlib

from django.contrib.auth import get_user_model
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from briefs.before import edition_before
from briefs.document.content import NothingOnRecord, brief_content
from briefs.document.draw import draw as draw_content
from briefs.document.draw import drawn_with
from briefs.document.shape import content_hash, record_hash, to_data
from briefs.keeping import kept_brief
from briefs.kinds import Kind, refusal_of
from briefs.models import Brief, Edition
from briefs.scope import scope_of
from records.audit.actions import Action
from records.audit.chain import writing
from records.audit.entries import note
from records.audit.head import last_entry
from records.dates import day_words
from records.levels import AFTER_EVERY_EMBARGO, Level
from records.roles import may_enter

# How often a brief is drawn when the record goes on changing under it.
TIMES = 3


class NotIssued(Exception):
    """There is no edition; the message says why and what to do."""


def issue(scope, as_of, *, user=None, draw=draw_content):
    """The Edition on `scope` as of a moment, as `issue_brief` gives it; the Brief is kept at the first call."""
    return issue_brief(kept_brief(scope, user=user), as_of, user=user, draw=draw)


def issue_brief(brief, as_of, *, user=None, draw=draw_content, on_step=None, settle=None):
    """The Edition of `brief` as of a moment. The same content gives the edition it gave before, to the byte.

    `user` asks for it; without one, the site does. `draw` and `on_step` are as in briefs.document.draw. `settle(edition)`
    is called in the transaction that stores it. NotIssued, NothingOnRecord, MissingGlyph or RenderingFailed: then there
    is no edition.
    """
    changes = 0
    while changes < TIMES:
        seen = last_entry()
        brief = admitted(brief, user)
        content = content_of(brief, as_of)
        if known := same_edition(brief, content):
            if settle:
                settle(known)
            return known
        number = next_number(brief)
        pdf = draw(content, number=number, on_step=on_step)
        with writing():
            brief = admitted(brief, user)
            told = content if last_entry() == seen else content_of(brief, as_of)
            if told == content and next_number(brief) == number:
                edition = keep_edition(brief, number, content, pdf, user)
                if settle:
                    settle(edition)
                return edition
        # Another edition that took the number, or is now the one before, is no reason to give up: it comes to an end.
        changes += record_hash(told) != record_hash(content)
    raise NotIssued(
        _(
            "The record was changed each of the %d times that the brief was drawn. Ask again when fewer people are saving."
        )
        % TIMES
    )


def admitted(brief, user):
    """`brief` as it is on record now. NotIssued unless `user` may still ask for it and its readers may still see it."""
    found = Brief.objects.select_related("process").filter(pk=brief.pk).first()
    if found is None:
        raise NotIssued(_("The brief is no longer on record."))
    if user is not None and not may_ask(user, found):
        raise NotIssued(
            _(
                "Whoever asked for this edition may no longer see the brief, or no longer enters the record. Someone who "
                "does can ask for it again."
            )
        )
    audience = Level(found.level)
    if not Brief.objects.visible_to(audience).filter(pk=found.pk).exists():
        raise NotIssued(
            _(
                "%(level)s readers may not see this brief now: it, or its process, was raised to a higher level or is "
                "under embargo. Ask again when that is over, or write a brief for another level."
            )
            % {"level": audience.label.capitalize()}
        )
    return found


def may_ask(user, brief):
    """Whether the account of `user`, as it is now, may have an edition of `brief` issued."""
    account = get_user_model().objects.filter(pk=user.pk).first()
    if account is None or not may_enter(account):
        return False
    return Brief.objects.visible_to(account, AFTER_EVERY_EMBARGO).filter(pk=brief.pk).exists()


def content_of(brief, as_of):
    """The BriefContent of `brief` as of a moment, told apart from the edition before it.

    NotIssued when its kind asks for another choice, NothingOnRecord when nothing is left to tell.
    """
    scope = scope_of(brief)
    if sentence := refusal_of(scope.kind, commitments=len(scope.commitments), parties=len(scope.parties)):
        raise NotIssued(sentence)
    content = brief_content(scope, as_of=as_of, before=edition_before(brief, as_of))
    if scope.kind != Kind.FULL and not content.comparisons:
        raise NothingOnRecord(
            _(
                "As of %(as_of)s no commitment was on record that this brief asks for and %(level)s readers may see. "
                "Choose others, a later moment, or another level."
            )
            % {"as_of": day_words(content.as_of), "level": scope.level.label}
        )
    return content


def same_edition(brief, content):
    """The standing Edition of `brief` that tells of the record what `content` does, or None."""
    digest = record_hash(content)
    # Editions that were issued before there was a second hash have one of a content without changes.
    return brief.editions.standing().filter(Q(record_hash=digest) | Q(record_hash="", content_hash=digest)).first()


def next_number(brief):
    """The number that the next edition of `brief` will have, from 1."""
    return (brief.editions.aggregate(last=Max("number"))["last"] or 0) + 1


def keep_edition(brief, number, content, pdf, user):
    """Store an edition, at the level of its brief."""
    edition = Edition(
        brief=brief,
        level=brief.level,
        number=number,
        as_of=content.as_of,
        content=to_data(content),
        record_hash=record_hash(content),
        content_hash=content_hash(content),
        pdf=pdf,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        drawn_with=drawn_with(),
        codebook_version=content.codebook_version,
        issued_by=user,
        created_by=user,
        changed_by=user,
    )
    edition.full_clean()
    edition.save()
    note(Action.ISSUED, edition, person=user)
    return edition
