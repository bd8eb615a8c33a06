"""The page of the admin on which two versions of a statement are compared, and the ways to it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from records.levels import AFTER_EVERY_EMBARGO
from statements.comparing import comparable, compared


class ComparisonPages:
    """For the admin of versions."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.compare_view)
        name = "statements_version_compare"
        return [path("<int:key>/compare/<int:other>/", view, name=name), *super().get_urls()]

    def next_steps(self, request, record):
        others = comparable(record, request.user, AFTER_EVERY_EMBARGO)
        return [*super().next_steps(request, record), *(way_to_compare(record, other) for other in others)]

    @method_decorator(require_safe)
    def compare_view(self, request, key, other):
        """The text of the version `other` beside that of `key`, the older one first."""
        seen = self.get_queryset(request).select_related("statement")
        found = {version.pk: version for version in seen.filter(pk__in=[key, other])}
        if found.keys() != {key, other} or found[key].statement_id != found[other].statement_id:
            raise Http404
        if not self.has_view_permission(request, found[key]):
            raise PermissionDenied
        # What was corrected, or entered earlier, is the old text, whichever page one comes from.
        old, new = sorted((found[key], found[other]), key=lambda version: version.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Two versions compared"),
            "subtitle": str(new.statement),
            "opts": self.opts,
            "compared": compared(old, new, request.user, AFTER_EVERY_EMBARGO),
        }
        return TemplateResponse(request, "admin/statements/compare.html", context)


def way_to_compare(version, other):
    """A pair (label, address) of the page that compares two versions."""
    address = reverse("admin:statements_version_compare", args=[version.pk, other.pk])
    if version.corrects_id == other.pk:
        return gettext("Compare with “%s”, which it corrects") % other.label, address
    if version.language != other.language:
        return gettext("Side by side with “%s”") % other.label, address
    return gettext("Compare with “%s”") % other.label, address
