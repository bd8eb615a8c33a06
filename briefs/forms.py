"""Asking for a brief, and for an edition of one."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from briefs.choosing import ByPublicId, ManyByPublicId, Offered
from briefs.kinds import ALWAYS, SECTIONS, Arrangement, Kind, Section, refusal_of
from briefs.languages import INTERFACES
from briefs.models import Brief
from briefs.scope import scope_on
from records.forms import MomentField
from records.languages import Language
from records.levels import Level, clearance_of
from statements.models import Commitment, Statement
from talks.models import Party, Process, Round

OPTIONAL = [section for section in Section if section not in ALWAYS]
SUBJECTS = ("process", "round", "statement")


def as_of_field():
    return MomentField(
        label=_("As of"),
        max_length=60,
        help_text=_(
            "A day, 2021-07-12, to its end; or a day and time in UTC, 2021-07-12T18:00Z. Nothing later is told."
        ),
    )


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class OrderForm(forms.Form):
    """As of which moment an edition of a kept brief is issued."""

    as_of = as_of_field()


class BriefForm(forms.Form):
    """Which talks, as of when, for whom, and in which form. The narrowest subject chosen is the one the brief is on."""

    process = ByPublicId(Process.objects.none(), label=_("Process"))
    round = ByPublicId(
        Round.objects.none(), label=_("Only this round"), required=False, empty_label=_("all rounds of the process")
    )
    statement = ByPublicId(
        Statement.objects.none(), label=_("Only this statement"), required=False, empty_label=_("all statements")
    )
    as_of = as_of_field()
    level = forms.TypedChoiceField(
        label=_("For readers of level"),
        coerce=lambda value: Level(int(value)),
        help_text=_("Nothing above it is told."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, required=False, initial=Kind.FULL)
    language = forms.ChoiceField(
        label=_("Language of the brief"),
        choices=[(language.value, language.label) for language in INTERFACES],
        required=False,
        initial=Language.ENGLISH,
        help_text=_("Quotes stay in their own."),
    )
    title = Brief._meta.get_field("title").formfield(
        required=False,
        label=_("Title"),
        help_text=_("As it stands on the cover. Leave empty for the name of its subject."),
    )
    arrangement = forms.ChoiceField(
        label=_("Order of the commitments"), choices=Arrangement.choices, required=False, initial=Arrangement.AS_SAID
    )
    opens_on = forms.DateField(label=_("Events from"), required=False, widget=DayInput())
    closes_on = forms.DateField(label=_("Events until"), required=False, widget=DayInput())
    sections = forms.MultipleChoiceField(
        label=_("Sections"),
        choices=[(section.value, section.label) for section in OPTIONAL],
        required=False,
        initial=[section.value for section in OPTIONAL],
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Those that the kind of brief has. The words beside later events, and the sources, always stand; with no "
            "box ticked, everything does."
        ),
    )
    party = ByPublicId(
        Party.objects.none(), label=_("Only what this party is bound to"), required=False, empty_label=_("all parties")
    )
    commitments = ManyByPublicId(
        Commitment.objects.none(),
        label=_("Only these commitments"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.data if self.is_bound else self.initial
        offered = Offered(reader, {name: chosen.get(name) for name in SUBJECTS})
        rows = {
            "process": offered.processes,
            "round": offered.rounds,
            "statement": offered.statements,
            "party": offered.parties,
            "commitments": offered.commitments,
        }
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset
        self.fields["commitments"].choices, self.offers_all = offered.commitments_by_statement()
        self.has_process = offered.chosen["process"] is not None
        self.fields["level"].choices = [choice for choice in Level.choices if choice[0] <= clearance_of(reader)]

    def clean_title(self):
        title = self.cleaned_data["title"]
        # What a title may hold stands in the model.
        Brief._meta.get_field("title").run_validators(title)
        return title

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
        self.refuse_hidden(data)
        self.refuse_kind(data)
        opens_on, closes_on = data.get("opens_on"), data.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", _("The window cannot close before it opens."))
        return data

    def refuse_hidden(self, data):
        """Add errors for what readers of the level asked for may not see: a brief on it would tell nothing of it."""
        level = data.get("level")
        if level is None:
            return
        subject = data.get("statement") or data.get("round") or data.get("process")
        asked = [subject, data.get("party"), *(data.get("commitments") or ())]
        for row in filter(None, asked):
            if not type(row).objects.visible_to(level).filter(pk=row.pk).exists():
                self.add_error(
                    "level",
                    _("%(level)s readers may not see “%(subject)s”. Choose a higher level.")
                    % {"level": level.label.capitalize(), "subject": row},
                )

    def refuse_kind(self, data):
        """Add an error where the kind asks for another number of commitments or parties."""
        kind = data.get("kind") or Kind.FULL
        commitments = data.get("commitments") or ()
        if sentence := refusal_of(kind, commitments=len(commitments), parties=1 if data.get("party") else 0):
            self.add_error("party" if kind == Kind.PARTY else "commitments", sentence)

    def scope(self):
        """The Scope that was asked for; only after the form was found valid."""
        data = self.cleaned_data
        scope = scope_on(data["statement"] or data["round"] or data["process"], data["level"])
        kind = Kind(data["kind"] or Kind.FULL)
        return replace(
            scope,
            title=data["title"] or scope.title,
            kind=kind,
            language=data["language"] or Language.ENGLISH.value,
            arrangement=Arrangement(data["arrangement"] or Arrangement.AS_SAID),
            opens_on=data["opens_on"],
            closes_on=data["closes_on"],
            sections=sections_asked(kind, data["sections"]),
            parties=frozenset({data["party"].pk} if data["party"] else ()),
            commitments=frozenset(row.pk for row in data["commitments"]),
        )


def sections_asked(kind, ticked):
    """The Sections to keep with a brief of this `kind`; none, if all that it has are `ticked`, or none is."""
    own = [section for section in SECTIONS[kind] if section in OPTIONAL]
    chosen = [section for section in own if section in ticked]
    if chosen == own or not ticked:
        return ()
    return tuple(section for section in SECTIONS[kind] if section in ALWAYS or section in chosen)
