"""Reviewing an assessment: what is judged, what changes, and the decision on it. Each is taken in tracking/publishing.py."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.revision import NOT_SAID, read_revision, signed_revision
from records.levels import AFTER_EVERY_EMBARGO
from records.models import StaleRevision
from records.word_diff import pieces
from tracking.comparison import judgements, timeline
from tracking.flags import causes, newest_in_force
from tracking.models import Assessment, Evidence
from tracking.publishing import PUBLISH, RECHECK, SUBMIT, decline, is_barred, let_stand, publish, submit

MOVED_ON = _("“%s” was changed after you opened the page. Read it again, then decide.")


def submitting(request, assessment, revision):
    submit(assessment, person=request.user, revision=revision)
    return gettext("It waits for review: a second person publishes it.")


def publishing(request, assessment, revision):
    publish(assessment, person=request.user, now=timezone.now(), revision=revision)
    return gettext("It is published.")


def declining(request, assessment, revision):
    decline(assessment, person=request.user, note=request.POST.get("note", ""), revision=revision)
    return gettext("It is declined, and your note is kept for its author.")


def letting_stand(request, assessment, revision):
    let_stand(assessment, person=request.user, note=request.POST.get("note", ""))
    return gettext("It stands, and your note is kept.")


DECISIONS = {"submit": submitting, "publish": publishing, "decline": declining, "stands": letting_stand}


class ReviewPages:
    """For the admin of assessments: the page of one that is there, with the decisions on it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.decision_view)
        return [path("<int:key>/decide/", view, name="tracking_assessment_decide"), *super().get_urls()]

    def decision_view(self, request, key):
        """Take the decision that was sent. What was refused comes back as the page, with the reason and the note."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        assessment = self.get_queryset(request).filter(pk=key).first()
        if assessment is None:
            raise Http404
        if not self.has_change_permission(request, assessment):
            raise PermissionDenied
        sentence = self.refusal(request, assessment)
        if not sentence:
            return HttpResponseRedirect(self.address("change", key))
        self.message_user(request, sentence, messages.ERROR)
        note = request.POST.get("note", "")
        # The page is drawn anew, not its own form sent.
        request.method = "GET"
        response = self.changeform_view(request, str(key), extra_context={"note": note})
        response.status_code = 409
        return response

    def refusal(self, request, assessment):
        """Why the decision was not taken, in a sentence; "" when it was."""
        decide = DECISIONS.get(request.POST.get("decision"))
        if decide is None:
            return gettext("Say what to do with it: press one of the buttons.")
        revision = read_revision(request.POST.get("opened_revision"), assessment)
        if revision is None:
            return NOT_SAID
        try:
            self.message_user(request, decide(request, assessment, revision), messages.SUCCESS)
        except StaleRevision:
            return MOVED_ON % assessment
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    def review(self, request, assessment):
        """What the page says of a stored assessment to whoever asks."""
        reader = request.user
        (flagged,) = causes([assessment], reader, AFTER_EVERY_EMBARGO)
        in_force = newest_in_force(reader, AFTER_EVERY_EMBARGO).filter(commitment=assessment.commitment_id).first()
        relied_on = Evidence.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(assessments=assessment)
        keys = set(relied_on.values_list("pk", flat=True))
        is_in_force = in_force == assessment
        before = None if is_in_force else in_force
        return {
            "assessment": assessment,
            "commitment": assessment.commitment,
            "entry": assessment.entry,
            "evidence": [
                piece for piece in timeline(assessment.commitment, reader, AFTER_EVERY_EMBARGO) if piece.pk in keys
            ],
            "unconfirmed": list(relied_on.exclude(status=Evidence.Status.CONFIRMED).select_related("event")),
            "before": before,
            "changes": changes_against(before, keys, reader, assessment) if before else None,
            "is_in_force": is_in_force,
            "causes": flagged.causes if is_in_force else [],
            "rechecks": list(assessment.rechecks.select_related("checked_by")),
            "declined": assessment.declines.select_related("declined_by").first(),
            "revision": signed_revision(assessment),
            "may": self.open_decisions(request, assessment),
            "is_barred": is_barred(assessment, reader),
        }

    def open_decisions(self, request, assessment):
        """{name of a decision: True} of those that whoever asks may take now, as far as the page can tell."""
        status, person = Assessment.Status(assessment.status), request.user
        waits = status == Assessment.Status.IN_REVIEW and not assessment.declines.exists()
        decides = waits and person.has_perm(PUBLISH) and not is_barred(assessment, person)
        return {
            "submit": status == Assessment.Status.DRAFT and person.has_perm(SUBMIT),
            "publish": decides,
            "decline": decides,
            "stands": status == Assessment.Status.PUBLISHED and person.has_perm(RECHECK),
        }


def changes_against(before, keys, reader, assessment):
    """What an assessment that relies on the evidence `keys` says otherwise than `before`, the one in force."""
    (shown,) = [row for row in judgements(before.commitment, reader, AFTER_EVERY_EMBARGO) if row == before]
    relied_on = {piece.pk: piece for piece in shown.known_evidence}
    return {
        "rating_moves": before.rating != assessment.rating,
        "added": keys - relied_on.keys(),
        "dropped": [piece for key, piece in relied_on.items() if key not in keys],
        "reasoning": pieces(before.reasoning, assessment.reasoning),
    }
