"""PAM in the record: a statement for each accord, a commitment for each provision, an assessment for each year."""

import datetime as dt

from records.beside import stand_beside
from records.dates import PartialDate
from records.imports.importers import Importer, Tally, register
from records.imports.single import bring, digest_of, settle, stored_as
from records.levels import AFTER_EVERY_EMBARGO, Level
from records.models import Dataset
from statements.models import Clause, Commitment, Statement, Theme
from talks.models import Process
from talks.short_names import short_name
from tracking.codebook import CODEBOOK
from tracking.imports import pam
from tracking.imports.pam import AccordYear, Score
from tracking.models import Assessment

LABEL = "Peace Accords Matrix"
# What a provision asks for, where it is not to do something.
KINDS = {
    "cease": Commitment.Kind.REFRAIN,
    "embarg": Commitment.Kind.REFRAIN,
    "donor": Commitment.Kind.FACILITATE,
    "verify": Commitment.Kind.FACILITATE,
}
# Of two ratings with one score, that which the matrix means: it knows of no breach and of no closing.
RATINGS = {}
for entry in CODEBOOK:
    if entry.pam is not None:
        RATINGS.setdefault(entry.pam, entry.rating)
REVERSALS = {0: "", 1: " A reversal is coded.", 2: " A complete reversal is coded."}


@register
class Pam(Importer):
    """The Peace Accords Matrix of the Kroc Institute.

    Its ratings are entered as assessments in review: whoever coded them has done so, and nothing is published until one of
    us has looked at it.
    """

    dataset = Dataset.PAM
    licence = "PAM terms of use: rows are not passed on"
    attribution = (
        "Peace Accords Matrix, {release}, Kroc Institute for International Peace Studies, University of Notre Dame"
    )

    def __init__(self):
        # Provisions of the codebook by their codes, as they stand while a batch is stored.
        self.themes = {}

    def read(self, table):
        return pam.read(table, digest_of)

    def pack(self, record):
        return (*record[:-1], tuple(map(tuple, record.scores)))

    def unpack(self, packed):
        row = AccordYear._make(packed)
        return row._replace(scores=tuple(map(Score._make, row.scores)))

    def describe(self, packed):
        row = self.unpack(packed)
        return f"{row.year}: {row.title} ({row.country_name}); {len(row.scores)} provisions"

    def forecast(self, batch):
        new = changed = same = 0
        for row in map(self.unpack, batch):
            outcome = outcome_of(row, judged(row))
            new, changed, same = new + (outcome == "new"), changed + (outcome == "changed"), same + (outcome == "same")
        return Tally(new, changed, same)

    def store(self, batch, release, person):
        self.themes = {theme.code: theme for theme in Theme.objects.filter(codebook=Theme.Codebook.PAM)}
        tallies, conflicts, accords = {"new": 0, "changed": 0, "same": 0}, [], {}
        for row in map(self.unpack, batch):
            known = judged(row)
            tallies[outcome_of(row, known)] += 1
            if row.accord not in accords:
                accords[row.accord], more = self.accord_of(row, release, person)
                conflicts += more
            told = scores_told(row)
            for code, score in told.items():
                judge(accords[row.accord][code], row, score, known.get(code), release, person)
            gone = [one.pk for code, one in known.items() if code not in told and not one.is_withdrawn]
            if gone:
                Assessment.objects.filter(pk__in=gone).update(withdrawn_in=release)
        return Tally(**tallies, conflicts=tuple(conflicts))

    def accord_of(self, row, release, person):
        """({code of a provision: its commitment}, the conflicts) of the accord that `row` is of, entered or updated."""
        told = {"title": row.title, "issued_on": PartialDate(row.issued_on)}
        given = {"form": Statement.Form.AGREEMENT, "status": Statement.Status.SIGNED}
        if stored_as(Statement, self.dataset, row.accord) is None:
            given["process"] = process_of(row, release, person)
        statement, conflicts, _is_new = bring(
            Statement, row.accord, told, release=release, person=person, row=row.row, given=given
        )
        commitments = {}
        for provision in pam.provisions():
            if provision.code not in row.provisions:
                continue
            commitments[provision.code], more = self.commitment_of(statement, row, provision, release, person)
            conflicts += more
        return commitments, conflicts

    def commitment_of(self, statement, row, provision, release, person):
        """(the commitment by which an accord holds a provision, the conflicts)."""
        external_id = f"{row.accord}-{provision.code}"
        told = {"summary": provision.label}
        given = {
            "kind": KINDS.get(provision.code, Commitment.Kind.ACT),
            "specificity": Commitment.Specificity.GENERAL,
        }
        if stored_as(Commitment, self.dataset, external_id) is None:
            clause = Clause(
                statement=statement,
                number=provision.code,
                position=provision.position,
                summary=provision.label,
                created_by=person,
                changed_by=person,
            )
            stand_beside(clause, person)
            clause.save()
            given["clause"] = clause
        commitment, conflicts, is_new = bring(
            Commitment, external_id, told, release=release, person=person, row=row.row, given=given
        )
        if is_new:
            commitment.themes.add(self.themes[provision.code])
        return commitment, conflicts

    def on_record(self):
        return len(self.years(Assessment._base_manager.all()))

    def years(self, assessments):
        """The years of accords, “7-2006”, that those of `assessments` are of which came with PAM and are not withdrawn."""
        rows = assessments.filter(dataset=self.dataset, withdrawn_in=None)
        return {year_of(external_id) for external_id in rows.values_list("external_id", flat=True)}

    def vanished(self, ids, release):
        years = self.years(Assessment._base_manager.all())
        if release is not None:
            years -= self.years(Assessment._base_manager.filter(release=release))
        return ids.missing_from(sorted(years))

    def withdraw(self, keys, release):
        for key in keys:
            of_year = Assessment.objects.filter(dataset=self.dataset, external_id__startswith=f"{key}-")
            of_year.update(withdrawn_in=release)
        accords = {key.rpartition("-")[0] for key in keys}
        for accord in accords:
            left = Assessment._base_manager.filter(dataset=self.dataset, withdrawn_in=None)
            if not left.filter(external_id__startswith=f"{accord}-").exists():
                Statement.objects.filter(dataset=self.dataset, external_id=accord).update(withdrawn_in=release)
                held = Commitment.objects.filter(dataset=self.dataset, external_id__startswith=f"{accord}-")
                held.update(withdrawn_in=release)


