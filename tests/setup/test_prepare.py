"""The program that readies a machine, told about machines unlike this one, and tried on this one."""

import errno
import json
import socket
import subprocess
import sys

import pytest

from setup import prepare
from setup.prepare import BROWSER, PRINTING, Environment, Machine, Refusal


class Elsewhere:
    """A machine described by what is on it; it remembers what it was told to run and what it said."""

    def __init__(self, version=(3, 11), programs=(), libraries=(), models=(), is_root=False, failing=()):
        self.version, self.python, self.is_root = version, "/usr/bin/python3", is_root
        self.programs, self.libraries, self.models, self.failing = programs, libraries, models, failing
        self.ran, self.said = [], []

    def which(self, program):
        return f"/usr/bin/{program}" if program in self.programs else None

    def loads(self, library):
        return library in self.libraries

    def reads(self, model):
        return model in self.models

    def run(self, *command, **environment):
        line = " ".join(command)
        self.ran.append(line)
        return not any(part in line for part in self.failing), "one\ntwo"

    def say(self, line):
        self.said.append(line)


BUT_CHROMIUM = ["tesseract", "sqlite3", "qpdf", "pdfinfo"]
ALL_LIBRARIES = [need.libraries[-2] for need in PRINTING]


@pytest.fixture
def root(tmp_path):
    """A clone with requirement files and nothing else."""
    (tmp_path / "requirements.txt").write_text("django==5.2.19")
    (tmp_path / "requirements-dev.txt").write_text("pytest==9.2.0")
    return tmp_path


def environment_in(root):
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "python").touch()
    return Environment(root / ".venv")


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_a_supported_python_is_used_as_it_is(version):
    assert prepare.suitable_python(Elsewhere(version)) == (version, "/usr/bin/python3")


def test_another_python_on_the_path_is_used_when_this_one_is_too_new():
    machine = Elsewhere((3, 14), programs=["python3.11", "python3.12"])

    assert prepare.suitable_python(machine) == ((3, 12), "/usr/bin/python3.12")


def test_a_stand_in_for_a_python_that_is_not_installed_is_passed_over():
    machine = Elsewhere((3, 9), programs=["python3.11", "python3.12"], failing=["python3.12"])

    assert prepare.suitable_python(machine) == ((3, 11), "/usr/bin/python3.11")


def test_without_a_supported_python_one_sentence_says_what_to_install():
    with pytest.raises(Refusal) as refusal:
        prepare.suitable_python(Elsewhere((3, 9)))

    assert str(refusal.value) == (
        "Parley needs Python 3.11 to 3.13 and this is 3.9: install one (Debian 12: apt install python3; "
        "Fedora: dnf install python3.13; macOS: brew install python@3.13) and run make again."
    )


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1", "80 81", "٨٠٠٠"])
def test_a_port_that_is_no_port_is_named(text):
    with pytest.raises(Refusal, match=f"PORT is “{text}”, not a number from 1 to 65535"):
        prepare.port_from(text)


