"""Asking for a brief."""

from django import forms
from django.utils.translation import gettext_lazy as _

from briefs.scope import scope_on
from records.forms import MomentField
from records.levels import Level, clearance_of
from statements.models import Statement
from talks.models import Process, Round


class ByPublicId(forms.ModelChoiceField):
    """A choice among records, known to the page by their public ids."""

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name="public_id", **kwargs)


class BriefForm(forms.Form):
    """Which talks, as of when, for whom. The narrowest subject chosen is the one the brief is on."""

    process = ByPublicId(Process.objects.none(), label=_("Process"))
    round = ByPublicId(
        Round.objects.none(), label=_("Only this round"), required=False, empty_label=_("all rounds of the process")
    )
    statement = ByPublicId(
        Statement.objects.none(), label=_("Only this statement"), required=False, empty_label=_("all statements")
    )
    as_of = MomentField(
        label=_("As of"),
        max_length=60,
        help_text=_(
            "A day, 2021-07-12, to its end; or a day and time in UTC, 2021-07-12T18:00Z. Nothing later is told."
        ),
    )
    level = forms.TypedChoiceField(
        label=_("For readers of level"),
        coerce=lambda value: Level(int(value)),
        help_text=_("Nothing above it is told."),
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        for name, model in (("process", Process), ("round", Round), ("statement", Statement)):
            self.fields[name].queryset = model.objects.visible_to(reader)
        self.fields["level"].choices = [choice for choice in Level.choices if choice[0] <= clearance_of(reader)]

    def clean(self):
        data = super().clean()
        process = data.get("process")
        for name in ("round", "statement"):
            if process and (subject := data.get(name)) and subject.process_id != process.pk:
                self.add_error(
                    name,
                    _("“%(subject)s” belongs to %(process)s. Choose that process, or leave this empty.")
                    % {"subject": subject, "process": subject.process},
                )
        subject, level = data.get("statement") or data.get("round") or process, data.get("level")
        if subject and level is not None and not type(subject).objects.visible_to(level).filter(pk=subject.pk).exists():
            self.add_error(
                "level",
                _("%(level)s readers may not see “%(subject)s”. Choose a higher level.")
                % {"level": level.label.capitalize(), "subject": subject},
            )
        return data

    def scope(self):
        """The Scope that was asked for; only after the form was found valid."""
        data = self.cleaned_data
        return scope_on(data["statement"] or data["round"] or data["process"], data["level"])
