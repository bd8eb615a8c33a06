"""The date box, one text input that takes a partial date and says how it was understood; and a box for a moment."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from records.dates import DateNotUnderstood, PartialDate
from records.moments import MomentNotUnderstood, moment


class PartialDateWidget(forms.TextInput):
    """A text input whose reading is shown below it: at once by the server, and while typing by the script."""

    template_name = "records/widgets/partial_date.html"

    class Media:
        css = {"all": ["records/date-reading.css"]}
        js = ["records/date-reading.js"]

    def format_value(self, value):
        """What is typed for `value` to come out; text that was typed stays exactly as it is."""
        if isinstance(value, PartialDate):
            return value.text
        return super().format_value(value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        box_id = widget["attrs"].get("id") or f"id_{name}"
        output_id = f"{box_id}_reading"
        described = widget["attrs"].get("aria-describedby")
        widget["attrs"] = {
            **widget["attrs"],
            "id": box_id,
            "aria-describedby": f"{described} {output_id}" if described else output_id,
            "data-date-reading": reverse_lazy("records:date-reading"),
            "autocomplete": "off",
            # The date may be in any script whatever the language of the page.
            "dir": "auto",
        }
        widget["output_id"] = output_id
        widget["reading"] = reading_of(widget["value"])
        return context


def reading_of(text):
    """How a text in the box is understood; empty when it is empty or refused, for the form itself then says why."""
    try:
        return PartialDate.parse(text).reading if text and text.strip() else ""
    except DateNotUnderstood:
        return ""


class PartialDateFormField(forms.Field):
    """A partial date as text. Its value is a PartialDate, or None for an empty box."""

    widget = PartialDateWidget
    default_error_messages = {"required": _("Write a date such as 2021-07-08, July 2021, or the source's own words.")}

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "size": 40}

    def to_python(self, value):
        if value is None or isinstance(value, PartialDate):
            return value
        text = str(value)
        if not text.strip():
            return None
        try:
            return PartialDate.parse(text)
        except DateNotUnderstood as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal

    def has_changed(self, initial, data):
        """Whether `data` states another date than `initial`; another way to write the same date is no change."""
        if self.disabled:
            return False
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class MomentField(forms.CharField):
    """A moment as people type it."""

    def clean(self, value):
        # The text is checked as a text first: its length, and that it holds no NUL.
        text = super().clean(value)
        try:
            return moment(text) if text else None
        except MomentNotUnderstood as error:
            raise ValidationError(str(error)) from error
