"""The short forms beside the text. What they leave out stands on the full page of the record, one click away."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.forms import KeptForm, RecordForm
from records.levels import AFTER_EVERY_EMBARGO, level_beneath
from statements.admin.workbench.boxes import ShownChoice, ShownChoices, earlier_commitments, themes_by_use
from statements.admin.workbench.outline import points
from statements.marking import marks_in, new_point, next_number, point_holding, selected, words_at
from statements.models import Commitment, Deadline, Passage
from statements.obligors import sides_meant
from statements.points import points_of
from statements.suggesting import label_before, participants, suggestion

# The boxes that are folded away until they are asked for.
FOLDED = {"beneficiaries_as_written", "beneficiaries", "verifiability_note", "conditions", "level", "repeats"}
NEW_POINT = _("a new point from these words")


class OffsetsForm(forms.Form):
    """Which words are meant: offsets in code points."""

    start = forms.IntegerField(widget=forms.HiddenInput)
    end = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data, version):
        super().__init__(data)
        self.version, self.words = version, None

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.words = self.words_meant(cleaned)
        return cleaned

    def words_meant(self, cleaned):
        return words_at(self.version, cleaned["start"], cleaned["end"])

    @property
    def refusal(self):
        """What is wrong with the selection, in a sentence; "" when nothing is."""
        for name in self.errors:
            if name != "__all__":
                told = {"name": name, "value": str(self.data.get(name, ""))[:40]}
                return gettext("Nothing was marked: “%(name)s” is “%(value)s”. Select the words again.") % told
        return " ".join(self.non_field_errors())


class SelectionForm(OffsetsForm):
    """Which words are meant, and what they were on the page, letter for letter."""

    exact = forms.CharField(widget=forms.HiddenInput, strip=False)

    def words_meant(self, cleaned):
        # A browser may send line breaks of its own kind.
        return selected(self.version, cleaned["start"], cleaned["end"], cleaned["exact"].replace("\r\n", "\n"))


class PlacedForm:
    """A form on a version for its reader; on selected words it asks which point they belong to.

    `picked` is the point or commitment that was picked in the panel, or None.
    """

    def __init__(self, *args, version, reader, words=None, picked=None, **kwargs):
        self.version, self.reader, self.words = version, reader, words
        super().__init__(*args, **kwargs)

    def offer_points(self, picked=None):
        """Let the box `point` offer the points of the statement, with the one that holds the words, or was picked, chosen."""
        field = self.fields["point"]
        field.queryset = points_of(self.version, self.reader).order_by("position", "pk")
        field.label_from_instance = lambda row: f"{row.number}: {row.summary}" if row.summary else row.number
        holding = point_holding(self.version, self.words.start, self.words.end, self.reader)
        chosen = picked or holding
        self.initial["point"] = chosen and chosen.pk
        if "number" in self.fields:
            label = label_before(self.version.text, self.words.start)
            self.initial["number"] = next_number(self.version, label, self.reader)
            known = label and field.queryset.filter(number=label).first()
            if not chosen and known:
                # Printed with the number of a point that is marked in another version.
                self.initial["point"] = known.pk

    def clause_chosen(self):
        """The Clause that the boxes `point` and `number` name: a stored one, or a new one; None with an error added."""
        if clause := self.cleaned_data.get("point"):
            return clause
        number = (self.cleaned_data.get("number") or "").strip()
        if not number:
            self.add_error("number", _("Give the number of the new point as printed, for example “6”."))
            return None
        if self.fields["point"].queryset.filter(number=number).exists():
            self.add_error(
                "number",
                _("The statement has a point “%s” already: choose it above, or give the new one another number.")
                % number,
            )
            return None
        return new_point(self.version, number, self.cleaned_data.get("point_summary", ""))


def point_boxes(*, is_required=False):
    """The boxes by which words are given to a point."""
    return {
        "point": forms.ModelChoiceField(
            None, required=is_required, label=_("Point"), empty_label=None if is_required else NEW_POINT
        ),
        "number": forms.CharField(required=False, max_length=20, label=_("Its number")),
    }


class CommitmentShortForm(PlacedForm, RecordForm):
    """A commitment, new or stored. A new one is given to a point, and its words are those selected."""

    class Meta:
        model = Commitment
        fields = (
            *(
                "summary",
                "kind",
                "specificity",
                "is_verifiable",
                "verifiability_note",
                "obligors_as_written",
                "obligors",
            ),
            *("beneficiaries_as_written", "beneficiaries", "themes", "level", "repeats", "conditions"),
        )
        widgets = {
            "obligors": ShownChoices,
            "beneficiaries": ShownChoices,
            "themes": ShownChoices,
            "repeats": ShownChoice,
            "conditions": forms.Textarea(attrs={"rows": 2}),
            "summary": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, picked=None, **kwargs):
        super().__init__(*args, **kwargs)
        version = self.version
        for name, field in self.fields.items():
            # What is said at length on the full page is not repeated beside the text.
            field.help_text = "" if name != "level" else _("A new record is restricted at least.")
            if isinstance(field.widget, (forms.TextInput, forms.Textarea)):
                field.widget.attrs["dir"] = "auto"
        self.fields["repeats"].queryset = earlier_commitments(version, self.reader)
        here = participants(version.statement.round, self.reader)
        for name in ("obligors", "beneficiaries"):
            self.fields[name].widget.shown = here
        self.fields["themes"].widget.shown = themes_by_use(version, self.reader)
        if not self.is_stored:
            self.fields |= point_boxes()
            self.offer_points(picked)
            self.suggest()

    def suggest(self):
        """Start the boxes with what the words suggest."""
        words, version = self.words, self.version
        around = self.fields["point"].queryset.filter(pk=self.initial["point"]).first()
        place = around and version.passages.filter(clause=around, commitment=None).order_by("start").first()
        found = suggestion(version.text, words.start, words.end, (place.start, place.end) if place else None)
        sides = sides_meant(found.obligors_as_written, version.statement.round, self.reader)
        self.suggested = found
        self.initial |= {
            "summary": found.summary,
            "kind": found.kind,
            "specificity": Commitment.Specificity.GENERAL,
            "obligors_as_written": found.obligors_as_written,
            "obligors": [party.pk for party in sides],
            "level": level_beneath(max(version.level, around.level if around else 0)).value,
        }
        self.sides = sides

    def clean(self):
        super().clean()
        if not self.is_stored:
            self.clause = self.clause_chosen()
            if self.clause is not None:
                self.instance.clause = self.clause

    @property
    def folded_errors(self):
        """Whether something is wrong in the part of the form that is folded away."""
        return not FOLDED.isdisjoint(self.errors)


class DeadlineShortForm(KeptForm):
    """The original deadline of a commitment."""

    guard = None

    class Meta:
        model = Deadline
        fields = ("terms", "due_on", "words")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="deadline", **kwargs)
        for field in self.fields.values():
            field.help_text = ""
        self.fields["terms"].label = _("Deadline")
        self.fields["due_on"].widget.attrs["placeholder"] = "2021-07-31"


class PointShortForm(PlacedForm, forms.Form):
    """The words of a point, new or known."""

    point_summary = forms.CharField(required=False, max_length=300, label=_("Substance, in a few of our own words"))

    def __init__(self, *args, picked=None, **kwargs):
        super().__init__(*args, **kwargs)
        summary = self.fields.pop("point_summary")
        self.fields |= {**point_boxes(), "point_summary": summary}
        summary.widget.attrs["dir"] = "auto"
        self.offer_points(picked)
        if picked is None and point_marked(self.version, self.reader, self.initial["point"]):
            # Words in a point that is marked already are those of another, below it.
            self.initial["point"] = None

    def clean(self):
        super().clean()
        self.clause = self.clause_chosen()
        return self.cleaned_data


def point_marked(version, reader, key):
    """Whether the point `key` is marked as a whole in `version`, as far as `reader` sees."""
    return bool(key) and any(point.passages for point in points(version, reader, [key]))


class WordsShortForm(PlacedForm, forms.Form):
    """Which known commitment the words are those of."""

    commitment = forms.ModelChoiceField(
        None,
        label=_("Commitment"),
        empty_label=None,
        error_messages={"required": _("Choose the commitment whose words these are.")},
    )

    def __init__(self, *args, picked=None, **kwargs):
        super().__init__(*args, **kwargs)
        version, reader, words = self.version, self.reader, self.words
        field = self.fields["commitment"]
        field.queryset = commitments_of(version, reader)
        field.label_from_instance = lambda row: f"{row.clause.number}: {row.summary}"
        holding = point_holding(version, words.start, words.end, reader)
        marked = marks_in(version, reader).filter(commitment__isnull=False).order_by().values("commitment")
        open_here = field.queryset.exclude(pk__in=marked)
        likely = picked or (open_here.filter(clause=holding).first() if holding else None) or open_here.first()
        self.initial["commitment"] = likely and likely.pk


class DisputeShortForm(PlacedForm, RecordForm):
    """Why a rendering is disputed, what it should say instead, and who says so."""

    class Meta:
        model = Passage
        fields = ("dispute_reason", "proposed_wording", "disputed_by")
        widgets = {
            "dispute_reason": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "proposed_wording": forms.Textarea(attrs={"rows": 2}),
            "disputed_by": forms.TextInput(attrs={"dir": "auto"}),
        }

    def __init__(self, *args, picked=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dispute_reason"].required = True
        self.fields["dispute_reason"].error_messages["required"] = _("Say why this rendering is disputed.")
        self.fields["proposed_wording"].widget.attrs |= {"lang": self.version.language, "dir": self.version.direction}
        if not self.is_stored:
            self.fields = {"point": point_boxes(is_required=True)["point"], **self.fields}
            self.offer_points(picked)

    @property
    def told(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}


def commitments_of(version, reader):
    """The commitments of the version's statement that `reader` sees, in order."""
    rows = Commitment.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(clause__statement=version.statement_id)
    return rows.select_related("clause").order_by("clause__position", "clause", "pk")
