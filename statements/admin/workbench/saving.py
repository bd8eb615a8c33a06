"""What the short forms do when they are sent: each stores one marking, and says what it did."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.refusals import REFUSALS, again_if_taken, refusal_sentence
from records.audit.chain import writing
from statements.admin.workbench.forms import (
    CommitmentShortForm,
    DeadlineShortForm,
    DisputeShortForm,
    PointShortForm,
    WordsShortForm,
)
from statements.marking import dispute, mark_point, mark_words, marking, say_of_dispute
from statements.models import Clause, Commitment, Deadline, Passage
from statements.obligors import resolve_both_sides
from statements.points import enter
from statements.text.nearness import excerpt

WRITTEN = [Commitment, Clause, Passage, Deadline]
STALE_ROW = _("Somebody saved this after you opened it, so nothing was saved. Open it again from the list.")


@dataclass
class Sheet:
    """The forms of one kind beside the text: `form`, and `deadline` for a commitment. `title` heads them."""

    title: str
    template: str
    form: object
    deadline: object = None

    @property
    def forms(self):
        return [form for form in (self.form, self.deadline) if form is not None]

    def is_valid(self):
        # Each of them, so that all that is wrong is told at once.
        are_valid = [form.is_valid() for form in self.forms]
        return all(are_valid)

    def refuse(self, error):
        """Show at the boxes what a ValidationError, or the database, refused."""
        if not isinstance(error, ValidationError):
            self.form.add_error(None, refusal_sentence(error, WRITTEN))
        elif hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                self.form.add_error(name if name in self.form.fields else None, errors)
        else:
            self.form.add_error(None, error)


def commitment_sheet(data, given):
    form = CommitmentShortForm(data, **given)
    deadline = DeadlineShortForm(data, instance=Deadline(commitment=form.instance))
    suggested = form.suggested
    deadline.initial |= {"terms": suggested.terms, "words": suggested.deadline_words}
    return Sheet(gettext("New commitment"), "commitment", form, deadline)


def new_sheet(kind, data, given):
    """The Sheet by which selected words are marked, unsent where `data` is None. `given` are version, reader, words, picked."""
    if kind == "commitment":
        return commitment_sheet(data, given)
    title, template, form = {
        "point": (_("Words of a point"), "point_form", PointShortForm),
        "words": (_("Words of a commitment"), "words", WordsShortForm),
        "dispute": (_("Disputed rendering"), "dispute", DisputeShortForm),
    }[kind]
    return Sheet(str(title), template, form(data, **given))


def row_sheet(kind, row, data, given):
    """The Sheet on a stored commitment, or on a disputed passage."""
    if kind == "commitment":
        form = CommitmentShortForm(data, instance=row, **given)
        first = row.deadlines.filter(amended_by=None).first() or Deadline(commitment=row)
        return Sheet(gettext("Commitment"), "commitment", form, DeadlineShortForm(data, instance=first))
    return Sheet(gettext("Disputed rendering"), "dispute", DisputeShortForm(data, instance=row, **given))


def saved(sheet, store):
    """What `store` returns, or None with the reason among the errors of the `sheet`. StaleRevision is let through."""
    try:
        return again_if_taken(store)
    except ValidationError as refusal:
        sheet.refuse(refusal)
    except REFUSALS as refusal:
        sheet.refuse(refusal)
    return None


def mark_commitment(sheet, version, words, user):
    """Store the commitment of a valid sheet, its deadline, its words, and its point where that is new; the Marked."""
    form = sheet.form
    with marking(version) as marked:
        if form.clause._state.adding:
            mark_point(marked, version, words, form.clause, user)
        commitment = form.save(commit=False)
        commitment.clause = form.clause
        marked.entered.append(enter(commitment, user))
        form.save_m2m()
        deadline = sheet.deadline.save(commit=False)
        deadline.commitment = commitment
        deadline.save()
        marked.entered.append(deadline)
        mark_words(marked, version, words, commitment, user)
        resolve_both_sides(commitment, user)
    return marked, commitment.summary


def mark_point_words(sheet, version, words, user):
    with marking(version) as marked:
        mark_point(marked, version, words, sheet.form.clause, user)
    return marked, gettext("point %s") % sheet.form.clause.number


def mark_commitment_words(sheet, version, words, user):
    commitment = sheet.form.cleaned_data["commitment"]
    with marking(version) as marked:
        mark_words(marked, version, words, commitment, user)
    return marked, commitment.summary


def mark_dispute(sheet, version, words, user):
    with marking(version) as marked:
        dispute(marked, version, words, sheet.form.cleaned_data["point"], sheet.form.told, user)
    return marked, gettext("disputed rendering, “%s”") % excerpt(words.exact, 60)


STORED_BY = {
    "commitment": mark_commitment,
    "point": mark_point_words,
    "words": mark_commitment_words,
    "dispute": mark_dispute,
}


def save_commitment(sheet, user):
    """Store what was changed of a commitment and its deadline. A change of either counts as a save of the commitment."""
    form, deadline = sheet.forms
    if not (form.has_changed() or deadline.has_changed()):
        return form.instance
    with writing():
        commitment = form.save(commit=False)
        commitment.changed_by = user
        commitment.save()
        form.save_m2m()
        if deadline.has_changed() or not deadline.is_stored:
            deadline.save()
    return commitment


def save_dispute(sheet, user):
    if sheet.form.has_changed():
        say_of_dispute(sheet.form.instance, sheet.form.told, user)
    return sheet.form.instance


SAVED_BY = {"commitment": save_commitment, "dispute": save_dispute}
