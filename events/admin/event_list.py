"""The list of events in the admin: as quick with a million of them as with a thousand."""

import datetime as dt

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.translation import gettext_lazy as _

from events.finding import contested, with_words
from events.models import Event
from events.standing import contested_by
from records.leading import Led
from records.levels import AFTER_EVERY_EMBARGO, Level
from records.models import Release
from records.pages import CountedUpTo
from records.querysets import EVER_HIDDEN
from records.word_search.forms import LONGEST_SEARCH
from records.word_search.query import Query


class ContestedFilter(admin.SimpleListFilter):
    """Events on which standing reports both affirm and deny."""

    title = _("contested")
    parameter_name = "contested"

    def lookups(self, request, model_admin):
        return (("yes", _("contested")), ("no", _("not contested")))

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        return Led(queryset, [contested(request.user, self.value() == "yes")]).rows


class YearFilter(admin.SimpleListFilter):
    """Events of one year, by their last day. To list the years there are takes a look at the first and the last event."""

    title = _("year")
    parameter_name = "year"
    # No list of events goes further back than anybody scrolls.
    MOST = 100

    def lookups(self, request, model_admin):
        dated = Event.objects.visible_to(request.user, AFTER_EVERY_EMBARGO).listed()
        days = dated.filter(happened_on_latest__isnull=False).values_list("happened_on_latest", flat=True)
        first, last = (
            days.order_by("happened_on_latest", "pk").first(),
            days.order_by("-happened_on_latest", "-pk").first(),
        )
        if first is None:
            return ()
        return [(str(year), str(year)) for year in range(last.year, max(first.year, last.year - self.MOST) - 1, -1)]

    def queryset(self, request, queryset):
        years = {value for value, _label in self.lookup_choices}
        if self.value() not in years:
            return queryset
        year = int(self.value())
        return queryset.filter(happened_on_latest__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)))


class LevelFilter(admin.SimpleListFilter):
    """Events of one level. Those that are not public have an index of their own."""

    title = _("level")
    parameter_name = "level"

    def lookups(self, request, model_admin):
        return [(str(level.value), level.label) for level in Level]

    def queryset(self, request, queryset):
        if self.value() not in {str(level.value) for level in Level}:
            return queryset
        level = int(self.value())
        rows = queryset.filter(level=level)
        # A row is never shown below its own level, so this leaves out none.
        return rows.filter(EVER_HIDDEN, shown_level__gte=level) if level > Level.PUBLIC else rows


class EventsListed(ChangeList):
    """A page of the list. Only of the events on it is it asked whether they are contested or withdrawn."""

    def get_queryset(self, request, exclude_parameters=None):
        return super().get_queryset(request, exclude_parameters).listed()

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        keys = [event.pk for event in self.result_list]
        disputed = set(Event.objects.filter(contested_by(request.user), pk__in=keys).values_list("pk", flat=True))
        releases = Release.objects.visible_to(request.user, AFTER_EVERY_EMBARGO).in_bulk(
            {event.withdrawn_in_id for event in self.result_list} - {None}
        )
        for event in self.result_list:
            event.is_contested = event.pk in disputed
            event.is_gone = event.withdrawn_in_id in releases


class EventListPage:
    """What the admin of events has for its list."""

    list_display = ("title", "happened", "place", "kind", "contested", "withdrawn", "seen_by")
    list_filter = (ContestedFilter, YearFilter, "kind", LevelFilter)
    list_select_related = ("place",)
    search_fields = ("title", "account")
    search_help_text = _("Whole words of title and account.")
    paginator = CountedUpTo

    def get_changelist(self, request, **kwargs):
        return EventsListed

    def get_search_results(self, request, queryset, search_term):
        """Events that hold all words; while one types for a link and they hold none, those that hold what was typed."""
        query = Query.of(search_term[:LONGEST_SEARCH])
        if not query or len(search_term) > LONGEST_SEARCH:
            return super().get_search_results(request, queryset, search_term)
        rows = Led(queryset, [with_words(query)]).rows
        if request.path.endswith("/autocomplete/") and not rows.exists():
            return super().get_search_results(request, queryset, search_term)
        return rows, False

    @admin.display(description=_("contested"), boolean=True)
    def contested(self, event):
        return event.is_contested or None

    @admin.display(description=_("withdrawn by its publisher"), boolean=True)
    def withdrawn(self, event):
        return event.is_gone or None
