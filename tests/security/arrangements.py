"""How hidden rows come to stand beside shown ones: links that hide nothing, pasts, deletions, logs, requests, editions."""

import datetime as dt
import json

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models.fields.files import FieldFile

from briefs.issuing import issue
from briefs.models import Brief, Edition, EditionOrder
from briefs.scope import scope_on
from events.models import Informant, Report
from records.levels import Level
from records.models import Lowering, Record
from statements.models import Commitment, Omission, Passage, Version
from talks.models import Process
from tests.factories.briefs import EditionOrderFactory
from tests.security import tokens
from tests.security.crawl import pdf_text
from tracking.models import Assessment, CodedRating, DoubleCoding

# Texts that never change once they are stored.
FIXED = {
    Assessment: {"reasoning", "codebook_version"},
    Passage: {"exact", "prefix", "suffix"},
    Edition: {"content", "content_hash", "pdf_sha256", "codebook_version"},
}


def loose_links(model):
    """The links from `model` to records that it does not hang on, so that it is shown although they are not."""
    return [
        link
        for link in (*model._meta.fields, *model._meta.many_to_many)
        if link.remote_field and issubclass(link.related_model, Record) and link.name not in model.hangs_on
    ]


def records_with_a_past(corpus):
    return [model for model in corpus.rows if issubclass(model, Record) and hasattr(model, "history")]


def lead_from_shown_to_hidden(corpus):
    """Public rows that refer to hidden ones by each link that hides nothing."""
    for model in list(corpus.rows):
        for link in loose_links(model):
            hidden = {kind: corpus.own[kind, link.related_model] for kind in tokens.HIDDEN}
            if not link.many_to_many:
                corpus.add(model, tokens.PUBLIC, **{link.name: hidden[tokens.CONFIDENTIAL]})
                continue
            rows = hidden.values()
            if model is Assessment:
                # It relies on evidence of its own commitment alone.
                rows = [row for row in rows if row.commitment_id == corpus.spine(model).commitment_id]
            getattr(corpus.spine(model), link.name).add(*rows, corpus.spine(link.related_model))


def quote_the_commitments(corpus):
    """The words of a public commitment, marked in a public version."""
    corpus.add(Passage, tokens.PUBLIC, commitment=corpus.spine(Commitment))


def correct_a_text(corpus):
    """A public correction of a public text, and a hidden one, with what is marked in that, at every level, left to settle.

    What was left out, was left out of these.
    """
    earlier, hidden = corpus.spine(Version), corpus.hidden(Version)
    correction = corpus.add(Version, tokens.PUBLIC, corrects=earlier)
    corpus.few[Version].append(correction)
    hidden.corrects = earlier
    hidden.save()
    for omission in corpus.rows[Omission]:
        if omission.version != hidden:
            omission.version = correction
            omission.save()


def judge_without_a_label(corpus):
    """A judgement by someone whose name is for the team alone."""
    corpus.add(Assessment, tokens.PUBLIC, assessor=corpus.author, assessor_label="")


def end_double_codings(corpus):
    """A second code that differs, in a public double coding; then all have ended, so that their codes are seen."""
    spine = corpus.spine(DoubleCoding)
    corpus.add(CodedRating, tokens.PUBLIC, coder=spine.second_coder, rating="breached")
    corpus.few[CodedRating].append(corpus.rows[CodedRating][-1])
    for row in corpus.rows[DoubleCoding]:
        if DoubleCoding.objects.filter(pk=row.pk).exists():
            row.refresh_from_db()
            row.first_done_at = row.second_done_at = row.ended_at = row.opened_at
            row.save()


def lower_what_was_confidential(corpus):
    """Records with words from the time when they were confidential in their history."""
    for model in records_with_a_past(corpus):
        row = corpus.add(model, tokens.CONFIDENTIAL, **fixed(corpus, model, tokens.PUBLIC))
        move(corpus, row, tokens.PUBLIC, Level.PUBLIC)


def raise_what_was_public(corpus):
    """Records with words from the time when they were public in their history."""
    for model in records_with_a_past(corpus):
        row = corpus.add(model, tokens.PUBLIC, **fixed(corpus, model, tokens.CONFIDENTIAL))
        move(corpus, row, tokens.CONFIDENTIAL, Level.CONFIDENTIAL)


def fixed(corpus, model, kind):
    """Words of `kind` for the texts of a row that can never change: they are as it ends up."""
    return corpus.words_for(model, kind, FIXED.get(model, set()))


def move(corpus, row, kind, level):
    """Give `row` new words of `kind` and another level."""
    texts = {text.name for text in type(row)._meta.fields} - FIXED.get(type(row), set())
    for name, value in corpus.words_for(type(row), kind, texts).items():
        stored = getattr(row, name)
        corpus.ledger.make_past(pdf_text(stored.read()) if isinstance(stored, FieldFile) else stored)
        setattr(row, name, value)
    row.level = level
    row.save(is_lowered=True)
    corpus.note_ids(row, kind)
    corpus.few[type(row)].append(row)


