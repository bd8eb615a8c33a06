"""Which revision a form was opened on: signed, so that a missing or made-up one is noticed."""

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

SIGNER = signing.Signer(salt="records.revision")

NOT_SAID = _(
    "This form does not say which revision it was opened on, so nothing was saved: a change by someone else could have "
    "been lost. Your typing is kept below. Compare it with what is stored, and save again."
)
STALE = _("Someone else saved this after you opened it, so nothing was saved yet. Your typing is kept below.")
GONE = _("Someone else deleted this after you opened it, so nothing was saved yet. Your typing is kept below.")
NOT_SEEN = _("Tick “I have seen what was changed” before you save.")


def signed_revision(record, revision=None):
    """The text that a form carries while `record` is open in it: its revision, or the one given (0 when unknown)."""
    revision = record.revision if revision is None else revision
    return SIGNER.sign(f"{record._meta.label_lower}:{record.pk}:{revision}")


def read_revision(text, record):
    """The revision that the signed `text` says of `record`; None when it is missing, made up or about another."""
    try:
        label, key, revision = SIGNER.unsign(text or "").split(":")
    except (signing.BadSignature, ValueError):
        return None
    return int(revision) if (label, key) == (record._meta.label_lower, str(record.pk)) else None


class Guard:
    """What a sent form says about the revisions of `record`: which one it shows, and which one was opened first.

    The second is said only by a page that has shown an editor both texts; it is 0 when no one knows.
    """

    def __init__(self, record, opened_text, first_text):
        self.record = record
        self.stored = record.revision
        self.opened = read_revision(opened_text, record)
        self.first = read_revision(first_text, record)

    @property
    def is_stale(self):
        """Whether the record moved on since, or the form does not say since when."""
        return self.opened != self.stored

    @property
    def is_resolving(self):
        """Whether the editor has been shown both texts."""
        return self.first is not None

    @property
    def known(self):
        """The revision that the editor started from; 0 when no one knows."""
        return self.opened or 0 if self.first is None else self.first

    def boxes(self):
        """What the two hidden boxes of the next page carry."""
        in_conflict = self.is_stale or self.is_resolving
        return {
            "opened_revision": signed_revision(self.record, self.stored),
            "first_opened": signed_revision(self.record, self.known) if in_conflict else "",
        }


class RevisionBox(forms.BoundField):
    """Prints the revision that the page shows, whatever was sent."""

    def value(self):
        return self.form.boxes[self.name]


class RevisionField(forms.CharField):
    """A hidden box that an editor never fills in."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, **kwargs})

    def get_bound_field(self, form, field_name):
        return RevisionBox(form, self, field_name)

    def has_changed(self, initial, data):
        return False
