"""Files that are kept with a row: under a name that nobody can guess, with the checksum of what was uploaded."""

import hashlib
from pathlib import PurePath
from uuid import uuid4


def random_name(folder, filename):
    """A name in `folder` for an uploaded file, so that its address cannot be guessed; the ending of `filename` stays."""
    return f"{folder}/{uuid4()}{PurePath(filename).suffix.lower()[:8]}"


def checksum(file):
    """The SHA-256 of a kept `file` in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def is_new_file(file):
    """Whether `file`, the value of a file field, was given and is not stored yet."""
    return bool(file) and not file._committed
