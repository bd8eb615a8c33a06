"""Pages of the admin as a browser sees them: addresses, and what a form would send back."""

from django.urls import reverse
from lxml import html


def address(page, record_or_model):
    """The address of an admin page: `change` and `delete` of a record, `add` and `changelist` of a model."""
    meta = record_or_model._meta
    args = [record_or_model.pk] if isinstance(record_or_model, meta.model) else []
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def sent(response, **changed):
    """What the form on a page would send if it were submitted as it stands, with the boxes in `changed` filled anew.

    Names of rows contain hyphens, so they are given with two underscores: `clauses__0__number`.
    """
    document = html.document_fromstring(response.content.decode())
    (form,) = document.xpath("//form[contains(@id, '_form') and @method='post' and not(@id='logout-form')]")
    # A browser drops the line break that opens a text box; this parser keeps it.
    for box in form.xpath(".//textarea"):
        box.text = (box.text or "").removeprefix("\n")
    data = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    return {**data, **{name.replace("__", "-"): value for name, value in changed.items()}}


def with_row(data, prefix, /, **boxes):
    """`data` with one more row under `prefix`."""
    (number,) = data[f"{prefix}-TOTAL_FORMS"]
    row = {f"{prefix}-{number}-{name}": value for name, value in boxes.items()}
    return {**data, **row, f"{prefix}-TOTAL_FORMS": [str(int(number) + 1)]}


def opened(browser, record):
    return browser.get(address("change", record))


def differences(response):
    """The fields on which a page of a conflict shows two texts: (label, by them, by you, choice)."""
    return [
        (difference.label, difference.changed_by_them, difference.changed_by_you, difference.choice)
        for place in response.context["conflict"].places
        for difference in place.differences
    ]


def changed(row, **values):
    """`row`, saved with other `values`."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row
