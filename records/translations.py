"""The catalogues of the languages that briefs are printed in: from `locale/*/LC_MESSAGES/django.po` to what gettext reads.

Dari is written like Persian but for the words that differ: its catalogue holds those alone, and is compiled with the
Persian ones beneath. `python -m records.translations` compiles what is not up to date, as `make` does.
"""

import hashlib
import os
from pathlib import Path

import polib

FOLDER = Path(__file__).resolve().parent.parent / "locale"
# Each language, and the one whose words it takes where it has none of its own.
LANGUAGES = {"fa": None, "prs": "fa"}
STAMP = "compiled.sha256"


def catalogue(language, folder=FOLDER):
    """The polib.POFile of a language, with the words that it takes from another."""
    own = polib.pofile(str(source_of(language, folder)))
    if LANGUAGES[language] is None:
        return own
    found = {key_of(entry): entry for entry in catalogue(LANGUAGES[language], folder)}
    found |= {key_of(entry): entry for entry in own}
    whole = polib.POFile()
    whole.metadata = own.metadata
    whole.extend(found.values())
    return whole


def key_of(entry):
    return entry.msgctxt, entry.msgid


def source_of(language, folder):
    return Path(folder) / language / "LC_MESSAGES" / "django.po"


def digest(folder=FOLDER):
    """What the catalogues in `folder` hold, as one SHA-256."""
    return hashlib.sha256(b"".join(source_of(language, folder).read_bytes() for language in LANGUAGES)).hexdigest()


def are_compiled(folder=FOLDER):
    """Whether what gettext reads was made from the catalogues as they are now."""
    stamp = Path(folder) / STAMP
    made = all(source_of(language, folder).with_suffix(".mo").exists() for language in LANGUAGES)
    return made and stamp.exists() and stamp.read_text() == digest(folder)


def compile_all(folder=FOLDER):
    """Compile the catalogues if they have changed; whether they had."""
    if are_compiled(folder):
        return False
    for language in LANGUAGES:
        put(source_of(language, folder).with_suffix(".mo"), catalogue(language, folder).to_binary())
    put(Path(folder) / STAMP, digest(folder).encode())
    return True


def put(path, data):
    """Put `data` at `path` whole: another process may be reading what stands there."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)


if __name__ == "__main__":
    compile_all()
