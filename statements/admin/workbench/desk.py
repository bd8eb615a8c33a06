"""One request to the workbench of a version: what it may go on from, and how it is answered."""

import json
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from records.admin.revision import read_revision, signed_revision
from records.levels import AFTER_EVERY_EMBARGO
from statements.admin.workbench.blocks import drawn
from statements.admin.workbench.outline import points
from statements.marking import marks_in
from statements.models import Version
from statements.models.clause import DRAFT
from statements.text.anchors import find

NOT_SAID = _(
    "The page does not say which text it shows, so nothing was marked: the text may be another by now. What you typed is "
    "still here. Load the page anew in another tab, and compare."
)
MOVED_ON = _(
    "Somebody changed this text after you opened the page, so nothing was marked. What you typed is still here: load the "
    "page anew in another tab, and select the words there."
)
FRAGMENTS = "admin/statements/workbench/"


@dataclass(frozen=True)
class Correction:
    """A later version that corrects this one, and the address of its workbench, at the words if they stand there once."""

    version: Version
    address: str
    has_words: bool


@dataclass
class Desk:
    """`sent` is what came with the request, whatever its method."""

    request: HttpRequest
    version: Version

    @property
    def user(self):
        return self.request.user

    @property
    def sent(self):
        return self.request.POST if self.request.method == "POST" else self.request.GET

    def address(self, page, *args):
        return reverse(f"admin:statements_version_{page}", args=[self.version.pk, *args])

    def hindrance(self):
        """Why nothing can be marked now, in a sentence; "" when nothing stands in the way."""
        version = self.version
        if not version.is_verbatim:
            return DRAFT % version.label
        opened = read_revision(self.sent.get("page_revision"), version)
        if opened is None:
            return NOT_SAID
        if opened == version.revision:
            return ""
        # What else was changed meanwhile, a label or a level, leaves every word where it was.
        was = version.history.filter(revision=opened).values_list("text", flat=True).first()
        return "" if was == version.text else MOVED_ON

    def corrections(self, words=None):
        """The Corrections of the version that the user sees."""
        rows = self.version.corrections.visible_to(self.user, AFTER_EVERY_EMBARGO).order_by("pk")
        return [self.correction(row, words) for row in rows]

    def correction(self, version, words):
        address = reverse("admin:statements_version_workbench", args=[version.pk])
        places = find(version.text, words.exact)[:2] if words else []
        if len(places) != 1:
            return Correction(version, address, False)
        return Correction(version, f"{address}?start={places[0].start}&end={places[0].end}", True)

    def others_since(self):
        """How many marks others have made since the page was opened, as far as the user sees."""
        since = self.sent.get("since", "")
        if not (since.isascii() and since.isdecimal() and len(since) < 19):
            return 0
        return marks_in(self.version, self.user).filter(pk__gt=int(since)).exclude(created_by=self.user).count()

    def fragment(self, name, **context):
        """One of the workbench's templates as text."""
        told = {"desk": self, "version": self.version, "page_revision": signed_revision(self.version), **context}
        return render_to_string(f"{FRAGMENTS}{name}.html", told, self.request)

    def tell(self, sentence, *, status=409, reload=True):
        """Say a sentence above the panel, and leave all else on the page, typing included, as it is."""
        said = self.fragment("said", sentence=sentence, is_refusal=True, is_reload_offered=reload)
        return HttpResponse(said, status=status, headers={"HX-Reswap": "none"})

    def show(self, name, *, status=200, **context):
        """Show a fragment in the working part of the panel."""
        return HttpResponse(self.fragment(name, **context), status=status)

    def done(self, sentence, *, spans, clauses, undo="", go_to=None):
        """Answer what was stored: the touched blocks and points drawn anew, with everyone's marks, and a sentence.

        `undo` is the token that the button beside it carries; `go_to` the span that the caret returns to.
        """
        others = self.others_since()
        parts = [
            self.fragment("said", sentence=sentence, undo=undo),
            self.fragment("others", others=others and told_of_others(others)),
            drawn(self.version, self.user, spans) if spans else "",
        ]
        shown = points(self.version, self.user, clauses)
        parts.append(self.fragment("points", points=shown))
        gone = set(clauses) - {point.clause.pk for point in shown}
        parts += [f'<li id="point-{int(key)}" hx-swap-oob="delete"></li>' for key in sorted(gone)]
        event = {"marked": {"start": go_to[0], "end": go_to[1]} if go_to else {}}
        return HttpResponse("".join(parts), headers={"HX-Trigger-After-Settle": json.dumps(event)})


def told_of_others(number):
    sentence = ngettext(
        "%d other mark was made since you opened the page.",
        "%d other marks were made since you opened the page.",
        number,
    )
    return sentence % number


def said_marked(summary):
    return gettext("Marked: “%s”.") % summary
