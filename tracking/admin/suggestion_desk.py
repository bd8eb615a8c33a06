"""One request to a page of suggestions: what it shows, what was decided on it, and how that is answered.

With scripts, a decision is answered with what it changes on the page, by htmx; without, by the page itself.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Event
from records.admin.sent_rows import is_key
from statements.models import Commitment
from tracking import deciding
from tracking.comparison import deadlines
from tracking.deciding import CannotDecide
from tracking.models import Dismissal, Evidence
from tracking.suggestions.fresh import bring_event_up_to_date, bring_up_to_date
from tracking.waiting import set_aside, waiting_for, with_all_that_decides

NOT_SAID = _("Nothing was entered: the page did not say what to do. Press one of the buttons of the row.")
FRAGMENTS = "admin/tracking/suggestions"


@dataclass(frozen=True)
class Side:
    """What the page is about (`name`, of the `model`), and what it lists (`other`). `look_again` searches anew for one."""

    name: str
    other: str
    model: type[Model]
    with_it: tuple
    look_again: Callable


COMMITMENT = Side("commitment", "event", Commitment, ("clause__statement",), bring_up_to_date)
EVENT = Side("event", "commitment", Event, ("place",), bring_event_up_to_date)


@dataclass
class Desk:
    """`status` and `refusal` tell how a sent form fared that the page shows again; `typed` is what stood in it."""

    request: HttpRequest
    side: Side
    subject: Model
    status: int = 200
    refusal: str = ""
    typed: dict = field(default_factory=dict)

    @property
    def user(self):
        return self.request.user

    @property
    def is_by_script(self):
        return self.request.headers.get("HX-Request") == "true"

    @property
    def about(self):
        return {self.side.name: self.subject.pk}

    @property
    def address(self):
        return reverse(f"admin:tracking_evidence_for_{self.side.name}", args=[self.subject.pk])

    def waiting(self):
        return waiting_for(self.user, **self.about)

    def dressed(self, suggestions):
        """The list of `suggestions` as rows of the page."""
        rows = with_all_that_decides(suggestions, self.user)
        for row in rows:
            row.other = getattr(row, self.side.other)
            row.typed = self.typed.get(row.other.pk, "")
        return rows

    def decided_against(self):
        """What was rejected and dismissed here, and how much that is."""
        rejected, dismissed = set_aside(self.user, **self.about)
        return {"rejected": rejected, "dismissed": dismissed, "number_aside": len(rejected) + len(dismissed)}

    def shown(self, page):
        """What the page shows; `page` is that of a Paginator over `waiting()`."""
        sent = self.request.GET.get("undo", "")
        last = deciding.decision_in(sent, self.user) if sent else None
        return {
            **self.decided_against(),
            "title": gettext("Events that may bear on it")
            if self.side is COMMITMENT
            else gettext("Commitments it may bear on"),
            "desk": self,
            "subject": self.subject,
            "deadlines": deadlines(self.subject, self.user) if self.side is COMMITMENT else (),
            "page_obj": page,
            "rows": self.dressed(page.object_list),
            "number": page.paginator.count,
            "sentence": self.refusal or (deciding.said(last) if last else ""),
            "is_refusal": bool(self.refusal),
            "undo": sent if last and not self.refusal else "",
            "bearings": Evidence.Bearing.choices,
        }

    def answer(self):
        """What a sent form is answered with; None when the page itself is to say what was wrong with it."""
        decision = self.request.POST.get("decision", "")
        ways = {"undo": self.undo, "take_back": self.take_back, "look_again": self.look_again}
        return ways.get(decision, self.decide)()

    def decide(self):
        """Confirm, reject or dismiss one row."""
        sent = self.request.POST
        other = int(sent["other"]) if is_key(sent.get("other", "")) else 0
        decision, reasoning = sent.get("decision"), sent.get("reasoning", "")
        pair = {**self.about, self.side.other: other}
        try:
            if decision in Evidence.Bearing.values:
                row = deciding.confirm(**pair, user=self.user, at=timezone.now(), bearing=decision, reasoning=reasoning)
            elif decision == "reject":
                row = deciding.reject(**pair, user=self.user, at=timezone.now(), reasoning=reasoning)
            elif decision == "dismiss":
                row = deciding.dismiss(**pair, user=self.user)
            else:
                return self.refused(NOT_SAID, {other: reasoning})
        except CannotDecide as refusal:
            return self.told(str(refusal))
        except ValidationError as refusal:
            return self.refused(" ".join(refusal.messages), {other: reasoning})
        return self.done(deciding.said(row), undo=deciding.token(row, self.user))

    def undo(self):
        return self.back(lambda: deciding.undo(self.request.POST.get("token", ""), self.user), gettext("Undone: “%s”."))

    def take_back(self):
        sent = self.request.POST
        kind = Evidence if "evidence" in sent else Dismissal
        key = sent.get(kind._meta.model_name, "")
        row = kind(pk=int(key) if is_key(key) else 0)
        return self.back(
            lambda: deciding.take_back(row, self.user), gettext("Taken back: “%s” can be suggested again.")
        )

    def back(self, work, sentence):
        """Undo or take back; the row that waits again comes back to the page."""
        try:
            row = work()
        except CannotDecide as refusal:
            return self.told(str(refusal), stays=True)
        pair = {"commitment": row.commitment_id, "event": row.event_id}
        again = self.dressed(self.waiting().filter(**pair))
        return self.done(sentence % getattr(row, self.side.other), rows=again)

    def look_again(self):
        """Search anew for suggestions of this one record."""
        self.side.look_again(self.subject)
        number = self.waiting().count()
        found = gettext("Looked again: %d wait now.") % number if number else gettext("Looked again: nothing waits.")
        messages.success(self.request, found)
        return HttpResponseRedirect(self.address)

    def done(self, sentence, *, undo="", rows=()):
        """Answer what was stored. `undo` is the token of the button beside the sentence, `rows` are those that come back."""
        if not self.is_by_script:
            if undo:
                return HttpResponseRedirect(f"{self.address}?{urlencode({'undo': undo})}")
            messages.success(self.request, sentence)
            return HttpResponseRedirect(self.address)
        drawn = [self.fragment("row", row=row, bearings=Evidence.Bearing.choices) for row in rows]
        return self.parts(*drawn, sentence=sentence, undo=undo, back=[row.other.pk for row in rows])

    def told(self, sentence, *, stays=False):
        """Answer that nothing was stored, as things are not as the page shows them; the row goes from it unless it `stays`."""
        if not self.is_by_script:
            messages.warning(self.request, sentence)
            return HttpResponseRedirect(self.address)
        answer = self.parts(sentence=sentence, is_refusal=True, status=409)
        if stays:
            answer["HX-Reswap"] = "none"
        return answer

    def refused(self, sentence, typed):
        """Answer that nothing was stored, as it may not be like that; what was `typed` stays where it is."""
        if self.is_by_script:
            said = self.fragment("said", sentence=sentence, is_refusal=True)
            return HttpResponse(said, status=422, headers={"HX-Reswap": "none"})
        self.status, self.refusal, self.typed = 422, str(sentence), typed
        return None

    def parts(self, *drawn, status=200, back=(), **said):
        """What changes on a page that is open: `drawn`, the sentence, the numbers, what was set aside."""
        told = {"number": self.waiting().count(), **self.decided_against()}
        parts = [*drawn, self.fragment("said", **said), self.fragment("numbers", **told)]
        event = json.dumps({"decided": {"back": list(back)}})
        return HttpResponse("".join(parts), status=status, headers={"HX-Trigger-After-Settle": event})

    def fragment(self, name, **context):
        """One of the templates of the page as text."""
        return render_to_string(f"{FRAGMENTS}_{name}.html", {"desk": self, **context}, self.request)
