"""Proofreading: the text of a version page by page beside the pages of its document, until it stands as printed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from records.admin.refusals import REFUSALS, refusal_sentence
from records.admin.revision import NOT_SAID, NOT_SEEN, STALE, Guard, signed_revision
from records.languages import Language
from records.models import StaleRevision
from statements.admin.sheet import Sheet
from statements.drafting import make_draft_again, save_draft
from statements.extraction.apart import draw, picture, read_by_ocr
from statements.extraction.kinds import PDF
from statements.extraction.notes import notes, standing_notes
from statements.extraction.refusals import Refused, Unsure
from statements.extraction.sentences import sentence
from statements.models import Version
from statements.text.pages import without_text

TAILS = (
    ("paragraph", _("a new paragraph")),
    ("line", _("a new line")),
    ("word", _("the same sentence")),
    ("same-word", _("the same word")),
)
NO_LONGER_A_DRAFT = _(
    "This text is marked verbatim, so nothing was saved. Your typing is kept below: make it a draft again first, where that "
    "is still possible."
)
DRAFT_AGAIN = _("It is a draft again. What you typed before stands in the boxes, and is not saved yet.")
FILE_IS_GONE = _("The document is not among the files of this site, so it cannot be read again.")


def kind_of_document(version):
    """The ending of the kept document, which says what it is; "" where there is none."""
    return version.document.name.rpartition(".")[2] if version.document else ""


def has_pictures(version):
    """Whether the pages of the text are those of a PDF."""
    return kind_of_document(version) == PDF and bool(version.page_starts)


def bytes_of_document(version):
    """The bytes of the kept document; Http404 where there is none."""
    try:
        with version.document.open("rb") as file:
            return file.read()
    except (FileNotFoundError, ValueError):
        raise Http404 from None


class ProofreadPages:
    """For the admin of versions: the page on which a text is proofread, pictures of its pages, and OCR."""

    def get_urls(self):
        views = {
            "<int:key>/proofread/": ("proofread", self.proofread_view),
            "<int:key>/pages/<int:number>/": ("page", self.page_view),
            "<int:key>/pages/<int:number>/ocr/": ("ocr", self.ocr_view),
        }
        own = [
            path(address, self.admin_site.admin_view(view), name=f"statements_version_{name}")
            for address, (name, view) in views.items()
        ]
        return [*own, *super().get_urls()]

    def next_steps(self, request, record):
        label = gettext("Read it beside its document") if record.is_verbatim else gettext("Proofread this draft")
        return [(label, self.address("proofread", record.pk)), *super().next_steps(request, record)]

    def version_to_proofread(self, request, key):
        """The version, as far as whoever asks may see and change it."""
        version = self.get_queryset(request).filter(pk=key).select_related("statement").first()
        if version is None:
            raise Http404
        if not self.has_change_permission(request, version):
            raise PermissionDenied
        return version

    @method_decorator(require_safe)
    def page_view(self, request, key, number):
        """The picture of one page of the document."""
        version = self.version_to_proofread(request, key)
        try:
            png = picture(bytes_of_document(version), number)
        except Refused as refused:
            return HttpResponse(sentence(refused), content_type="text/plain; charset=utf-8", status=404)
        return HttpResponse(png, content_type="image/png")

    @method_decorator(require_POST)
    def ocr_view(self, request, key, number):
        """`{"text"}` that OCR reads on one page, which is stored nowhere yet; `{"refusal"}` where it cannot."""
        version = self.version_to_proofread(request, key)
        try:
            return JsonResponse({"text": read_by_ocr(bytes_of_document(version), number, version.language)})
        except Refused as refused:
            refused.facts["what"] = Language(version.language).label
            return JsonResponse({"refusal": sentence(refused)}, status=422)

    def proofread_view(self, request, key):
        version = self.version_to_proofread(request, key)
        sent = request.POST if request.method == "POST" else None
        guard = guard_of(version, sent)
        sheet, refusal = Sheet(version, first_page(request), sent, guard), ""
        if sent is not None:
            refusal = self.reason_to_wait(version, sheet, sent, guard) or self.stored(request, version, sheet)
            if not refusal:
                return HttpResponseRedirect(self.address_after(request, version))
            if refusal is STALE and not sheet.is_stale:
                # Someone saved between our reading and our writing: reading again finds it.
                version = self.version_to_proofread(request, key)
                sheet = Sheet(version, sheet.first, sent, guard_of(version, sent))
        status = 409 if sheet.is_stale else 200
        return TemplateResponse(
            request,
            "admin/statements/proofread.html",
            self.page_context(request, version, sheet, refusal),
            status=status,
        )

    def reason_to_wait(self, version, sheet, sent, guard):
        """Why nothing is stored yet of what was sent; "" when nothing is in the way."""
        if guard.opened is None:
            return NOT_SAID
        if sheet.is_stale:
            return STALE
        if sent.get("conflict-shown") and not sent.get("conflict-seen"):
            return NOT_SEEN
        if version.is_verbatim and "_draft" not in sent:
            return NO_LONGER_A_DRAFT
        return gettext("Nothing was saved: see below what cannot stand in a text.") if sheet.is_faulty else ""

    def stored(self, request, version, sheet):
        """Do what the button says that was pressed; the reason when that is refused, "" when it is done."""
        is_verbatim = "_verbatim" in request.POST
        try:
            if "_draft" in request.POST:
                make_draft_again(version, request.user)
                told, changed = gettext("“%s” is a draft again: its text can be changed."), ["is_verbatim"]
                if sheet.is_changed:
                    self.log_change(request, version, [{"changed": {"fields": changed}}])
                    return DRAFT_AGAIN
            elif save_draft(version, sheet.pages, request.user, is_verbatim=is_verbatim):
                told = gettext("“%s” stands as printed. Its points can be found and marked now.")
                told, changed = told if is_verbatim else gettext("“%s” is saved as a draft."), ["text"]
            else:
                self.message_user(request, gettext("Nothing was changed, so nothing was saved."), messages.INFO)
                return ""
        except StaleRevision:
            return STALE
        except ValidationError as error:
            return " ".join(error.messages)
        except REFUSALS as error:
            return refusal_sentence(error, [Version])
        self.log_change(request, version, [{"changed": {"fields": changed}}])
        self.message_user(request, told % version.label, messages.SUCCESS)
        return ""

    def address_after(self, request, version):
        """Where to go on: to the pages that were asked for, or to the same ones."""
        wanted = request.POST.get("_go") or first_page(request)
        return f"{self.address('proofread', version.pk)}?from={wanted}" if str(wanted).isdecimal() else request.path

    def notes_on(self, request, version):
        """The notes on the text; with `?notes` in the address, those of reading its document anew."""
        kind = kind_of_document(version)
        if "notes" not in request.GET or not kind:
            pages = version.pages
            return standing_notes(kind, without_text(pages), len(pages), version.language)
        try:
            return notes(draw(bytes_of_document(version)), version.language)
        except Http404:
            return [FILE_IS_GONE]
        except Unsure:
            return [gettext("How the document is encoded is not certain: a person chose it when it was uploaded.")]
        except Refused as refused:
            return [sentence(refused)]

    def page_context(self, request, version, sheet, refusal):
        return {
            **self.admin_site.each_context(request),
            "title": gettext("Proofreading “%s”") % version.label,
            "subtitle": str(version.statement),
            "opts": self.opts,
            "version": version,
            "sheet": sheet,
            "tails": TAILS,
            "notes": self.notes_on(request, version),
            "without_text": without_text(sheet.pages),
            "has_pictures": has_pictures(version),
            "opened_revision": signed_revision(version),
            "first_opened": sheet.first_opened,
            "direction": Language(version.language).direction,
            "refusal": refusal,
            "points_address": reverse("admin:statements_version_points", args=[version.pk]),
        }


def guard_of(version, sent):
    """What the `sent` page says of the revision that it was opened on; None when nothing was sent."""
    return None if sent is None else Guard(version, sent.get("opened_revision"), sent.get("first_opened"))


def first_page(request):
    """The number of the page that the address asks to begin with."""
    given = request.GET.get("from", "1")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 7 else 1