@pytest.mark.parametrize(("text", "port"), [("1", 1), ("65535", 65535)])
def test_the_first_and_the_last_port_are_ports(text, port):
    assert prepare.port_from(text) == port


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])  # noqa: S104 - another program's habit
def test_a_busy_port_is_refused_with_the_command_to_try(address):
    with socket.create_server((address, 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(Refusal) as refusal:
            prepare.refuse_busy_port(port)

    assert str(refusal.value) == (
        f"Port {port} is busy, another program listens there: stop it, or try `make run PORT={port + 1}`."
    )


def test_a_port_is_busy_as_soon_as_another_program_holds_it_without_answering():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]

        with pytest.raises(Refusal, match=f"Port {port} is busy"):
            prepare.refuse_busy_port(port)


def test_a_free_port_passes():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

    prepare.refuse_busy_port(port)


def test_a_port_of_the_systems_own_servers_is_refused_in_other_words():
    assert prepare.why_no_server(80, errno.EACCES) == (
        "Port 80 is kept for the system's own servers: try `make run PORT=8000`."
    )


def test_the_last_port_when_busy_suggests_the_one_before():
    with socket.create_server(("127.0.0.1", 65535)), pytest.raises(Refusal, match="make run PORT=65534"):
        prepare.refuse_busy_port(65535)


@pytest.mark.parametrize("need", PRINTING, ids=lambda need: need.name)
def test_a_library_counts_under_any_name_the_renderer_tries(need):
    assert all(need.is_met(Elsewhere(libraries=[name])) for name in need.libraries)
    assert not need.is_met(Elsewhere(libraries=["libsomething.so.0"]))


@pytest.mark.parametrize("program", ["chromium", "chromium-browser", "google-chrome"])
def test_any_chromium_will_do(program):
    assert BROWSER.is_met(Elsewhere(programs=[program]))


def test_what_is_missing_is_one_sentence_for_three_systems():
    sentence = prepare.how_to_install([*PRINTING[:2], BROWSER])

    assert sentence == (
        "Parley needs Pango, PangoFT2, Chromium here: install with `apt install libpango-1.0-0 libpangoft2-1.0-0 "
        "chromium` on Debian, `dnf install pango chromium` on Fedora or `brew install pango google-chrome` "
        "on macOS, then run make again."
    )


def test_debian_packs_the_environments_of_each_python_apart():
    assert prepare.environments_of((3, 12)).debian == "python3.12-venv"


def test_root_installs_missing_packages_with_fresh_lists():
    machine = Elsewhere(programs=["apt-get"], is_root=True)

    prepare.meet([PRINTING[0], BROWSER], machine)

    assert machine.ran == [
        "env DEBIAN_FRONTEND=noninteractive apt-get update -qq",
        "env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libpango-1.0-0 chromium",
    ]


def test_a_user_who_needs_no_password_installs_through_sudo():
    machine = Elsewhere(programs=["apt-get", "sudo"])

    prepare.meet([BROWSER], machine)

    assert machine.ran[-1].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install")


@pytest.mark.parametrize(
    "machine",
    [
        Elsewhere(is_root=True),
        Elsewhere(programs=["apt-get"]),
        Elsewhere(programs=["apt-get", "sudo"], failing=["sudo -n true"]),
    ],
    ids=["no apt-get", "no sudo", "sudo asks for a password"],
)
def test_a_user_who_may_not_install_is_told_what_to_install(machine):
    with pytest.raises(Refusal, match="apt install chromium"):
        prepare.meet([BROWSER], machine)

    assert not any("install" in command for command in machine.ran)


def test_a_failed_installation_shows_its_last_lines_and_says_what_to_install():
    machine = Elsewhere(programs=["apt-get"], is_root=True, failing=["apt-get install"])

    with pytest.raises(Refusal, match="apt install chromium"):
        prepare.meet([BROWSER], machine)

    assert machine.said[-1] == "  one\n  two"


def test_old_package_lists_do_not_stop_an_installation():
    machine = Elsewhere(programs=["apt-get"], is_root=True, failing=["apt-get update"])

    prepare.meet([BROWSER], machine)

    assert machine.ran[-1].endswith("chromium")


def test_nothing_missing_runs_nothing():
    machine = Elsewhere()

    prepare.meet([], machine)

    assert machine.ran == []


def test_a_fresh_clone_gets_an_environment_and_every_package_by_its_hash(root):
    machine = Elsewhere(libraries=ALL_LIBRARIES)
    (root / ".venv").mkdir()

    prepare.prepare("run", machine, root)

    assert machine.ran[-3:] == [
        f"/usr/bin/python3 -m venv --clear {root}/.venv",
        f"{root}/.venv/bin/python -m pip install --quiet --require-hashes -r requirements.txt",
        f"{root}/.venv/bin/python -m records.translations",
    ]


def test_the_second_start_installs_nothing(root):
    environment = environment_in(root)
    machine = Elsewhere(libraries=ALL_LIBRARIES)
    prepare.prepare("run", machine, root)
    machine.ran.clear()

    prepare.prepare("run", machine, root)

    assert [command.split()[0] for command in machine.ran] == [str(environment.python)] * 2
    assert not any("pip install" in command for command in machine.ran)


def test_changed_requirements_are_installed_anew(root):
    environment_in(root)
    machine = Elsewhere(libraries=ALL_LIBRARIES)
    prepare.prepare("run", machine, root)
    (root / "requirements.txt").write_text("django==5.2.20")
    machine.ran.clear()

    prepare.prepare("run", machine, root)

    assert "pip install" in machine.ran[-2]


def test_tests_after_a_run_install_what_tests_need_and_a_run_after_tests_nothing(root):
    environment_in(root)
    machine = Elsewhere(
        libraries=ALL_LIBRARIES, programs=["chromium", *BUT_CHROMIUM], models=["eng", "fas", "ara", "pus"]
    )
    prepare.prepare("run", machine, root)
    machine.ran.clear()

    prepare.prepare("test", machine, root)
    prepare.prepare("run", machine, root)

    installs = [command for command in machine.ran if "pip install" in command]
    assert [command.partition("-hashes ")[2] for command in installs] == ["-r requirements.txt -r requirements-dev.txt"]


def test_tests_stop_without_chromium_before_anything_is_made(root):
    machine = Elsewhere(libraries=ALL_LIBRARIES, programs=BUT_CHROMIUM, models=["fas", "ara", "pus"])

    with pytest.raises(Refusal, match=r"^Parley needs Chromium here: install with `apt install chromium`"):
        prepare.prepare("test", machine, root)

    assert not (root / ".venv").exists()


def test_tests_need_tesseract_with_its_languages_and_the_programs_that_check_a_brief(root):
    machine = Elsewhere(libraries=ALL_LIBRARIES, programs=["chromium", *BUT_CHROMIUM[:2]], models=["eng", "fas"])

    with pytest.raises(Refusal) as refusal:
        prepare.prepare("test", machine, root)

    assert str(refusal.value) == (
        "Parley needs Tesseract's Arabic, Tesseract's Pashto, qpdf, poppler's pdfinfo here: install with `apt install "
        "tesseract-ocr-ara tesseract-ocr-pus qpdf poppler-utils` on Debian, `dnf install tesseract-langpack-ara "
        "tesseract-langpack-pus qpdf poppler-utils` on Fedora or `brew install tesseract-lang qpdf poppler` on macOS, "
        "then run make again."
    )


def test_a_site_runs_without_tesseract(root):
    environment_in(root)

    prepare.prepare("run", Elsewhere(libraries=ALL_LIBRARIES), root)


def test_a_machine_without_tesseract_reads_no_language(monkeypatch, tmp_path):
    assert Machine().reads("pus")
    assert not Machine().reads("xyz")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Machine().reads("pus")


def test_checks_do_without_chromium(root):
    environment_in(root)
    machine = Elsewhere(libraries=ALL_LIBRARIES, programs=["sqlite3"])

    prepare.prepare("checks", machine, root)

    assert machine.ran[-2].endswith("-r requirements.txt -r requirements-dev.txt")


def test_benches_and_checks_need_the_shell_of_sqlite(root):
    machine = Elsewhere(libraries=ALL_LIBRARIES)

    with pytest.raises(Refusal, match=r"^Parley needs the sqlite3 shell here"):
        prepare.prepare("checks", machine, root)


def test_a_python_without_its_environments_gets_them_as_a_package(root):
    machine = Elsewhere(
        libraries=ALL_LIBRARIES, programs=["apt-get"], is_root=True, failing=["import ensurepip, venv", "-m venv"]
    )

    with pytest.raises(Refusal, match="could not be made: check that the folder can be written"):
        prepare.prepare("run", machine, root)

    assert any(command.endswith("--no-install-recommends python3.11-venv") for command in machine.ran)


def test_a_failed_installation_of_packages_is_not_taken_for_done(root):
    environment = environment_in(root)
    environment.stamp.write_text(json.dumps({"requirements.txt": "older"}))
    machine = Elsewhere(libraries=ALL_LIBRARIES, failing=["pip install"])

    with pytest.raises(Refusal, match="The Python packages could not be installed: check the network connection"):
        prepare.prepare("run", machine, root)

    assert not environment.stamp.exists()
    assert machine.said[-1] == "  one\n  two"


def test_a_damaged_note_of_what_is_installed_means_installing_again(root):
    environment = environment_in(root)
    environment.stamp.write_text("{half")

    assert environment.lacking({"requirements.txt": "abc"}) == ["requirements.txt"]


def test_the_program_ends_with_the_sentence_and_no_traceback():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        command = [sys.executable, "setup/prepare.py", "run", "--port", str(port)]

        done = subprocess.run(command, cwd=prepare.ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Port {port} is busy")
    assert done.stderr.count("\n") == 1


def test_a_refusal_is_printed_and_counts_as_failure(capsys):
    assert prepare.main(["run", "--port", "none"]) == 1
    assert capsys.readouterr().err == "PORT is “none”, not a number from 1 to 65535: try `make run PORT=8001`.\n"


def test_a_machine_made_ready_counts_as_success(root, capsys):
    environment_in(root)

    assert prepare.main(["run"], Elsewhere(libraries=ALL_LIBRARIES), root) == 0
    assert capsys.readouterr().err == ""
