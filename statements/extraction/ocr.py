"""Reading a page that is a picture, by the system's tesseract."""

import os
import re
import shutil
import subprocess

from statements.extraction.refusals import Refused

# The language of a version: tesseract's name for it, and what to install on Debian, Fedora and macOS. Dari is read as
# Persian, with which it shares its letters.
LANGUAGES = {"en": "eng", "fa": "fas", "prs": "fas", "ar": "ara", "ps": "pus"}
PROGRAM = {"debian": "tesseract-ocr", "fedora": "tesseract", "macos": "tesseract"}


def packages(name):
    """The package of the tesseract language `name` on each kind of system."""
    return {"debian": f"tesseract-ocr-{name}", "fedora": f"tesseract-langpack-{name}", "macos": "tesseract-lang"}


def model_for(language):
    """Tesseract's name for `language` (BCP 47); Refused, saying what to install, where this site cannot read it."""
    if language not in LANGUAGES:
        raise Refused("ocr_language", what=language)
    if shutil.which("tesseract") is None:
        raise Refused("no_ocr", **PROGRAM)
    name = LANGUAGES[language]
    listed = tesseract("--list-langs")
    if name not in re.findall(r"^\w+$", listed.stdout.decode(errors="replace"), re.MULTILINE):
        raise Refused("no_ocr_language", what=language, **packages(name))
    return name


def read(png, name):
    """The text of a picture, by the tesseract language `name`; "" where it sees none."""
    # Layout mode 3: find columns and blocks by itself. English goes along, as names and numbers are often in it.
    languages = name if name == "eng" else f"{name}+eng" if has_english() else name
    done = tesseract("stdin", "stdout", "-l", languages, "--psm", "3", picture=png)
    if done.returncode:
        raise Refused("ocr_failed")
    return done.stdout.decode(errors="replace").strip("\f\n ")


def has_english():
    return b"eng" in tesseract("--list-langs").stdout.split()


def tesseract(*arguments, picture=b""):
    # One thread: several would only wait for each other on a server with few processors.
    return subprocess.run(  # noqa: S603 - a program of the system, with arguments of ours
        [shutil.which("tesseract"), *arguments],
        input=picture,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        check=False,
    )
