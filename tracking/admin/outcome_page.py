"""The page of how a double coding stands: how far the two are; once both are done, where they differ, and the settling."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from records.admin.sent_rows import is_key
from records.audit.actions import Action
from records.audit.entries import note
from records.csv_export import csv_response
from records.levels import AFTER_EVERY_EMBARGO, level_beneath
from tracking.coded import outcome
from tracking.coding import may_settle, set_of, settle
from tracking.models import CodedRating, Settlement

# A server refuses longer addresses: what does not fit is copied by hand.
LONGEST_ADDRESS = 3000


class SettleForm(forms.Form):
    """The rating on which a difference is settled, and why."""

    rating = Settlement._meta.get_field("rating").formfield()
    note = Settlement._meta.get_field("note").formfield()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs |= {"rows": 3, "dir": "auto"}


class OutcomePage:
    """For the admin of double codings: the page of how one stands, and its codes as a file."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:key>/outcome/", wrap(self.outcome_view), name="tracking_doublecoding_outcome"),
            path("<int:key>/codes.csv", wrap(self.codes_view), name="tracking_doublecoding_codes"),
            *super().get_urls(),
        ]

    def seen_or_refused(self, request, coding):
        if coding is None:
            raise Http404
        if not self.has_view_permission(request, coding):
            raise PermissionDenied
        return coding

    def outcome_view(self, request, key):
        coding, refused = self.coding_at(request, key), None
        if request.method == "POST":
            if not may_settle(request.user):
                raise PermissionDenied
            refused = self.settled(request, coding)
            if refused is None:
                return HttpResponseRedirect(self.address("outcome", coding.pk))
        person = request.user
        commitments = list(set_of(coding, person))
        numbers = CodedRating.objects.numbers(coding, person, AFTER_EVERY_EMBARGO)
        accounts = (coding.first_coder, coding.second_coder)
        found = outcome(coding, commitments, person)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("How it stands: %s") % coding,
            "opts": self.opts,
            "coding": coding,
            "is_coder": coding.has_coder(person),
            "is_done": coding.has_coder(person) and coding.done_at(person.pk) is not None,
            "numbers": [(account, numbers[account.pk]) for account in accounts if account.pk in numbers],
            "total": len(commitments),
            "found": found,
            "kappas": [
                (gettext("Cohen's kappa, plain: the ratings as categories"), found.plain),
                (gettext("Cohen's kappa, weighted linearly: the scores from 0 to 3"), found.weighted),
            ],
            "rows": [
                {"coded": row, "form": self.form_for(row, person, refused), "assess": self.way_to_assess(row, person)}
                for row in found.rows
            ],
            "code": self.address("code", coding.pk),
            "file": self.address("codes", coding.pk),
        }
        return TemplateResponse(request, "admin/tracking/coding/outcome.html", context)

    def settled(self, request, coding):
        """None once what was sent is stored, or can be answered by the page as it is now; else the form with its errors."""
        key = request.POST.get("commitment", "")
        commitment = set_of(coding, request.user).filter(pk=key).first() if is_key(key) else None
        if commitment is None:
            self.message_user(request, gettext("Choose a difference from the list, and settle that."), messages.WARNING)
            return None
        form = SettleForm(request.POST, auto_id=f"id_%s_{commitment.pk}")
        form.commitment = commitment.pk
        if not form.is_valid():
            return form
        try:
            settle(coding, commitment, request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            if hasattr(error, "error_dict"):
                for name, found in error.error_dict.items():
                    form.add_error(name if name in form.fields else None, found)
                return form
            self.message_user(request, " ".join(error.messages), messages.WARNING)
        else:
            self.message_user(request, gettext("It is settled."), messages.SUCCESS)
        return None

    def form_for(self, row, person, refused):
        """The boxes to settle a difference; None where there is nothing to settle, or somebody else's work."""
        if not row.is_difference or row.settlement or not may_settle(person):
            return None
        if refused is not None and refused.commitment == row.commitment.pk:
            return refused
        return SettleForm(auto_id=f"id_%s_{row.commitment.pk}")

    def way_to_assess(self, row, person):
        """The page on which the commitment is assessed, with the rating that stands; empty while none does."""
        if row.rating is None or not person.has_perm("tracking.add_assessment"):
            return ""
        given = {
            "commitment": row.commitment.pk,
            "rating": row.rating.value,
            "level": level_beneath(row.commitment.level).value,
        }
        start = reverse("admin:tracking_assessment_add")
        address = f"{start}?{urlencode({**given, 'reasoning': row.reasoning})}"
        return address if len(address) <= LONGEST_ADDRESS else f"{start}?{urlencode(given)}"

    @method_decorator(require_safe)
    def codes_view(self, request, key):
        """The codes and settlements as CSV, once both are done."""
        coding = self.coding_at(request, key)
        if coding.ended_at is None:
            raise PermissionDenied
        rows = outcome(coding, list(set_of(coding, request.user)), request.user).rows
        note(Action.EXPORTED, coding, facts={"format": "csv", "rows": len(rows)})
        return csv_response(f"codes-{slugify(coding.title)[:60] or coding.pk}", columns_for(coding), Lines(rows), list)


class Lines(tuple):
    """Rows that are there already, for a file that asks for them in parts."""

    def iterator(self, chunk_size):
        return iter(self)


def columns_for(coding):
    """Pairs (heading, function of a Coded) of the file."""
    return (
        ("public_id", lambda row: row.commitment.public_id),
        ("summary", lambda row: row.commitment.summary),
        ("statement", lambda row: row.commitment.clause.statement.title),
        ("point", lambda row: row.commitment.clause.number),
        ("codebook", lambda row: coding.codebook_version),
        ("first_coder", lambda row: coding.first_coder),
        ("first_rating", lambda row: row.first and row.first.rating),
        ("first_reasoning", lambda row: row.first and row.first.reasoning),
        ("second_coder", lambda row: coding.second_coder),
        ("second_rating", lambda row: row.second and row.second.rating),
        ("second_reasoning", lambda row: row.second and row.second.reasoning),
        ("agreed", lambda row: ("yes" if row.is_agreed else "no") if row.is_pair else ""),
        ("settled_rating", lambda row: row.settlement and row.settlement.rating),
        ("note", lambda row: row.settlement and row.settlement.note),
        ("settled_by", lambda row: row.settlement and row.settlement.settled_by),
        ("settled_at", lambda row: row.settlement and f"{row.settlement.settled_at:%Y-%m-%dT%H:%M:%SZ}"),
    )
