"""Assessing a commitment: the form, and what stands beside it while somebody judges."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from records.admin.forms import PageForm
from records.levels import AFTER_EVERY_EMBARGO
from records.word_search.forms import LONGEST_SEARCH
from statements.models import Commitment
from statements.reading import wordings
from tracking.codebook import CODEBOOK, VERSION
from tracking.comparison import deadlines, judgements, timeline
from tracking.judging import Judgement, amendments, faults_in, refuse_old_codebook, replaced, replacements
from tracking.models import Assessment, Evidence

FOR = (Evidence.Bearing.HONOURS, Evidence.Bearing.IN_PART)
AGAINST = (Evidence.Bearing.BREACHES, Evidence.Bearing.HINDERS)
OWN_EVIDENCE_ALONE = _(
    "An assessment relies on confirmed evidence about its own commitment only: choose from what stands here."
)
# How many commitments are offered to choose from.
OFFERED = 20


class AssessmentForm(PageForm):
    """The form of an assessment. It carries the version of the codebook under which it was opened."""

    codebook_opened = forms.CharField(required=False, widget=forms.HiddenInput, initial=VERSION)

    # The moment of the request; the admin sets it, as it sets the reader.
    now = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "rating" in self.fields:
            self.fields["rating"].choices = [(entry.rating.value, entry.label) for entry in CODEBOOK]
            self.fields["rating"].error_messages["required"] = _("Choose a rating.")
        if "reasoning" in self.fields:
            self.fields["reasoning"].error_messages["required"] = _(
                "Give the reasoning: a rating without one helps nobody."
            )
        if "evidence" in self.fields:
            self.fields["evidence"].error_messages["invalid_choice"] = OWN_EVIDENCE_ALONE

    def clean(self):
        given = super().clean()
        if self.is_stored:
            return given
        if sentence := refuse_old_codebook(given.get("codebook_opened", ""), given.get("rating")):
            self.add_error(None, sentence)
        elif {"commitment", "as_of", "rating", "evidence"} <= given.keys():
            judgement = Judgement(given["commitment"], given["as_of"], given["rating"], list(given["evidence"]))
            for name, sentences in faults_in(judgement, self.reader, self.now).items():
                self.add_error(name, sentences)
        return given


@dataclass(frozen=True)
class Column:
    """The evidence of one side: its heading, and the pieces, each with `is_ticked`."""

    key: str
    heading: str
    pieces: list


class AssessingDesk:
    """What stands beside the form on `commitment`, as `reader` sees it, embargoes aside. `ticked` are keys as text."""

    def __init__(self, commitment, reader, ticked=()):
        self.commitment = commitment
        self.statement = commitment.clause.statement
        self.wordings = wordings(commitment, reader, AFTER_EVERY_EMBARGO)
        self.obligors = list(commitment.obligors.visible_to(reader, AFTER_EVERY_EMBARGO))
        self.deadlines = list(deadlines(commitment, reader, AFTER_EVERY_EMBARGO))
        self.earlier = judgements(commitment, reader, AFTER_EVERY_EMBARGO)
        self.replaced = [replaced(link) for link in replacements(commitment, reader)]
        self.amended = [link.statement for link in amendments(commitment, reader)]
        evidence = timeline(commitment, reader, AFTER_EVERY_EMBARGO)
        for piece in evidence:
            piece.is_ticked = str(piece.pk) in ticked
        self.sides = [
            Column("for", _("For: it honours the words"), [piece for piece in evidence if piece.bearing in FOR]),
            Column(
                "against",
                _("Against: it breaches them, or hinders"),
                [piece for piece in evidence if piece.bearing in AGAINST],
            ),
        ]
        self.context = Column(
            "context", _("Context"), [piece for piece in evidence if piece.bearing == Evidence.Bearing.CONTEXT]
        )


def commitment_at(key, reader):
    """The commitment with the primary key `key`, a text, that `reader` sees; None when there is none."""
    # Beyond fifteen digits it is no key, and the database may refuse the number.
    if not (key.isascii() and key.isdecimal() and len(key) < 16):
        return None
    seen = Commitment.objects.visible_to(reader, AFTER_EVERY_EMBARGO).select_related("clause__statement__process")
    return seen.filter(pk=key).first()


def commitments_found(words, reader):
    """The first commitments whose summary, or whose statement's title, has each of the `words`, the latest first."""
    found = Commitment.objects.visible_to(reader, AFTER_EVERY_EMBARGO).select_related("clause__statement")
    for word in words[:LONGEST_SEARCH].split():
        found = found.filter(summary__icontains=word) | found.filter(clause__statement__title__icontains=word)
    return list(found.newest_first()[:OFFERED])


def starting_from(key, commitment, reader):
    """What an empty form starts with when it amends the assessment with the key `key`; {} when there is none to see."""
    if not (key.isascii() and key.isdecimal() and len(key) < 16):
        return {}
    seen = Assessment.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(commitment=commitment, pk=key).first()
    if seen is None:
        return {}
    relied_on = Evidence.objects.visible_to(reader, AFTER_EVERY_EMBARGO).confirmed().filter(assessments=seen)
    return {
        "rating": seen.rating,
        "reasoning": seen.reasoning,
        "evidence": list(relied_on.values_list("pk", flat=True)),
        "assessor_label": seen.assessor_label,
    }
