"""What a reader may ask of a list in the admin: the filters it offers, the columns it shows, words to search for."""

import re

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.admin.views.main import ERROR_FLAG, ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import render
from django.utils.text import smart_split
from django.utils.translation import gettext as _

from records.levels import AFTER_EVERY_EMBARGO
from records.word_search.field import search_key_fields
from records.word_search.forms import LONGEST_SEARCH, TOO_LONG
from records.word_search.query import Query

# What the list itself keeps in its address, beside the filters.
OF_THE_LIST = {SEARCH_VAR, ORDER_VAR, PAGE_VAR, ERROR_FLAG, IS_POPUP_VAR, TO_FIELD_VAR}


class Asking:
    """For the admin of kept rows. A lookup that is not offered is refused before any row is looked at.

    Django's own admin answers `?title__startswith=Z` on every local field, and so spells out, letter by letter, what a
    list does not show.
    """

    # By what a link on another page may narrow the rows found: {"statement": "clause__statement"}.
    narrowing = {}

    def offered_lookups(self, request):
        """The names that may stand in the address of the list."""
        names = set()
        for entry in self.get_list_filter(request):
            if isinstance(entry, type):
                names.add(entry.parameter_name)
                continue
            name = entry if isinstance(entry, str) else entry[0]
            by = "id__exact" if self.opts.get_field(name).is_relation else "exact"
            names |= {f"{name}__{by}", f"{name}__isnull"}
        if self.date_hierarchy:
            names |= {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        return names

    def lookup_allowed(self, lookup, value, request):
        return lookup in self.offered_lookups(request)

    def asks_what_is_not_offered(self, request):
        """Whether the address of the list holds a lookup, or an order, that the list does not offer."""
        if set(request.GET) - OF_THE_LIST - self.offered_lookups(request):
            return True
        columns = len(self.get_list_display(request))
        orders = request.GET.get(ORDER_VAR, "")
        return bool(orders) and not all(
            re.fullmatch(r"-?\d{1,3}", order) and 0 < abs(int(order)) <= columns for order in orders.split(".")
        )

    def changelist_view(self, request, extra_context=None):
        if self.asks_what_is_not_offered(request):
            return render(request, "400.html", {"reason": _("Filter not allowed.")}, status=400)
        return super().changelist_view(request, extra_context)

    def get_search_results(self, request, queryset, search_term):
        """Rows that have every word in one of `search_fields`. What lies in rows the reader may not see is not found."""
        if len(search_term) > LONGEST_SEARCH:
            numbers = {"given": len(search_term), "most": LONGEST_SEARCH}
            self.message_user(request, TOO_LONG % numbers, messages.WARNING, fail_silently=True)
            return queryset.none(), False
        for word in smart_split(search_term):
            having = Q()
            for path in self.get_search_fields(request):
                having |= having_word(self.model, path, word.strip("\"'"), request.user)
            if search_key_fields(self.model) and (query := Query.of(word)):
                having |= Q(search_key__words=query)
            queryset = queryset.filter(having)
        by = {lookup: request.GET[name] for name, lookup in self.narrowing.items() if name in request.GET}
        if by and all(value.isdecimal() for value in by.values()) and request.path.endswith("/autocomplete/"):
            queryset = queryset.filter(**by)
        return queryset, False

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """What is hidden and what was never there get one answer, which repeats nothing of the address."""
        raise Http404


def having_word(model, path, word, reader):
    """The condition that `word` stands in the column `path` of `model`, reached through rows that `reader` may see.

    A row is seen with what it hangs on, so a path up the street needs no condition of its own.
    """
    first, _rest, column = path.partition("__")
    link = model._meta.get_field(first)
    if link.one_to_many:
        rows = link.related_model.objects.visible_to(reader, AFTER_EVERY_EMBARGO).order_by()
        return Q(Exists(rows.filter(**{link.field.name: OuterRef("pk"), f"{column}__icontains": word})))
    return Q(**{f"{path}__icontains": word})
