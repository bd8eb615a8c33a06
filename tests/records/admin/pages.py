"""Pages of the admin as a browser sees them: addresses, and what a form would send back."""

from django.urls import reverse


def address(page, record_or_model):
    """The address of an admin page: `change` and `delete` of a record, `add` and `changelist` of a model."""
    meta = record_or_model._meta
    args = [record_or_model.pk] if isinstance(record_or_model, meta.model) else []
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def sent(response, **changed):
    """What the form on a page would send if it were submitted as it stands, with the boxes in `changed` filled anew.

    Names of rows contain hyphens, so they are given with two underscores: `clauses__0__number`.
    """
    forms = [response.context["adminform"].form]
    for rows in response.context["inline_admin_formsets"]:
        forms += [rows.formset.management_form, *rows.formset.forms]
    data = {}
    for form in forms:
        for box in form:
            shown = box.field.widget.get_context(box.html_name, box.value(), {})["widget"]
            for part in shown.get("subwidgets") or [shown]:
                value = values_of(part, box)
                if value not in (None, [], [""]):
                    data[part["name"]] = value
    return {**data, **{name.replace("__", "-"): value for name, value in changed.items()}}


def values_of(part, box):
    """What one box of a form sends."""
    if part.get("type") == "checkbox":
        return "on" if part["attrs"].get("checked") else None
    if part.get("type") == "file":
        return None
    if "optgroups" in part:
        chosen = [
            option["value"] for _name, options, _index in part["optgroups"] for option in options if option["selected"]
        ]
        return [str(value) for value in chosen] if part["attrs"].get("multiple") else str(chosen[0]) if chosen else None
    return part["value"]


def with_row(data, prefix, **boxes):
    """`data` with one more row under `prefix`."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{number}-{name}": value for name, value in boxes.items()}
    return {**data, **row, f"{prefix}-TOTAL_FORMS": str(number + 1)}
