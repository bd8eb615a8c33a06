"""`manage.py import_dataset`."""

import csv

import pytest
from django.core.management import CommandError, call_command

from events.models import Event
from records.imports.progress import Progress
from tests.events.imports.files import GED_COLUMNS, GED_ROW, text_of


@pytest.fixture
def ged_file(settings, tmp_path):
    """Writes a file of rows, given as what they have otherwise than GED_ROW; its path."""
    settings.VAR_DIR = tmp_path / "var"

    def ged_file(*differences):
        path = tmp_path / "ged.csv"
        path.write_text(text_of(GED_COLUMNS, [{**GED_ROW, **one} for one in differences]), encoding="utf-8")
        return path

    return ged_file


def run(*arguments, capsys, **options):
    call_command("import_dataset", "ged", *map(str, arguments), release="24.1", **options)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_report_says_that_what_was_read_is_what_became_of_it(ged_file, capsys):
    printed = run(ged_file({}, {"id": "8", "latitude": "95"}), skip_bad=True, capsys=capsys)

    assert "2 rows read = 1 new + 0 changed + 0 the same + 1 rejected" in printed
    assert "row 2, latitude: “95”. A latitude lies between -90 and 90." in printed
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_dry_run_stores_nothing(ged_file, capsys):
    printed = run(ged_file({}), dry_run=True, capsys=capsys)

    assert "1 rows read = 1 would be new + 0 would be changed + 0 the same + 0 rejected" in printed
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_refused_file_ends_the_command_with_its_reason(ged_file, capsys):
    with pytest.raises(CommandError, match="1 of 1 rows are at fault, so nothing was stored"):
        run(ged_file({"latitude": "95"}), capsys=capsys)


@pytest.mark.django_db
def test_every_fault_is_written_to_the_file_asked_for_and_no_cell_is_a_formula(ged_file, tmp_path, capsys):
    faults = [{"id": str(number), "latitude": "=1+1"} for number in range(30)]

    printed = run(ged_file({}, *faults), skip_bad=True, report=tmp_path / "report.csv", capsys=capsys)

    assert "and more: --report FILE writes them all." in printed
    with open(tmp_path / "report.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 30
    assert rows[0]["row"] == "2"
    assert rows[0]["column"] == "latitude"
    assert rows[0]["value"] == "'=1+1"


@pytest.mark.django_db
def test_a_file_that_is_not_there_and_a_release_without_a_name_are_named(tmp_path, ged_file):
    with pytest.raises(CommandError, match=r"There is no file .*nothing\.csv"):
        call_command("import_dataset", "ged", str(tmp_path / "nothing.csv"), release="24.1")
    with pytest.raises(CommandError, match="cannot be blank"):
        call_command("import_dataset", "ged", str(ged_file({})), release="")


class Terminal:
    def __init__(self):
        self.shown = ""

    def write(self, text, ending="\n"):
        self.shown += text + ending

    def flush(self):
        pass


def test_bar_shows_how_far_it_is_and_leaves_a_clean_line():
    terminal, clock = Terminal(), iter([0.0, 0.1, 1.0])
    bar = Progress(terminal, lambda: next(clock))

    bar(10, 0.5)
    bar(11, 0.55)
    bar(20, 1.0)
    bar.end()

    assert "[###############...............]  50%  10 rows" in terminal.shown
    assert "11 rows" not in terminal.shown
    assert "100%  20 rows" in terminal.shown
    assert terminal.shown.endswith("\r")


def test_without_a_terminal_nothing_is_shown():
    bar = Progress(None, lambda: 0.0)

    bar(10, 0.5)
    bar.end()
