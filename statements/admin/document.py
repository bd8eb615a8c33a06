"""The uploaded document of a version: kept out of every reader's way, and handed out as an attachment alone."""

from pathlib import PurePath

from django.contrib.admin.widgets import AdminFileWidget
from django.db import models
from django.http import FileResponse
from django.urls import reverse
from django.utils.translation import gettext


class Download:
    """A file that is kept, as its box tells of it: where it is downloaded, and by which words."""

    def __init__(self, url):
        self.url = url

    def __str__(self):
        return gettext("the document that is kept (download)")


class DocumentBox(AdminFileWidget):
    """The box of a version's document. Its link leads to `address`, since no address leads to the file itself."""

    address = ""

    def format_value(self, value):
        return Download(self.address) if self.is_initial(value) else None


# Which box an admin page gives to a file.
DOCUMENTS = {models.FileField: {"widget": DocumentBox}}


class LinksToDocument:
    """The form of a version whose document can be downloaded."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "document" in self.fields and self.is_stored:
            self.fields["document"].widget.address = reverse(
                "admin:statements_version_document", args=[self.instance.pk]
            )


def attachment(version):
    """The answer that hands out the document of `version`, whatever it is; FileNotFoundError when the file is gone."""
    name = f"{version.public_id}{PurePath(version.document.name).suffix}"
    # Never by its own type: a browser shows or runs none of it.
    return FileResponse(
        version.document.open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff"},
    )
