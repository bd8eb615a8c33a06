"""Rows of passages, on the page of whatever they are marked for."""

from django.db.models import TextField

from records.admin.base import RecordStack, narrowed
from records.admin.forms import RecordRowForm
from records.text_fields import UncutFormField, verbatim
from statements.models import Passage
from statements.text.anchors import words_before


class PassageRowForm(RecordRowForm):
    """A passage by its quote: where it stands is found anew whenever quote, words before, or version change."""

    # The point that the page's record says a passage belongs to.
    clause_of_page = None

    def clean(self):
        super().clean()
        if self.clause_of_page:
            self.instance.clause = type(self).clause_of_page(self.parent)
        found_by = ("exact", "prefix", "version")
        moved = [name for name in found_by if name in self.changed_data]
        if not self.is_stored or moved:
            self.instance.start = self.instance.end = None
            self.instance.suffix = ""
            self.cleaned_data["prefix"] = self.words_before() if "prefix" in moved else ""

    def words_before(self):
        """The words typed as standing before the quote, with the white space that parts them from it in the text."""
        words, quote = self.cleaned_data.get("prefix", ""), self.cleaned_data.get("exact", "")
        version = self.cleaned_data.get("version")
        return words_before(version.text if version else "", words, quote)


class PassageRows(RecordStack):
    model = Passage
    form = PassageRowForm
    placeholders = {
        "exact": "Both sides condemn attacks that target people's homes",
        "dispute_reason": "Other versions print “directed”, not “justified”.",
    }
    disputed = (("is_disputed", "disputed_by"), ("dispute_reason", "proposed_wording"))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "exact":
            # A browser sends line breaks of its own kind: they are made those of the text before it is searched.
            kwargs |= {"form_class": UncutFormField, "cleaning": verbatim}
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, TextField) and db_field.name == "prefix":
            field.widget.attrs["rows"] = 1
        return field

    def statement_of(self, obj):
        """The statement that the page is about; None on the page of a record yet to be entered."""
        return obj and obj.statement

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if statement := self.statement_of(obj):
            for name in ("clause", "version"):
                if name in formset.form.base_fields:
                    narrowed(formset.form.base_fields[name], statement=statement.pk)
        return formset
