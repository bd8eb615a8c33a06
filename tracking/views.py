"""Pages on commitments: what the words bind whom to, and what was reported later."""

from django.utils.timezone import localdate

from records.pages import RecordDetail, RecordList
from statements.models import Commitment
from statements.reading import wordings
from tracking.codebook import CODEBOOK, VERSION
from tracking.comparison import deadlines, judgements, repetitions, timeline, with_ratings
from tracking.deadlines import with_deadline_state
from tracking.filters import CommitmentFilter
from tracking.flags import causes


class CommitmentList(RecordList):
    """Commitments, those of the latest statement first."""

    model = Commitment
    template_name = "tracking/commitment_list.html"
    filterset_class = CommitmentFilter
    columns = (
        ("public_id", lambda row: row.public_id),
        ("summary", lambda row: row.summary),
        ("process", lambda row: row.statement.process.name),
        ("statement", lambda row: row.statement.title),
        ("issued_on", lambda row: row.statement.issued_on and row.statement.issued_on.edtf),
        ("point", lambda row: row.clause.number),
        ("kind", lambda row: row.kind),
        ("specificity", lambda row: row.specificity),
        ("can_be_verified", lambda row: "yes" if row.is_verifiable else "no"),
        ("obligors_as_written", lambda row: row.obligors_as_written),
        ("obligors", lambda row: "; ".join(party.name for party in row.known_obligors)),
        ("deadline", lambda row: row.deadline.terms if row.deadline else "none"),
        ("due_on", lambda row: row.deadline.due_on.edtf if row.deadline and row.deadline.due_on else ""),
        ("deadline_state", lambda row: row.deadline_state.kind),
        ("repeats", lambda row: row.earlier.public_id if row.earlier else ""),
        ("rating", lambda row: row.rating or "not_assessed"),
    )

    def get_filterset_kwargs(self, filterset_class):
        return {**super().get_filterset_kwargs(filterset_class), "on": localdate()}

    def rows(self, visible):
        statement = "clause__statement__"
        shown = visible.select_related(f"{statement}process").only(
            *("public_id", "summary", "kind", "specificity", "is_verifiable", "obligors_as_written", "clause__number"),
            "repeats",
            *(f"{statement}public_id", f"{statement}title", f"{statement}issued_on", f"{statement}process__name"),
        )
        return shown.newest_first()

    def dress(self, rows):
        reader = self.request.user
        rated = with_ratings(rows, reader, self.filterset.asked.get("as_of"))
        return with_deadline_state(rated, reader, self.filterset.on)


class CommitmentDetail(RecordDetail):
    """One commitment: its words in each version beside what was reported later, and every judgement of it."""

    model = Commitment
    template_name = "tracking/commitment_detail.html"

    def rows(self, visible):
        return visible.select_related("clause__statement__process", "clause__statement__round")

    def get_context_data(self, **kwargs):
        reader, bound = self.request.user, self.object
        with_deadline_state([bound], reader, localdate())
        seen = Commitment.objects.visible_to(reader).select_related("clause__statement")
        earlier = seen.filter(pk=bound.repeats_id).first()
        judged = judgements(bound, reader)
        rated_with = earlier if earlier and not judged else None
        if rated_with:
            judged = judgements(rated_with, reader)
        # Only the one in force is flagged.
        causes(judged[:1], reader)
        return super().get_context_data(
            repeats=earlier,
            repetitions=repetitions(bound, reader),
            rated_with=rated_with if judged else None,
            wordings=wordings(bound, reader),
            obligors=bound.obligors.visible_to(reader),
            beneficiaries=bound.beneficiaries.visible_to(reader),
            themes=bound.themes.visible_to(reader),
            waits_for=Commitment.objects.visible_to(reader).filter(pk=bound.depends_on_id).first(),
            waited_for_by=Commitment.objects.visible_to(reader).filter(depends_on=bound).order_by("pk"),
            deadlines=deadlines(bound, reader),
            evidence=timeline(bound, reader),
            judgements=judged,
            codebook=CODEBOOK,
            codebook_version=VERSION,
            **kwargs,
        )
