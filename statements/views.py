"""Pages on statements."""

from records.pages import RecordDetail, RecordList
from statements.filters import StatementFilter
from statements.models import Signature, Statement, StatementLink
from statements.reading import Reading, with_contents


class StatementList(RecordList):
    """Statements, the latest first."""

    model = Statement
    filterset_class = StatementFilter
    columns = (
        ("public_id", lambda row: row.public_id),
        ("title", lambda row: row.title),
        ("form", lambda row: row.form),
        ("process", lambda row: row.process.name),
        ("round", lambda row: row.round),
        ("issued_on", lambda row: row.issued_on and row.issued_on.edtf),
        ("languages", lambda row: " ".join(version.language for version in row.known_versions)),
        ("commitments", lambda row: row.commitment_count),
    )

    def rows(self, visible):
        return visible.select_related("process", "round").order_by("-issued_on_latest", "-pk")

    def dress(self, rows):
        return with_contents(rows, self.request.user)


class StatementDetail(RecordDetail):
    """One statement: its texts side by side with its commitments marked, who signed, what it changes."""

    model = Statement

    def rows(self, visible):
        return visible.select_related("process", "round")

    def get_context_data(self, **kwargs):
        reader, said = self.request.user, self.object
        links = StatementLink.objects.visible_to(reader)
        return super().get_context_data(
            reading=Reading(said, reader),
            signatures=Signature.objects.visible_to(reader).filter(statement=said).select_related("party", "person"),
            links=links.filter(statement=said).select_related("earlier"),
            linked_from=links.filter(earlier=said).select_related("statement"),
            **kwargs,
        )
