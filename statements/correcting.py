"""A corrected text: a version of its own, with the passages of the earlier one carried over, and what is left to settle."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from records.audit.chain import writing
from records.beside import stand_beside
from records.levels import AFTER_EVERY_EMBARGO, level_beneath
from records.revisions import refuse_moved_on
from statements.models import Omission, Passage, Version
from statements.points import enter
from statements.text.anchors import Anchor, AnchorBroken, anchor_at, check, locate, words_before
from statements.text.carrying import Carried, Carrying, Outcome

# What a passage keeps when its words stay the same.
KEPT = (
    *("clause_id", "commitment_id", "level", "embargo_until", "beside"),
    *("is_disputed", "dispute_reason", "proposed_wording", "disputed_by"),
)


@dataclass(frozen=True)
class Correction:
    """A corrected `version`, how many passages were carried over and how many are left to settle, as its maker sees them."""

    version: Version
    carried: int
    unsettled: int


def correct(version, text, user, *, label, note="", is_verbatim=False):
    """Enter the corrected `text` of the stored `version`, and carry its passages over; return the Correction.

    All or nothing. Passages that `user` does not see are carried too, in nobody's name: the text is the same for all.
    Those in doubt are left for somebody who sees them. ValidationError says which field is in the way;
    StaleRevision if `version` was saved since it was read.
    """
    made = Version(
        statement=version.statement,
        label=label,
        language=version.language,
        kind=version.kind,
        text=Version._meta.get_field("text").to_python(text),
        translator=version.translator,
        source=version.source,
        is_verbatim=is_verbatim,
        corrects=version,
        note=note,
        level=level_beneath(version.level),
        embargo_until=version.embargo_until,
    )
    with writing():
        refuse_moved_on(Version, [version])
        refuse_correction(made, user)
        if stand_beside(made, user):
            raise ValidationError({"label": _("The statement has a version with this label already.")})
        enter(made, user)
        carried = carry_over(version, made, user)
        left = unsettled(made, user).count()
    return Correction(made, carried, left)


def refuse_correction(made, user):
    """ValidationError unless `made` is a text that may correct what it corrects, as far as `user` sees."""
    if hindrance := hindrance_to_correcting(made.corrects, user):
        raise ValidationError(hindrance)
    if made.text == made.corrects.text:
        raise ValidationError({"text": _("This is the text as it stands: nothing in it was corrected.")})
    if not made.is_verbatim:
        raise ValidationError(
            {
                "is_verbatim": _(
                    "Passages are carried over only into a text that somebody has read against its source: read it, and "
                    "tick this."
                )
            }
        )


def hindrance_to_correcting(version, user):
    """Why `user` cannot correct `version`, in a sentence that says what to do instead; "" when they can."""
    if not version.is_verbatim:
        return _("“%s” is a draft: nothing is marked in it, so its text is changed on its own page.") % version.label
    if other := corrections_of(version, user).first():
        return _("“%(label)s” is corrected already, by “%(other)s”. Correct that one.") % {
            "label": version.label,
            "other": other.label,
        }
    return ""


def corrections_of(version, reader):
    """The versions that correct `version`, as far as `reader` sees them."""
    return version.corrections.visible_to(reader, AFTER_EVERY_EMBARGO).order_by("pk")


def carry_over(version, made, user):
    """Store in `made` every passage of `version` whose place is beyond doubt; how many of them `user` sees."""
    carrying = Carrying(version.text, made.text)
    seen = set(version.passages.visible_to(user, AFTER_EVERY_EMBARGO).values_list("pk", flat=True))
    rows = []
    for passage in version.passages.order_by("pk"):
        carried = carried_by(carrying, passage, carrying.moved)
        if carried.outcome is Outcome.MOVED:
            # What they do not see, they did not carry.
            rows.append(moved_passage(passage, made, carried.anchor, user if passage.pk in seen else None))
    bulk_create_with_history(rows, Passage)
    return sum(row.carried_from_id in seen for row in rows)


def carried_by(carrying, passage, carry):
    """The Carried of `passage`; one that does not fit its text, as a row of an import may not, is for a person to place."""
    try:
        # By its place alone: the words around it need not be stored.
        return carry(anchor_at(carrying.old.text, passage.start, passage.end))
    except AnchorBroken as error:
        return Carried(Outcome.LOST, message=str(error))


def moved_passage(passage, version, anchor, user):
    """The unsaved Passage that stands in `version` at `anchor` for `passage`, word for word, as entered by `user`."""
    row = Passage(
        version=version,
        carried_from=passage,
        created_by=user,
        changed_by=user,
        **{name: getattr(passage, name) for name in KEPT},
        **{name: getattr(anchor, name) for name in ("start", "end", "exact", "prefix", "suffix")},
    )
    row._history_user = user
    return row


def unsettled(version, reader):
    """The passages, seen by `reader`, of the text that `version` corrects that neither stand in it nor are left out."""
    earlier = Passage.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(version=version.corrects_id)
    # Whoever settled it, and whether or not the reader sees where: it is settled once.
    rows = earlier.exclude(carried_to__version=version).exclude(omissions__version=version)
    return rows.select_related("clause", "commitment").order_by("start", "end", "pk")


def left_out(version, reader):
    """The omissions of `version` that `reader` sees, in the order of the earlier text."""
    rows = Omission.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(version=version)
    return rows.select_related("passage__clause", "passage__commitment").order_by("passage__start", "pk")


def with_candidates(version, passages):
    """Pairs (passage, Carried) for `passages` of the text that `version` corrects: what is near them in it."""
    carrying = Carrying(version.corrects.text, version.text)
    return [(passage, carried_by(carrying, passage, carrying.carry)) for passage in passages]


def in_doubt(version, key, user):
    """The unsettled passage `key`; ValidationError if somebody settled it meanwhile. Only in a transaction that writes."""
    passage = unsettled(version, user).filter(pk=key).first()
    if passage is None:
        raise ValidationError(_("This passage is settled already: somebody else did it after you opened the page."))
    return passage


def settle_at(version, key, start, end, exact, user):
    """Let the passage `key` stand at text[start:end] of `version`, which is `exact`; return the new Passage.

    Its dispute goes with it only if its words are the same. ValidationError says what is wrong.
    """
    with writing():
        passage = in_doubt(version, key, user)
        try:
            check(version.text, Anchor(start, end, exact))
            anchor = anchor_at(version.text, start, end)
        except AnchorBroken as error:
            raise ValidationError({"quote": str(error)}) from error
        row = moved_passage(passage, version, anchor, user)
        row.level = level_beneath(passage.level)
        if anchor.exact != passage.exact:
            row.is_disputed, row.dispute_reason, row.proposed_wording, row.disputed_by = False, "", "", ""
        return enter(row, user)


def settle_by_quote(version, key, quote, user, *, prefix=""):
    """Let the passage `key` stand where `quote` does in `version`, after the words `prefix` if it stands there twice."""
    try:
        anchor = locate(version.text, quote, prefix=words_before(version.text, prefix, quote) if prefix else "")
    except ValueError as error:
        raise ValidationError({"quote": str(error)}) from error
    return settle_at(version, key, anchor.start, anchor.end, anchor.exact, user)


def leave_out(version, key, reason, user):
    """Enter that `version` no longer holds the passage `key`, for the `reason`; return the Omission."""
    with writing():
        return enter(Omission(passage=in_doubt(version, key, user), version=version, reason=reason), user)


def take_back(version, key, user):
    """Take the omission `key` of `version` back, so that its passage is unsettled again; ValidationError if it is gone."""
    with writing():
        row = left_out(version, user).filter(pk=key).first()
        if row is None:
            raise ValidationError(_("This was taken back already: the passage is in the list above."))
        row.delete()


def doubts_of(statement, reader):
    """Triples (version, number of unsettled passages, commitments of which no other passage stands in it) of `statement`.

    Corrections in which nothing is unsettled, as far as `reader` sees, are left out.
    """
    corrections = Version.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(statement=statement)
    found = []
    for version in corrections.exclude(corrects=None).defer("text").order_by("pk"):
        rows = list(unsettled(version, reader))
        if rows:
            seen = version.passages.visible_to(reader, AFTER_EVERY_EMBARGO)
            standing = set(seen.exclude(commitment=None).values_list("commitment_id", flat=True))
            hanging = {row.commitment_id: row.commitment for row in rows if row.commitment_id}
            found.append((version, len(rows), [one for key, one in hanging.items() if key not in standing]))
    return found
