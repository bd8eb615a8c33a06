"""Files of a brief: written whole, or not there."""

import os
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _


class CannotWrite(Exception):
    """The file of a brief cannot be written where it was asked for; the message says why and what to do."""


def check_can_write(path):
    """CannotWrite unless a file can be put at `path`, so that nobody waits for a brief that has nowhere to go."""
    folder = Path(path).absolute().parent
    if not folder.is_dir():
        raise CannotWrite(_("The folder %s does not exist. Make it first, or name another with --out.") % folder)
    if Path(path).is_dir():
        raise CannotWrite(_("%s is a folder. Name a file in it, such as %s.") % (path, Path(path) / "brief.pdf"))
    if is_device(path):
        return
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotWrite(
            _("The folder %(folder)s cannot be written to (%(why)s). Name another with --out.")
            % {"folder": folder, "why": error.strerror}
        ) from error


def is_device(path):
    """Whether `path` is something that takes bytes and is no file, such as /dev/stdout: it must not be replaced."""
    path = Path(path)
    return path.exists() and not path.is_file() and not path.is_dir()


def write_whole(path, data):
    """Put `data` (bytes) at `path` whole or not at all: a reader never finds half a file."""
    path = Path(path).absolute()
    try:
        if is_device(path):
            path.write_bytes(data)
        else:
            put_in_place(path, data)
    except OSError as error:
        raise CannotWrite(
            _("%(path)s could not be written: %(why)s.") % {"path": path, "why": error.strerror}
        ) from error


def put_in_place(path, data):
    """Write `data` beside `path` and then move it there; nothing of it stays when that fails."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as unfinished:
        try:
            unfinished.write(data)
            unfinished.flush()
            os.fsync(unfinished.fileno())
            os.chmod(unfinished.name, 0o644)
            os.replace(unfinished.name, path)
        except OSError:
            os.unlink(unfinished.name)
            raise
