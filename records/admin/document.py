"""The file that is kept with a row: out of every reader's way, and handed out as an attachment alone."""

from pathlib import PurePath

from django.contrib import messages
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from records.audit.actions import Action
from records.audit.entries import note

FILE_GONE = _(
    "The document of “%s” is not among the files of this site. Whoever keeps the server finds it in a backup of the folder of "
    "uploads."
)


class Download:
    """A file that is kept, as its box tells of it: where it is downloaded, and by which words."""

    def __init__(self, url):
        self.url = url

    def __str__(self):
        return gettext("the document that is kept (download)")


class DocumentBox(AdminFileWidget):
    """The box of a kept document. Its link leads to `address`, since no address leads to the file itself."""

    address = ""

    def format_value(self, value):
        return Download(self.address) if self.is_initial(value) else None


# Which box an admin page gives to a file.
DOCUMENTS = {models.FileField: {"widget": DocumentBox}}


def address_of_document(row):
    """The address of the page that hands out the document of `row`."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_document", args=[row.pk])


class LinksToDocument:
    """The form of a row whose document can be downloaded."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "document" in self.fields and self.is_stored:
            self.fields["document"].widget.address = address_of_document(self.instance)


class DocumentPage:
    """For the admin of rows that keep a document: the page that hands it out to who may see the row."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_document"
        view = self.admin_site.admin_view(self.document_view)
        return [path("<int:key>/document/", view, name=name), *super().get_urls()]

    @method_decorator(require_safe)
    def document_view(self, request, key):
        """The uploaded document, as an attachment."""
        row = self.get_queryset(request).exclude(document="").filter(pk=key).first()
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        try:
            response = attachment(row)
        except FileNotFoundError:
            self.message_user(request, FILE_GONE % row, messages.ERROR)
            return HttpResponseRedirect(self.address("change", row.pk))
        note(Action.EXPORTED, row, facts={"format": "document"})
        return response


def attachment(row):
    """The answer that hands out the document of `row`, whatever it is; FileNotFoundError when the file is gone."""
    name = f"{row.public_id}{PurePath(row.document.name).suffix}"
    # Never by its own type: a browser shows or runs none of it.
    return FileResponse(
        row.document.open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff"},
    )
