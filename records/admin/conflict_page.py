"""What the page of a conflict tells: who saved what, and both texts of every field that differs."""

from dataclasses import dataclass

from django.utils.text import capfirst

from records.conflicts import history_of, saves_since
from records.models import Record


@dataclass(frozen=True)
class Place:
    """One form of the page with its Differences; `label` is empty for the page's own form."""

    label: str
    differences: list


@dataclass(frozen=True)
class Conflict:
    """All that an editor needs to decide. `is_new` when others saved after the revision that the page was sent on."""

    is_new: bool
    is_known: bool
    saves: list
    places: list
    added: list
    gone: list

    @property
    def differs(self):
        return any(place.differences for place in self.places)


def conflict_of(context, gone):
    """The Conflict of a sent change form, from the context of its page; None when there is none."""
    page = context["adminform"].form
    rows = [
        (capfirst(rows.opts.verbose_name), number, form)
        for rows in context["inline_admin_formsets"]
        for number, form in enumerate(rows.formset.initial_forms, start=1)
    ]
    forms = [page, *(form for _kind, _number, form in rows)]
    at_odds = [form for form in forms if form.is_stale or form.is_resolving]
    if not at_odds and not gone:
        return None
    places = [Place("", page.differences)] if page in at_odds else []
    places += [Place(f"{kind} {number}", form.differences) for kind, number, form in rows if form in at_odds]
    guards = {id(form.guard.record): form.guard for form in at_odds}.values()
    saves = [save for guard in guards for save in saves_since(history_of(guard.record), guard.known)]
    return Conflict(
        is_new=bool(gone) or any(form.is_stale and form.guard.opened is not None for form in forms),
        is_known=all(guard.known for guard in guards),
        saves=sorted(saves, key=lambda save: save.at),
        places=[place for place in places if place.differences],
        added=added_meanwhile(context),
        gone=list(gone),
    )


def added_meanwhile(context):
    """Rows that are stored and were not on the page that was sent."""
    found = []
    for rows in context["inline_admin_formsets"]:
        sent = {form.instance.pk for form in rows.formset.initial_forms}
        for row in rows.formset.get_queryset():
            if row.pk not in sent and (not isinstance(row, Record) or row.revision):
                found.append((capfirst(rows.opts.verbose_name), row))
    return found
