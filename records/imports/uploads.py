"""Files of datasets that were uploaded: kept below `var/` under names that nobody can guess, until their import has ended."""

import contextlib
import datetime as dt
import hashlib
import json
import secrets

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers, StopUpload
from django.utils.translation import gettext as _

from records.imports import alone

# The box of the form by which a dataset comes.
BOX = "file"


def folder():
    """Where uploaded files are kept. No address of the site leads here, and only the site's own account reads it."""
    path = alone.folder() / "uploaded"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def path_of(run):
    """The path of the file of `run`; None when it was not uploaded, or is kept no longer."""
    path = folder() / run.kept_as if run.kept_as else None
    return path if path and path.is_file() else None


def forget(name):
    """Delete the uploaded file kept as `name`, and what was noted beside it."""
    if name:
        for path in folder().glob(f"{name}*"):
            path.unlink(missing_ok=True)


def note_beside(run, told):
    """Keep `told`, a dict that JSON can hold, beside the uploaded file of `run`, for the page that tells of it."""
    path = folder() / f"{run.kept_as}.json"
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(told), encoding="utf-8")
    # Whoever reads meanwhile reads the old note or the new one.
    draft.replace(path)


def noted_beside(run):
    """What was last noted beside the uploaded file of `run`; an empty dict when nothing was."""
    if run.kept_as:
        with contextlib.suppress(FileNotFoundError):
            return json.loads((folder() / f"{run.kept_as}.json").read_text(encoding="utf-8"))
    return {}


def heard_at(run):
    """The moment (UTC) at which something was last noted beside the file of `run`; None when nothing was."""
    if run.kept_as:
        with contextlib.suppress(FileNotFoundError):
            written = (folder() / f"{run.kept_as}.json").stat().st_mtime
            return dt.datetime.fromtimestamp(written, dt.UTC)
    return None


class KeptUpload(UploadedFile):
    """An uploaded file where it is kept, with its SHA-256. Unless an import takes it, it is gone with its request."""

    def __init__(self, name, size, kept_as, sha256):
        super().__init__(None, name, None, size)
        self.kept_as, self.sha256, self.is_taken = kept_as, sha256, False

    def __bool__(self):
        return True

    def take(self):
        """Leave the file where it is: an import knows of it."""
        self.is_taken = True

    def close(self):
        if not self.is_taken:
            forget(self.kept_as)


class DatasetUpload(FileUploadHandler):
    """Writes a dataset to where it is kept while it arrives, so that no other folder has to hold two gigabytes."""

    kept_as = out = None

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if self.field_name != BOX or self.out is not None:
            return
        self.kept_as, self.digest = secrets.token_hex(16), hashlib.sha256()
        try:
            self.out = (folder() / self.kept_as).open("xb")
            (folder() / self.kept_as).chmod(0o600)
        except OSError as error:
            self.refuse(error)
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data, start):
        if self.out is None or self.field_name != BOX:
            return raw_data
        try:
            self.out.write(raw_data)
        except OSError as error:
            self.refuse(error)
        self.digest.update(raw_data)
        return None

    def file_complete(self, file_size):
        if self.out is None or self.field_name != BOX:
            return None
        try:
            self.out.close()
        except OSError as error:
            self.refuse(error)
        return KeptUpload(self.file_name, file_size, self.kept_as, self.digest.hexdigest())

    def upload_interrupted(self):
        self.discard()

    def refuse(self, error):
        """Read no more of the request, and let the page say why."""
        self.discard()
        self.request.upload_trouble = _(
            "The server could not keep the file (%s), so nothing was imported. Make room on its disk, then send it again."
        ) % (error.strerror or error)
        raise StopUpload

    def discard(self):
        with contextlib.suppress(OSError):
            if self.out is not None:
                self.out.close()
        # Where there is no folder, nothing of it is left.
        with contextlib.suppress(OSError):
            forget(self.kept_as)