def year_of(external_id):
    """“7-2006” of the id of an assessment, “7-2006-cease” or “7-2006-cease/2”."""
    return external_id.rpartition("-")[0]


def judged(row):
    """{code of a provision: the newest assessment of the year that `row` is of}."""
    rows = Assessment._base_manager.filter(dataset=Dataset.PAM, external_id__startswith=f"{row.external_id}-")
    return {one.external_id.rpartition("-")[2].partition("/")[0]: one for one in rows.order_by("pk")}


def scores_told(row):
    """{code of a provision: its Score} of what the year says; a provision without a value was not judged."""
    return {score.code: score for score in row.scores if score.carried_out is not None}


def outcome_of(row, known):
    """What storing `row` does with its year: "new", "changed" or "same"."""
    told, standing = scores_told(row), {code: one for code, one in known.items() if not one.is_withdrawn}
    if not known and (told or not Statement._base_manager.filter(dataset=Dataset.PAM, external_id=row.accord).exists()):
        return "new"
    same = told.keys() == standing.keys() and all(says_the_same(standing[code], row, told[code]) for code in told)
    return "same" if same else "changed"


def says_the_same(assessment, row, score):
    return not assessment.is_withdrawn and bytes(assessment.digest) == digest_of_score(row, score)


def digest_of_score(row, score):
    return digest_of((row.external_id, *score))


def judge(commitment, row, score, known, release, person):
    """Add what a year says of a provision, unless it is said already; what is added takes the place of `known`."""
    if known is not None and says_the_same(known, row, score):
        if known.release_id != release.pk:
            Assessment.objects.filter(pk=known.pk).update(release=release)
        return
    if known is not None and bytes(known.digest) == digest_of_score(row, score):
        Assessment.objects.filter(pk=known.pk).update(release=release, withdrawn_in=None)
        return
    external_id = f"{row.external_id}-{score.code}"
    if known is not None:
        earlier = Assessment._base_manager.filter(commitment=commitment, external_id__startswith=external_id)
        external_id = f"{external_id}/{earlier.count() + 1}"
    assessment = Assessment(
        commitment=commitment,
        dataset=Dataset.PAM,
        external_id=external_id,
        as_of=dt.datetime(row.year, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
        rating=RATINGS[score.carried_out],
        reasoning=reasoning_of(row, score, release),
        assessor_label=LABEL,
        status=Assessment.Status.IN_REVIEW,
        supersedes=known,
        level=Level.RESTRICTED,
        created_by=person,
    )
    settle(assessment, release, person, digest_of_score(row, score))
    assessment.save()


def reasoning_of(row, score, release):
    """Why the rating is what it is, in a sentence or two."""
    begun = {0: " It had not been begun.", 1: " It had been begun."}.get(score.begun, "")
    return (
        f"{release} codes the implementation of this provision in {row.year} as {score.carried_out} of 3.{begun}"
        f"{REVERSALS.get(score.reversed, '')}"
    )


def process_of(row, release, person):
    """The process that an accord is of: the only one of its country alone that is on record, else one of the country."""
    found = stored_as(Process, Dataset.PAM, row.country_number or row.country_name)
    if found is not None:
        return found
    if row.country:
        seen = Process.objects.visible_to(person or Level.RESTRICTED, AFTER_EVERY_EMBARGO)
        alone = list(seen.filter(countries=row.country).order_by("pk")[:2])
        if len(alone) == 1:
            return alone[0]
    name = f"Peace accords of {row.country_name}"
    told = {"name": name, "countries": [row.country] if row.country else []}
    process, _conflicts, _is_new = bring(
        Process,
        row.country_number or row.country_name,
        told,
        release=release,
        person=person,
        given=short_name(name, f"pam-{row.country_number or row.accord}", person),
    )
    return process
