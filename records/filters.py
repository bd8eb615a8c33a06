"""What the filters of every list page share: words, a window of days, choices among visible records, an order."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import Select, TextInput
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet, ModelChoiceFilter

from records.forms import PartialDateFormField
from records.keyset import OF_THE_PAGE
from records.word_search.forms import LONGEST_SEARCH, WordsFilter
from records.word_search.query import Query


class LeanSelect(Select):
    """A drop-down list drawn at once. Django's own draws a template per option, which a thousand parties make slow."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = {str(one) for one in self.format_value(value)}
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, mark_safe(" selected") if str(key) in chosen else "", label) for key, label in self.choices),
        )
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", attributes, options)


class OneOf(ChoiceFilter):
    """A choice from a short list of the model's own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"empty_label": _("any"), "widget": LeanSelect, **kwargs})


class OneRecord(ModelChoiceFilter):
    """A choice among the records of `model` that the reader may see, named in addresses by their public ids.

    `shown` are the columns that a record's name is made of.
    """

    def __init__(self, model, *args, shown=("name",), **kwargs):
        def choices(request):
            return model.objects.visible_to(request.user).listed().only("public_id", *shown)

        shared = {"to_field_name": "public_id", "empty_label": _("any"), "widget": LeanSelect}
        super().__init__(*args, queryset=choices, **{**shared, **kwargs})


class DayField(PartialDateFormField):
    """A date of which the first or the last day (`bound`: "earliest", "latest") is stated."""

    widget = TextInput

    def __init__(self, *args, bound, **kwargs):
        super().__init__(*args, **kwargs)
        self.bound = bound

    def to_python(self, value):
        date = super().to_python(value)
        if date and getattr(date, self.bound) is None:
            raise ValidationError(_("“%s” names no such day. Write it like 2021-07-08 or July 2021.") % date)
        return date


class Window(Filter):
    """Rows whose period reaches into the window that opens or closes on the day given."""

    field_class = DayField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"widget": TextInput(attrs={"placeholder": "2021-07-08"}), **kwargs})


class Since(Window):
    """Rows that were not over before the day given; what has no last day stated goes on."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label": _("From"), "bound": "earliest", **kwargs})

    def filter(self, rows, value):
        if not value:
            return rows
        first, last = f"{self.field_name}_earliest", f"{self.field_name}_latest"
        goes_on = Q(**{f"{last}__isnull": True, f"{first}__isnull": False})
        return rows.filter(Q(**{f"{last}__gte": value.earliest}) | goes_on)


class Until(Window):
    """Rows that had begun by the day given; what has no first day stated had."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label": _("Until"), "bound": "latest", **kwargs})

    def filter(self, rows, value):
        if not value:
            return rows
        first, last = f"{self.field_name}_earliest", f"{self.field_name}_latest"
        had_begun = Q(**{f"{first}__isnull": True, f"{last}__isnull": False})
        return rows.filter(Q(**{f"{first}__lte": value.latest}) | had_begun)


class Order(OneOf):
    """The order of the list. `orders` maps what stands in the address to a label and the `order_by` columns."""

    def __init__(self, usual, orders):
        self.orders = {name: columns for name, (label, columns) in orders.items()}
        choices = [(name, label) for name, (label, columns) in orders.items()]
        super().__init__(label=_("Order"), choices=choices, empty_label=usual)

    def filter(self, rows, value):
        return rows.order_by(*self.orders[value]) if value else rows


@dataclass(frozen=True)
class Chosen:
    """A filter in force, and the query string of the same page without it."""

    label: str
    value: str
    without: str


class RecordFilter(FilterSet):
    """Filters of a list page. Subclasses say in `having` where a word may stand."""

    q = CharFilter(method="search", label=_("Words"), max_length=LONGEST_SEARCH)

    # Fields shown at once; the rest unfold.
    FIRST = ("q", "sort")

    @property
    def reader(self):
        return self.request.user

    @property
    def asked(self):
        """{filter: value} of what was asked and understood."""
        if not self.is_bound:
            return {}
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if is_asked(value)}

    def search(self, rows, name, value):
        """Rows in which every word of `value` stands somewhere."""
        for word in value.split():
            rows = rows.filter(self.having(word))
        return rows

    def first_fields(self):
        return [self.form[name] for name in self.FIRST if name in self.form.fields]

    def further_fields(self):
        return [self.form[name] for name in self.form.fields if name not in self.FIRST]

    def unfolds(self):
        """Whether a field that starts folded is in force or refused, so that it must be seen."""
        if not self.is_bound:
            return False
        return any(self.form.cleaned_data.get(field.name) or field.errors for field in self.further_fields())

    @property
    def narrows(self):
        """Whether rows may be left out; another order alone leaves out none."""
        return self.is_bound and (bool(self.errors) or bool(self.chosen()))

    def chosen(self):
        """The filters in force, in the order of the form."""
        if not self.is_bound:
            return []
        values = self.form.cleaned_data
        return [
            Chosen(str(field.label), shown(field.field, values[field.name]), self.without(field.name))
            for field in self.form
            if field.name != "sort" and is_asked(values.get(field.name))
        ]

    def only_filters(self):
        """The query string of what is asked, for another page with the same filters."""
        kept = self.data.copy() if self.is_bound else None
        for name in set(kept or ()) - {name for name in self.filters if self.data.get(name)}:
            del kept[name]
        return f"?{kept.urlencode()}" if kept else ""

    def without(self, name):
        kept = self.data.copy()
        for gone in (name, *OF_THE_PAGE, "format"):
            kept.pop(gone, None)
        return f"?{kept.urlencode()}"


class IndexedFilter(RecordFilter):
    """Filters of a list whose words are looked up in the index. `having` is asked for one Phrase at a time."""

    q = WordsFilter(method="search")

    def search(self, rows, name, value):
        """Rows in which every phrase of `value` stands somewhere."""
        for phrase in Query.of(value).phrases:
            rows = rows.filter(self.having(phrase))
        return rows


def is_asked(value):
    """Whether a cleaned value of a filter narrows the list; a bound of 0 does."""
    return bool(value) or (value is not False and value == 0)


def shown(field, value):
    """A cleaned value as the form shows it."""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    labels = {} if hasattr(field, "queryset") else dict(getattr(field, "choices", ()))
    return str(labels.get(value, value))