def leave_what_was_raised(corpus):
    """Public records that hung, when they were first stored, on a record that is confidential today."""
    for model in records_with_a_past(corpus):
        links = [model._meta.get_field(name) for name in model.hangs_on if name not in FIXED_LINKS.get(model, ())]
        link = next((link for link in reversed(links) if link.related_model is not model), None)
        if link is None:
            continue
        above = corpus.add(link.related_model, tokens.CONFIDENTIAL, tokens.PUBLIC)
        row = corpus.add(model, tokens.PUBLIC, **{link.name: above})
        above.level = Level.CONFIDENTIAL
        above.save()
        row.refresh_from_db()
        setattr(row, link.name, corpus.spine(link.related_model))
        row.save(is_lowered=True)


def delete_some(corpus):
    """Records whose words are left in their history alone."""
    for model in records_with_a_past(corpus):
        if model is not Assessment:
            row = corpus.add(model, tokens.GONE, tokens.CONFIDENTIAL)
            key = row.pk
            row.delete()
            row.pk = key


def log_changes(corpus):
    """Lines of the admin's log that name records by their titles, as Django's own admin wrote them."""
    for (kind, model), row in list(corpus.own.items()):
        if issubclass(model, Record):
            LogEntry.objects.create(
                user=corpus.author,
                content_type=ContentType.objects.get_for_model(model),
                object_id=str(row.pk),
                object_repr=corpus.word(kind, LogEntry, "object_repr"),
                action_flag=CHANGE,
                change_message=json.dumps([{"changed": {"object": corpus.word(kind, LogEntry, "change_message")}}]),
            )


def ask_to_lower(corpus):
    """Requests about hidden records, one waiting and one declined for each kind of record."""
    for (kind, model), row in list(corpus.own.items()):
        if kind == tokens.PUBLIC or not issubclass(model, Record):
            continue
        for outcome in (Lowering.Outcome.DECLINED, Lowering.Outcome.WAITING):
            decided = outcome != Lowering.Outcome.WAITING
            request = Lowering.objects.create(
                pk=corpus.ledger.key(kind, Lowering),
                kind=ContentType.objects.get_for_model(model),
                key=row.pk,
                from_level=row.level,
                to_level=Level.PUBLIC,
                lifts_embargo=kind == tokens.EMBARGOED,
                reason=corpus.word(kind, Lowering, "reason"),
                note=corpus.word(kind, Lowering, "note"),
                asked_by=corpus.author,
                outcome=outcome,
                decided_by=corpus.author if decided else None,
                decided_at=dt.datetime.now(dt.UTC) if decided else None,
            )
            corpus.rows.setdefault(Lowering, []).append(request)
            corpus.note_ids(request, kind)
            corpus.requests[kind] = request
    corpus.few[Lowering] = list(corpus.requests.values())


def protect_informants(corpus):
    """Somebody behind a public and behind a hidden report."""
    key = corpus.ledger.key(tokens.INFORMANTS, Informant)
    texts = {name: corpus.word(tokens.INFORMANTS, Informant, name) for name in ("name", "contact", "note")}
    informant = Informant.objects.create(pk=key, **texts)
    informant.reports.set([corpus.spine(Report), corpus.hidden(Report)])
    corpus.rows[Informant] = corpus.few[Informant] = [informant]
    corpus.note_ids(informant, tokens.INFORMANTS)


def issue_editions(corpus):
    """Editions of the same talks for the fewest and for the most eyes, drawn as readers get them."""
    kinds = {Level.PUBLIC: tokens.PUBLIC, Level.CONFIDENTIAL: tokens.CONFIDENTIAL}
    for level, kind in kinds.items():
        scope = scope_on(corpus.spine(Process), level)
        edition = issue(scope, dt.datetime(2021, 8, 1, tzinfo=dt.UTC))
        for row in (edition, edition.brief):
            corpus.rows[type(row)].append(row)
            corpus.few[type(row)].append(row)
            corpus.note_ids(row, kind)


def order_editions(_corpus):
    """An edition of each brief was asked for, and could not be issued."""
    for brief in Brief.objects.all():
        EditionOrderFactory(brief=brief, state=EditionOrder.State.FAILED, said="There is no room left on the server.")


# Links that never change.
FIXED_LINKS = {Assessment: {"commitment"}, Edition: {"brief"}, Passage: set(Passage.hangs_on)}

ARRANGEMENTS = (
    lead_from_shown_to_hidden,
    quote_the_commitments,
    correct_a_text,
    judge_without_a_label,
    lower_what_was_confidential,
    raise_what_was_public,
    leave_what_was_raised,
    delete_some,
    log_changes,
    ask_to_lower,
    protect_informants,
    end_double_codings,
    order_editions,
)
