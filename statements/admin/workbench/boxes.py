"""Choices of the workbench's forms that are too many for a list: the likeliest are shown, the others are found."""

from collections import Counter

from django import forms
from django.db.models import Q
from django.utils.translation import gettext

from records.levels import AFTER_EVERY_EMBARGO
from statements.models import Commitment, Theme
from talks.models import Party

# How many are found for a few letters.
FOUND = 12


class ShownChoices(forms.CheckboxSelectMultiple):
    """Boxes for the rows in `shown` and for those that are chosen; what else the field takes is found by typing."""

    template_name = "admin/statements/workbench/choices.html"
    option_template_name = "admin/statements/workbench/choice.html"
    shown = ()

    def optgroups(self, name, value, attrs=None):
        field_rows = self.choices.queryset
        keys = [key for key in value if str(key).isdecimal() and len(str(key)) < 20]
        known = {str(row.pk) for row in self.shown}
        chosen = field_rows.filter(pk__in=[key for key in keys if str(key) not in known]) if {*keys} - known else ()
        options = [
            self.create_option(name, row.pk, str(row), str(row.pk) in value, place, attrs=attrs)
            for place, row in enumerate([*self.shown, *chosen])
        ]
        return [(None, [option], place) for place, option in enumerate(options)]


class ShownChoice(ShownChoices):
    """As ShownChoices, for one row or none: a round button for each."""

    input_type = "radio"
    allow_multiple_selected = False

    def value_from_datadict(self, data, files, name):
        return data.get(name)

    def optgroups(self, name, value, attrs=None):
        none = self.create_option(name, "", gettext("none"), not any(value), "none", attrs=attrs)
        return [(None, [none], 0), *super().optgroups(name, [key for key in value if key], attrs)]


def themes_by_use(version, reader):
    """The themes, those first that the commitments of the version's process, as `reader` sees them, have most often."""
    seen = Commitment.objects.visible_to(reader, AFTER_EVERY_EMBARGO)
    seen = seen.filter(clause__statement__process=version.statement.process_id).order_by()
    ties = Commitment.themes.through.objects.filter(commitment__in=seen.values("pk"))
    used = Counter(ties.values_list("theme", flat=True))
    return sorted(Theme.objects.all(), key=lambda theme: (-used[theme.pk], theme.label))


def parties_named(words, reader):
    """The parties that `reader` sees with each of `words` in a name of theirs."""
    rows = Party.objects.visible_to(reader, AFTER_EVERY_EMBARGO).listed()
    for word in words.split():
        named = Q(name__icontains=word) | Q(short_name__icontains=word) | Q(names__name__icontains=word)
        rows = rows.filter(named)
    return rows.distinct().order_by("name", "pk")[:FOUND]


def earlier_commitments(version, reader):
    """The commitments that one of this version may repeat: of the other statements of the process."""
    rows = Commitment.objects.visible_to(reader, AFTER_EVERY_EMBARGO)
    process, statement = version.statement.process_id, version.statement_id
    return rows.filter(clause__statement__process=process).exclude(clause__statement=statement)


def commitments_saying(words, version, reader):
    """Those of `earlier_commitments` that have each of `words` in their summary or their statement's title."""
    rows = earlier_commitments(version, reader)
    for word in words.split():
        rows = rows.filter(Q(summary__icontains=word) | Q(clause__statement__title__icontains=word))
    return rows.select_related("clause__statement").order_by("-clause__statement__issued_on_latest", "pk")[:FOUND]
