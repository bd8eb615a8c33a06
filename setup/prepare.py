"""Makes this machine ready for Parley: Python, system libraries, `.venv`, pinned packages, compiled translations.

Runs before anything is installed, so it uses the standard library alone and syntax that an older Python can read:
a machine with the wrong Python shall get a sentence, not a traceback.
"""

import argparse
import ctypes
import ctypes.util
import errno
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 13)

# Which requirement files and programs each target of the Makefile needs.
PURPOSES = {
    "run": {"requirements": ["requirements.txt"], "measures": False, "tests": False},
    "checks": {"requirements": ["requirements.txt", "requirements-dev.txt"], "measures": True, "tests": False},
    "test": {"requirements": ["requirements.txt", "requirements-dev.txt"], "measures": True, "tests": True},
}


class Refusal(Exception):
    """Why nothing more can be done here: one sentence that says what to do."""


class Need:
    """A thing the system must bring: how to see that it is there, and its package on each kind of system."""

    def __init__(self, name, debian, fedora, macos, libraries=(), programs=(), models=()):
        self.name = name
        self.debian, self.fedora, self.macos = debian, fedora, macos
        self.libraries, self.programs, self.models = libraries, programs, models

    def is_met(self, machine):
        """Whether one of the `libraries` loads, one of the `programs` is found, or tesseract has one of the `models`."""
        return (
            any(map(machine.loads, self.libraries))
            or any(map(machine.which, self.programs))
            or any(map(machine.reads, self.models))
        )


