"""How much may be sent at once: a page of any length by whoever works on the record, a small form by anyone else."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.views.defaults import bad_request

from records.imports.uploads import DatasetUpload
from records.roles import may_enter

# Who may send a dataset, which is larger than anything else that comes.
IMPORTING = "records.add_importrun"

# Far more than any form holds that is open to everyone, and little to read.
SMALL = 256 * 1024
# Files and all else together: a file of the largest kind beside the longest text. A proxy lets as much through.
WHOLE = 64 * 1024 * 1024


class PostSize:
    """Middleware before Django's check of forms, which reads what was sent: too much of it is refused unread."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "takes_datasets", False) and request.method == "POST":
            return self.with_dataset(request)
        if length_of(request) <= SMALL:
            return None
        try:
            is_team = may_enter(request.user)
        except DatabaseError:
            # The view will meet it too, and the page of records/database_guard.py says what is wrong.
            return None
        if not is_team:
            return too_much(request, SMALL)
        # Django bounds what is typed and reads files of any size.
        return too_much(request, WHOLE, with_files=True) if length_of(request) > WHOLE else None

    def with_dataset(self, request):
        """As any other, but for who may import: their file is written to where it is kept while it comes."""
        try:
            may_import = request.user.has_perm(IMPORTING)
        except DatabaseError:
            return None
        most = settings.IMPORT_MOST if may_import else SMALL
        if length_of(request) > most:
            return too_much(request, most, with_files=True)
        if may_import:
            request.upload_handlers.insert(0, DatasetUpload(request))
        return None


def length_of(request):
    """Bytes that the request says it carries. Django reads no more than it says, and nothing when it does not say."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdecimal() and len(length) < 20 else 0


def too_much(request, most, *, with_files=False):
    """The page that says how much may be sent at once: `most` bytes."""
    return render(request, "413.html", {"most": filesizeformat(most), "with_files": with_files}, status=413)


def refused_request(request, exception):
    """The answer to a request that Django refuses to read."""
    if isinstance(exception, RequestDataTooBig):
        return too_much(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return bad_request(request, exception)
