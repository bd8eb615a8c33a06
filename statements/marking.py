"""Words selected in a text become points, commitments, their words in another version, and disputed renderings."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from records.audit.chain import writing
from records.levels import AFTER_EVERY_EMBARGO, level_beneath
from records.revisions import refuse_moved_on
from statements.models import Clause, Passage, Version
from statements.models.clause import DRAFT
from statements.points import enter, points_of
from statements.text.anchors import AnchorBroken, check_offsets
from statements.text.nearness import excerpt


@dataclass(frozen=True)
class Words:
    """A selection: text[start:end] == exact, in code points, whole characters, no white space at either end."""

    start: int
    end: int
    exact: str


@dataclass
class Marked:
    """What one marking did: the rows it entered, in order, and (row, its history key before) of those it changed."""

    entered: list = field(default_factory=list)
    changed: list = field(default_factory=list)

    @property
    def passages(self):
        """The passages that were entered or changed."""
        rows = [*self.entered, *(row for row, _before in self.changed)]
        return [row for row in rows if isinstance(row, Passage)]


def words_at(version, start, end):
    """The Words of text[start:end] of `version`; ValidationError when the offsets mark none, or split a character."""
    try:
        check_offsets(version.text, start, end)
    except AnchorBroken as refusal:
        raise ValidationError(_("Nothing was marked. %s Select the words again.") % refusal) from refusal
    there = version.text[start:end]
    exact = there.strip()
    if not exact:
        raise ValidationError(_("Only white space is selected. Select the words that are meant."))
    start += len(there) - len(there.lstrip())
    return Words(start, start + len(exact), exact)


def selected(version, start, end, exact):
    """The Words at these offsets, which must be `exact` as sent; ValidationError says what stands there instead.

    Unlike `statements.text.anchors.check` it does not look for the words elsewhere: in a book that takes seconds, and
    whoever selects them again finds them sooner.
    """
    words = words_at(version, start, end)
    there = version.text[start:end]
    if there != exact:
        raise ValidationError(
            _(
                "Nothing was marked. At characters %(from)s to %(to)s the text reads “%(there)s”, and “%(sent)s” was selected."
            )
            % {"from": f"{start + 1:,}", "to": f"{end:,}", "there": excerpt(there), "sent": excerpt(exact)}
            + " "
            + _("Load the page anew and select the words again.")
        )
    return words


def marks_in(version, reader):
    """The passages of `version` that `reader` sees."""
    return version.passages.visible_to(reader, AFTER_EVERY_EMBARGO)


def point_holding(version, start, end, reader):
    """The innermost point whose words in `version` hold text[start:end], as far as `reader` sees; None if there is none.

    A commitment's words tell too, where its point is not marked as a whole.
    """
    holding = marks_in(version, reader).filter(start__lte=start, end__gte=end).select_related("clause")
    found = holding.order_by(F("commitment").asc(nulls_first=True), F("end") - F("start"), "pk").first()
    return found and found.clause


@contextmanager
def marking(version):
    """One marking of `version`: all of it is stored, or nothing.

    ValidationError in a draft; StaleRevision if the version was saved since it was read, for its text may be another.
    """
    if not version.is_verbatim:
        raise ValidationError(DRAFT % version.label)
    with writing():
        refuse_moved_on(Version, [version])
        yield Marked()


def mark_point(marked, version, words, clause, user):
    """Mark the `words` as the place of `clause` in `version`; a clause that is not stored yet is entered."""
    if clause._state.adding:
        clause.position = last_position(version, user) + 1
        marked.entered.append(enter(clause, user))
    return mark(marked, Passage(clause=clause), version, words, user)


def last_position(version, user):
    last = points_of(version, user).order_by("-position").values_list("position", flat=True).first()
    return last or 0


def mark_words(marked, version, words, commitment, user):
    """Mark the `words` as those of a stored `commitment` in `version`."""
    return mark(marked, Passage(clause=commitment.clause, commitment=commitment), version, words, user)


def mark(marked, passage, version, words, user):
    """Enter the new `passage` over the `words`; ValidationError where `user` sees the same mark already."""
    passage.version = version
    passage.start, passage.end, passage.exact = words.start, words.end, words.exact
    passage.level = level_beneath(version.level)
    if same_mark(passage, user):
        raise ValidationError(_("These words are marked so already: “%s”.") % excerpt(words.exact, 60))
    marked.entered.append(enter(passage, user))
    return passage


def same_mark(passage, user):
    """The mark that `user` sees of the same words for the same point or commitment; None if there is none."""
    same = {name: getattr(passage, name) for name in ("clause", "commitment", "start", "end")}
    return marks_in(passage.version, user).filter(**same).first()


def dispute(marked, version, words, clause, told, user):
    """Mark the `words` in `version` as a rendering that is disputed; `told` are the fields that say why, how and by whom.

    Where exactly these words are the mark of the point already, that mark becomes disputed: its wording is one.
    """
    passage = Passage(clause=clause, version=version, start=words.start, end=words.end)
    if (there := same_mark(passage, user)) is None:
        passage.is_disputed = True
        for name, value in told.items():
            setattr(passage, name, value)
        return mark(marked, passage, version, words, user)
    if there.is_disputed:
        raise ValidationError(_("These words are disputed already: change what is said of them there."))
    marked.changed.append((there, last_past(there)))
    return say_of_dispute(there, told, user)


def say_of_dispute(passage, told, user):
    """Store what `told` says of a stored `passage`, which is disputed from then on."""
    passage.is_disputed, passage.changed_by = True, user
    for name, value in told.items():
        setattr(passage, name, value)
    passage.full_clean(exclude=["beside"])
    passage.save()
    return passage


def last_past(row):
    """The key of the newest historical row of `row`."""
    return type(row).history.filter(id=row.pk).order_by("-history_id").values_list("history_id", flat=True).first()


def next_number(version, label, user):
    """The number to offer for a new point: `label` as printed before the words, else the next whole number."""
    known = set(points_of(version, user).values_list("number", flat=True))
    if label and label not in known:
        return label
    counted = [int(number) for number in known if number.isdecimal() and len(number) < 6]
    return str(max(counted, default=0) + 1)


def new_point(version, number, summary=""):
    """A Clause of the version's statement that is not stored yet."""
    return Clause(
        statement=version.statement, number=number, summary=summary, level=level_beneath(version.statement.level)
    )
