"""What admin pages and the rows on them share: who sees what, how links are found, how boxes look."""

from functools import cache
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.forms import Textarea, TextInput
from django_countries.fields import CountryField

from records.languages import RIGHT_TO_LEFT
from records.levels import AFTER_EVERY_EMBARGO, Level, clearance_of
from records.models import Kept


def date_column(name, description=None):
    """A change-list column for the partial date `name`, ordered by its last day."""

    @admin.display(description=description or name.replace("_", " "), ordering=f"{name}_latest", empty_value="–")
    def column(self, row):
        return getattr(row, name)

    return column


class VisibleRelatedFilter(admin.RelatedFieldListFilter):
    """A filter by a related record that offers only what the reader may see."""

    def field_choices(self, field, request, model_admin):
        seen = model_admin.admin_site._registry[field.remote_field.model].get_queryset(request)
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to={"pk__in": seen.values("pk")})


@cache
def is_referred_to(model):
    """Whether another kept row may refer to rows of `model`, and so be in the way of their deletion or go with them."""
    return any(issubclass(relation.related_model, Kept) for relation in model._meta.related_objects)


def narrowed(field, **by):
    """Let the link `field` of a form offer only rows whose admin narrows by these: `narrowed(field, statement=5)`."""
    select = field.widget.widget
    address = f"{select.get_url()}?{urlencode(by)}"
    select.get_url = lambda: address


class OnlyShown:
    """For a model admin whose rows the site enters by itself: nobody adds, changes or deletes one there."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class KeptOptions:
    """What pages and rows share."""

    # Examples shown in empty boxes: {"name": "Tehran meeting"}.
    placeholders = {}

    @property
    def media(self):
        # Lists of countries are searched with the same script as links.
        return super().media + AutocompleteSelect(LogEntry._meta.get_field("user"), self.admin_site).media

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        # Reference data and users have no level; every kept row has the one door.
        return rows.visible_to(request.user, at=AFTER_EVERY_EMBARGO) if issubclass(self.model, Kept) else rows

    def has_delete_permission(self, request, obj=None):
        """A row goes with all that hangs on it, so only who sees all of that may delete it; what nothing hangs on, anyone
        who may enter it."""
        sees_all = clearance_of(request.user) == max(Level) or not is_referred_to(self.model)
        return sees_all and super().has_delete_permission(request, obj)

    def get_autocomplete_fields(self, request):
        """Every link to something that has an admin page is found by typing."""
        return [
            field.name
            for field in (*self.model._meta.fields, *self.model._meta.many_to_many)
            if field.remote_field and field.remote_field.model in self.admin_site._registry
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, (TextInput, Textarea)):
            widget.attrs.setdefault("dir", "auto")
        if isinstance(widget, Textarea):
            widget.attrs["rows"] = 3 if isinstance(self, InlineModelAdmin) else 5
        if isinstance(widget, RelatedFieldWidgetWrapper):
            # What others refer to is deleted on its own page, which says what goes with it.
            widget.can_delete_related = False
        if db_field.name == "language" and widget is not None:
            widget.attrs["data-right-to-left"] = " ".join(sorted(RIGHT_TO_LEFT))
        if isinstance(db_field, CountryField):
            widget.attrs["class"] = "searched-choices"
        if widget is not None and db_field.name in self.placeholders:
            widget.attrs["placeholder"] = self.placeholders[db_field.name]
        return field
