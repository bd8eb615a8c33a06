"""Sending the forms of the admin: as they stand, out of date, and with what a reader should not be able to name."""

from django.contrib import admin
from django.db.models import ForeignKey, ManyToManyField

from records.models import Record
from tests.security.addresses import pages_of


def filled_form(document):
    """What the form of an admin page sends as it stands, {name: [values]}; None on a page without one to send."""
    forms = document.xpath("//form[contains(@id, '_form') and translate(@method, 'POST', 'post')='post']")
    forms = [form for form in forms if form.get("id") != "logout-form"]
    if not forms or not forms[0].xpath(".//input[@name='_save']"):
        return None
    for box in forms[0].xpath(".//textarea"):
        # A browser drops the line break that opens a text box; this parser keeps it.
        box.text = (box.text or "").removeprefix("\n")
    data = {}
    for name, value in forms[0].form_values():
        data.setdefault(name, []).append(value)
    return {**data, "_save": ["Save"]}


def form_on(answer):
    return filled_form(answer.document) if answer.document is not None else None


def links_in(model):
    """{name of a box on the page of `model`: the model that it leads to}, of the page itself."""
    return {
        field.name: field.related_model
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if isinstance(field, (ForeignKey, ManyToManyField))
        and field.editable
        and issubclass(field.related_model, Record)
    }


def models_with_pages():
    return [model for model in admin.site._registry if issubclass(model, Record)]


def change_address(row):
    return pages_of(row, "change")[0]
