"""Pages on deadlines: the list of those by a date, and the same as a calendar to subscribe to."""

import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views import View

from records.audit.actions import Action
from records.audit.entries import note
from records.levels import Level, clearance_of
from records.pages import RecordDetail, RecordList
from statements.models import Deadline
from talks.models import Process
from tracking.comparison import with_ratings
from tracking.deadline_feed import calendar_of, entries
from tracking.deadline_filters import DeadlineFilter
from tracking.deadlines import dated_in_order, with_deadline_state


class DeadlineList(RecordList):
    """Deadlines by a date that are in force: overdue ones, then the next due, then those closed by their rating."""

    model = Deadline
    template_name = "tracking/deadline_list.html"
    filterset_class = DeadlineFilter
    columns = (
        ("commitment", lambda row: row.commitment.public_id),
        ("summary", lambda row: row.commitment.summary),
        ("process", lambda row: row.commitment.statement.process.name),
        ("statement", lambda row: row.commitment.statement.title),
        ("point", lambda row: row.commitment.clause.number),
        ("obligors_as_written", lambda row: row.commitment.obligors_as_written),
        ("obligors", lambda row: "; ".join(party.name for party in row.commitment.known_obligors)),
        ("due_on", lambda row: row.due_on.edtf),
        ("last_day", lambda row: row.due_on.latest),
        ("as_worded", lambda row: row.words),
        ("amended_by", lambda row: row.amended_by.title if row.amended_by else ""),
        ("state", lambda row: row.commitment.deadline_state.kind),
        ("state_in_words", lambda row: row.commitment.deadline_state.sentence),
        ("rating", lambda row: row.commitment.rating or "not_assessed"),
    )

    def get_filterset_kwargs(self, filterset_class):
        return {**super().get_filterset_kwargs(filterset_class), "on": localdate()}

    def rows(self, visible):
        dated = dated_in_order(self.request.user, localdate()).filter(pk__in=visible.order_by().values("pk"))
        return dated.select_related("commitment__clause__statement__process", "amended_by")

    def dress(self, rows):
        reader, commitments = self.request.user, [row.commitment for row in rows]
        with_deadline_state(with_ratings(commitments, reader), reader, self.filterset.on)
        return rows


class AllDeadlines(View):
    """The calendar of every deadline by a date."""

    http_method_names = ("get", "head", "options")

    def get(self, request):
        return calendar_response(request, _("Deadlines on Parley"), "deadlines")


class DeadlinesOfProcess(RecordDetail):
    """The calendar of the deadlines of one process."""

    model = Process
    http_method_names = ("get", "head", "options")

    def render_to_response(self, context, **kwargs):
        process = self.object
        return calendar_response(self.request, _("Deadlines: %s") % process.name, f"{process.slug}-deadlines", process)


def calendar_response(request, name, file_name, process=None):
    """The calendar, or 304 to a program that has it as it is. Whoever has not signed in gets what is public."""
    shown = entries(
        request.user,
        localdate(),
        lambda commitment: request.build_absolute_uri(commitment.get_absolute_url()),
        process,
    )
    file = calendar_of(shown, name)
    response = HttpResponse(
        file,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{file_name}.ics"',
            "ETag": quote_etag(hashlib.sha256(file).hexdigest()),
        },
    )
    response = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    level = clearance_of(request.user)
    # Calendar programs ask every quarter of an hour: what anyone can read is not entered each time.
    if response.status_code == 200 and level > Level.PUBLIC:
        note(Action.EXPORTED, model=Deadline, level=level, facts={"format": "ics", "rows": len(shown)})
    return response