# The names WeasyPrint 70 tries, in weasyprint/text/ffi.py. It runs without harfbuzz-subset, but embeds larger fonts.
PRINTING = [
    Need(
        "Pango",
        "libpango-1.0-0",
        "pango",
        "pango",
        libraries=("libpango-1.0-0", "pango-1.0-0", "pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib"),
    ),
    Need(
        "PangoFT2",
        "libpangoft2-1.0-0",
        "pango",
        "pango",
        libraries=(
            "libpangoft2-1.0-0",
            "pangoft2-1.0-0",
            "pangoft2-1.0",
            "libpangoft2-1.0.so.0",
            "libpangoft2-1.0.dylib",
        ),
    ),
    Need(
        "HarfBuzz",
        "libharfbuzz0b",
        "harfbuzz",
        "harfbuzz",
        libraries=("libharfbuzz-0", "harfbuzz", "harfbuzz-0.0", "libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    ),
    Need(
        "HarfBuzz-Subset",
        "libharfbuzz-subset0",
        "harfbuzz",
        "harfbuzz",
        libraries=(
            "libharfbuzz-subset-0",
            "harfbuzz-subset",
            "harfbuzz-subset-0.0",
            "libharfbuzz-subset.so.0",
            "libharfbuzz-subset.0.dylib",
        ),
    ),
    Need(
        "Fontconfig",
        "libfontconfig1",
        "fontconfig",
        "fontconfig",
        libraries=("libfontconfig-1", "fontconfig-1", "fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib"),
    ),
]
BROWSER = Need(
    "Chromium",
    "chromium",
    "chromium",
    "google-chrome",
    programs=(
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
)


# Reading scanned pages. A site runs without it, and then says on the page what to install; the tests read some.
OCR = [
    Need("Tesseract", "tesseract-ocr", "tesseract", "tesseract", programs=("tesseract",)),
    Need("Tesseract's Persian", "tesseract-ocr-fas", "tesseract-langpack-fas", "tesseract-lang", models=("fas",)),
    Need("Tesseract's Arabic", "tesseract-ocr-ara", "tesseract-langpack-ara", "tesseract-lang", models=("ara",)),
    Need("Tesseract's Pashto", "tesseract-ocr-pus", "tesseract-langpack-pus", "tesseract-lang", models=("pus",)),
]

# What imports are measured against.
SHELL = Need("the sqlite3 shell", "sqlite3", "sqlite", "sqlite", programs=("sqlite3",))
# What the tests check a brief with, beside the library that made it.
PDF_CHECKS = [
    Need("qpdf", "qpdf", "qpdf", "qpdf", programs=("qpdf",)),
    Need("poppler's pdfinfo", "poppler-utils", "poppler-utils", "poppler", programs=("pdfinfo",)),
]


def environments_of(python):
    """The need for `venv` in this Python version: Debian packs it apart. `python` is (major, minor)."""
    return Need("Python's venv", "python{}.{}-venv".format(*python), "python3", "python@{}.{}".format(*python))


class Machine:
    """What this program asks of the machine it runs on."""

    def __init__(self):
        self.version = sys.version_info[:2]
        self.python = sys.executable
        self.is_root = hasattr(os, "geteuid") and os.geteuid() == 0

    def which(self, program):
        """The path of a program, or None."""
        return shutil.which(program)

    def loads(self, library):
        """Whether the dynamic loader finds a library, by the very name or as the linker would."""
        for name in (library, ctypes.util.find_library(library)):
            try:
                if name and ctypes.CDLL(name):
                    return True
            except OSError:
                continue
        return False

    def reads(self, model):
        """Whether tesseract has the language `model`."""
        return bool(self.which("tesseract")) and model in self.run("tesseract", "--list-langs")[1].split()

    def run(self, *command, **environment):
        """(whether it succeeded, its last lines) of a command that asks nothing."""
        done = subprocess.run(  # noqa: S603 - every command is written in this file
            command,
            cwd=str(ROOT),
            env=dict(os.environ, **environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode == 0, done.stdout.decode(errors="replace").strip()

    def say(self, line):
        """One line of progress, at once."""
        print(line, flush=True)


def suitable_python(machine):
    """((major, minor), path) of a Python that Parley runs on: this one, or another on the path. Refusal if none."""
    if OLDEST <= machine.version <= NEWEST:
        return machine.version, machine.python
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        path = machine.which(f"python3.{minor}")
        # A version manager's stand-in is on the path even when its version is not installed.
        if path and machine.run(path, "-c", "import sys")[0]:
            return (3, minor), path
    raise Refusal(
        "Parley needs Python 3.{} to 3.{} and this is {}.{}: install one (Debian 12: apt install python3; Fedora: "
        "dnf install python3.13; macOS: brew install python@3.13) and run make again.".format(
            OLDEST[1], NEWEST[1], *machine.version
        )
    )


def port_from(text):
    """The port number that `text` says. Refusal when it is none."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise Refusal(f"PORT is “{text}”, not a number from 1 to 65535: try `make run PORT=8001`.")
    return int(text)


def refuse_busy_port(port, host="127.0.0.1"):
    """Refusal when a server could not listen on `port`."""
    with socket.socket() as visitor:
        visitor.settimeout(2)
        # A server on every address leaves this one free to bind on some systems, and would still answer in our place.
        answered = visitor.connect_ex((host, port)) == 0
    if answered:
        raise Refusal(why_no_server(port, errno.EADDRINUSE))
    with socket.socket() as listener:
        # As the server does: a port that only waits out its old connections is free.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise Refusal(why_no_server(port, error.errno)) from error


def why_no_server(port, code):
    """One sentence: why no server can listen on `port`, from the system's error `code`, and what to try."""
    if code == errno.EACCES:
        return f"Port {port} is kept for the system's own servers: try `make run PORT=8000`."
    other = port + 1 if port < 65535 else port - 1
    return f"Port {port} is busy, another program listens there: stop it, or try `make run PORT={other}`."


def missing_needs(needs, machine):
    """The needs this machine does not meet."""
    return [need for need in needs if not need.is_met(machine)]


def how_to_install(needs):
    """One sentence: what to type on each kind of system for `needs`."""

    def packages(system):
        return " ".join(dict.fromkeys(getattr(need, system) for need in needs))

    names = ", ".join(need.name for need in needs)
    return (
        f"Parley needs {names} here: install with `apt install {packages('debian')}` on Debian, "
        f"`dnf install {packages('fedora')}` on Fedora or `brew install {packages('macos')}` on macOS, "
        "then run make again."
    )


def installer(machine):
    """The words before an apt-get command, when this user may install packages; None when not."""
    if not machine.which("apt-get"):
        return None
    if machine.is_root:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    if machine.which("sudo") and machine.run("sudo", "-n", "true")[0]:
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def meet(needs, machine):
    """Install what `needs` name with apt-get when this user may. Refusal, saying what to install, when not."""
    if not needs:
        return
    prefix = installer(machine)
    if prefix is None:
        raise Refusal(how_to_install(needs))
    packages = list(dict.fromkeys(need.debian for need in needs))
    machine.say("System packages: installing {} ...".format(", ".join(packages)))
    # Old package lists may still do, so only the second command decides.
    machine.run(*prefix, "apt-get", "update", "-qq")
    installed, said = machine.run(*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
    if not installed:
        machine.say(last_lines(said))
        raise Refusal(how_to_install(needs))


def last_lines(text, count=5):
    """The end of what a program printed."""
    return "\n".join("  " + line for line in text.splitlines()[-count:])


class Environment:
    """The folder `.venv` and what is installed in it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.python = self.folder / "bin" / "python"
        self.stamp = self.folder / "installed.json"

    def works(self, machine):
        """Whether it has a Python of a supported version, and pip."""
        check = f"import sys, pip; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
        return self.python.exists() and machine.run(str(self.python), "-c", check)[0]

    def make(self, python, machine):
        """Make it anew. Refusal when Python cannot."""
        machine.say("Python environment: making .venv ...")
        made, said = machine.run(python, "-m", "venv", "--clear", str(self.folder))
        if not made:
            machine.say(last_lines(said))
            raise Refusal(f"{self.folder} could not be made: check that the folder can be written.")

    def lacking(self, digests):
        """Names of the requirement files that are not installed as they are now. `digests` maps name to hash."""
        try:
            installed = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            installed = {}
        return [name for name, digest in digests.items() if installed.get(name) != digest]

    def install(self, digests, machine):
        """Install the requirement files of `digests`, every package checked against its hash."""
        machine.say("Python packages: installing {} ...".format(" and ".join(digests)))
        # Until pip has finished nothing counts as installed.
        if self.stamp.exists():
            self.stamp.unlink()
        files = [part for name in digests for part in ("-r", name)]
        pip = [str(self.python), "-m", "pip", "install", "--quiet", "--require-hashes"]
        installed, said = machine.run(*pip, *files, PIP_DISABLE_PIP_VERSION_CHECK="1")
        if not installed:
            machine.say(last_lines(said))
            raise Refusal(
                "The Python packages could not be installed: check the network connection (or pip's settings, behind "
                "a proxy) and run make again."
            )
        self.stamp.write_text(json.dumps(digests), encoding="utf-8")

    def translate(self, machine):
        """Compile the catalogues of the languages that briefs are printed in. Refusal when they cannot be read."""
        compiled, said = machine.run(str(self.python), "-m", "records.translations")
        if not compiled:
            machine.say(last_lines(said))
            raise Refusal("The catalogues in locale could not be compiled: check the file named above.")


def digests_of(names, root):
    """SHA-256 of each requirement file in `root`, by name."""
    return {name: hashlib.sha256((Path(root) / name).read_bytes()).hexdigest() for name in names}


def prepare(purpose, machine, root=ROOT):
    """Bring this machine to where the `purpose` (a key of PURPOSES) can start, or raise Refusal."""
    plan = PURPOSES[purpose]
    version, python = suitable_python(machine)
    environment = Environment(Path(root) / ".venv")
    works = environment.works(machine)
    needs = missing_needs(
        PRINTING + ([SHELL] if plan["measures"] else []) + ([BROWSER, *OCR, *PDF_CHECKS] if plan["tests"] else []),
        machine,
    )
    if not works and not machine.run(python, "-c", "import ensurepip, venv")[0]:
        needs.append(environments_of(version))
    meet(needs, machine)
    if not works:
        environment.make(python, machine)
    digests = digests_of(plan["requirements"], root)
    if environment.lacking(digests):
        environment.install(digests, machine)
    environment.translate(machine)


def main(arguments=None, machine=None, root=ROOT):
    """The program: 0 when ready, 1 after a sentence that says what to do."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("purpose", choices=sorted(PURPOSES))
    parser.add_argument("--port", help="refuse at once when this port is busy")
    options = parser.parse_args(arguments)
    try:
        if options.port is not None:
            refuse_busy_port(port_from(options.port))
        prepare(options.purpose, machine or Machine(), root)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
