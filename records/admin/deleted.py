"""What someone else deleted while it was being edited: the typing is kept, as something to enter anew."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from records.admin.history import history_seen
from records.admin.sent_rows import is_key, renumbered, rows_of

WAS_DELETED = _(
    "Someone else deleted a %(kind)s that you changed. Your typing stands below as a new row: remove it, or save it."
)


def without_keys(model_admin, request):
    """The sent data of a page with every stored row turned into a new one."""
    data = request.POST.copy()
    for prefix, formset, _inline in prefixed(model_admin, request, None):
        data[f"{prefix}-INITIAL_FORMS"] = "0"
        for row in rows_of(data, prefix):
            for name in ("id", "opened_revision", "first_opened", formset.fk.name):
                if f"{prefix}-{row}-{name}" in data:
                    data[f"{prefix}-{row}-{name}"] = ""
    return data


def with_deleted_rows_as_new(model_admin, request, record):
    """Turn the sent rows that someone deleted meanwhile into new rows, and return a sentence for each.

    A row that the editor had not changed is dropped without a word, as both agree on it.
    """
    sentences = []
    for prefix, formset, inline in prefixed(model_admin, request, record):
        count = request.POST.get(f"{prefix}-INITIAL_FORMS", "")
        count = int(count) if is_key(count) else 0
        # What the reader may not see is not there.
        stored = inline.get_queryset(request).filter(**{formset.fk.name: record})
        there = {str(key) for key in stored.values_list("pk", flat=True)} if count else set()
        rows = rows_of(request.POST, prefix)
        gone = [row for row in rows if row < count and request.POST.get(f"{prefix}-{row}-id", "") not in there]
        if not gone:
            continue
        typed = [row for row in gone if is_changed(formset, request, prefix, row)]
        kept = sorted({*rows} - {*gone})
        order = [*kept, *typed]
        request.POST = renumbered(request.POST, prefix, order, typed, sum(row < count for row in kept))
        request._files = renumbered(request.FILES, prefix, order, (), None)
        sentences += [WAS_DELETED % {"kind": inline.opts.verbose_name}] * len(typed)
    return sentences


def prefixed(model_admin, request, record):
    """Triples (prefix, formset class, inline) of a page, numbered as Django's admin numbers its prefixes."""
    seen = Counter()
    for formset, inline in model_admin.get_formsets_with_inlines(request, record):
        prefix = formset.get_default_prefix()
        seen[prefix] += 1
        yield prefix if seen[prefix] == 1 else f"{prefix}-{seen[prefix]}", formset, inline


def is_changed(formset, request, prefix, number):
    """Whether the editor changed the row `number`, which is no longer stored; a row ticked for deletion is not."""
    row = f"{prefix}-{number}"
    if request.POST.get(f"{row}-DELETE"):
        return False
    key = request.POST.get(f"{row}-id", "")
    last = last_seen(formset.model, key, request.user)
    if last is None:
        return True
    was = last.instance
    was._state.adding = False
    form = formset.form(request.POST, request.FILES, prefix=row, instance=was)
    return any(form.fields[name].has_changed(form.initial.get(name), form[name].data) for name in form.compared)


def last_seen(model, key, reader):
    """The last historical row of `key`, which is stored no longer; None if `reader` could not see it."""
    if not (hasattr(model, "history") and is_key(key)):
        return None
    last = history_seen(model, model.history.filter(id=key), reader).order_by("history_date", "history_id").last()
    # What is stored and hidden is answered like what never was.
    return None if model._base_manager.filter(pk=key).exists() else last
