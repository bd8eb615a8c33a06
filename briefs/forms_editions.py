"""Forms on editions: which two to compare, and why one is withdrawn."""

from django import forms
from django.utils.translation import gettext_lazy as _

from briefs.models import Withdrawal


class CompareForm(forms.Form):
    """Two of the `editions` of a brief, by their numbers."""

    old = forms.TypedChoiceField(label=_("From edition"), coerce=int)
    new = forms.TypedChoiceField(label=_("to edition"), coerce=int)

    def __init__(self, *args, editions, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(edition.number, in_words(edition)) for edition in editions]
        for field in self.fields.values():
            field.choices = choices
            field.error_messages["invalid_choice"] = _(
                "There is no edition %(value)s that you may see. Choose one of the list."
            )

    def clean(self):
        data = super().clean()
        if data.get("old") and data.get("old") == data.get("new"):
            self.add_error("new", _("Both are edition %d: choose another to compare it with.") % data["new"])
        return data


def in_words(edition):
    """The number of an edition, its day, and whether it was withdrawn."""
    words = f"{edition.number}, {edition.as_of:%Y-%m-%d}"
    return _("%s, withdrawn") % words if edition.is_withdrawn else words


class WithdrawalForm(forms.ModelForm):
    """Why an edition is withdrawn."""

    class Meta:
        model = Withdrawal
        fields = ("reason",)
