"""The pages on which people decide about suggestions: of a commitment, of an event, and the list of all that wait."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from events.models import Event
from records.admin.next_steps import next_page
from records.levels import AFTER_EVERY_EMBARGO
from statements.models import Commitment
from tracking.admin.suggestion_desk import COMMITMENT, EVENT, Desk
from tracking.models import SuggestionRun
from tracking.suggestions.apart import start
from tracking.waiting import commitments_waiting, waiting_for, with_commitments

NEEDED = "tracking.add_evidence"
ON_A_PAGE = 50


class SuggestionPages:
    """For the admin of evidence."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        writing = require_http_methods(["GET", "HEAD", "POST"])
        return [
            path(
                "for-commitment/<int:key>/",
                wrap(writing(self.for_commitment_view)),
                name="tracking_evidence_for_commitment",
            ),
            path("for-event/<int:key>/", wrap(writing(self.for_event_view)), name="tracking_evidence_for_event"),
            path("waiting/", wrap(writing(self.waiting_view)), name="tracking_evidence_waiting"),
            *super().get_urls(),
        ]

    def for_commitment_view(self, request, key):
        """The events that may bear on one commitment, and what is decided about them."""
        return self.desk_view(request, key, COMMITMENT)

    def for_event_view(self, request, key):
        """The commitments that one event may bear on, and what is decided about them."""
        return self.desk_view(request, key, EVENT)

    def desk_view(self, request, key, side):
        seen = side.model.objects.visible_to(request.user, AFTER_EVERY_EMBARGO)
        subject = seen.select_related(*side.with_it).filter(pk=key).first()
        if subject is None:
            raise Http404
        if not request.user.has_perm(NEEDED):
            raise PermissionDenied
        desk = Desk(request, side, subject)
        if request.method == "POST" and (answer := desk.answer()) is not None:
            return answer
        page = Paginator(desk.waiting(), ON_A_PAGE).get_page(request.GET.get("page"))
        context = {**self.shared(request), **desk.shown(page)}
        return TemplateResponse(request, "admin/tracking/suggestions.html", context, status=desk.status)

    def waiting_view(self, request):
        """Every commitment for which suggestions wait; a POST has the whole record looked through in the background."""
        if not request.user.has_perm(NEEDED):
            raise PermissionDenied
        if request.method == "POST":
            with transaction.atomic():
                start()
            told = gettext("The search has begun. It goes on while you do other things; this page says how far it is.")
            self.message_user(request, told, messages.SUCCESS)
            return HttpResponseRedirect(request.path)
        page = Paginator(commitments_waiting(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.shared(request),
            "title": gettext("Suggestions that wait"),
            "page_obj": page,
            "rows": with_commitments(list(page.object_list), request.user),
            "search": SuggestionRun.objects.order_by("-pk").first(),
        }
        return TemplateResponse(request, "admin/tracking/suggestions_waiting.html", context)

    def shared(self, request):
        return {**self.admin_site.each_context(request), "opts": self.opts}


def events_waiting(commitment, user):
    """“3 events may bear on it”, of those that wait for `user`."""
    number = waiting_for(user, commitment=commitment.pk).count()
    if not number:
        return gettext("Look for events that may bear on it: nothing waits")
    return ngettext("%d event may bear on it", "%d events may bear on it", number) % number


def commitments_of_event_waiting(event, user):
    """“It may bear on 3 commitments”, of those that wait for `user`."""
    number = waiting_for(user, event=event.pk).count()
    if not number:
        return gettext("Look for commitments that it may bear on: nothing waits")
    return ngettext("It may bear on %d commitment", "It may bear on %d commitments", number) % number


next_page(
    after=Commitment,
    room="tracking",
    label=events_waiting,
    address=lambda commitment: reverse("admin:tracking_evidence_for_commitment", args=[commitment.pk]),
    needs=NEEDED,
)
next_page(
    after=Event,
    room="tracking",
    label=commitments_of_event_waiting,
    address=lambda event: reverse("admin:tracking_evidence_for_event", args=[event.pk]),
    needs=NEEDED,
)
