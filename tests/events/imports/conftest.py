"""What the tests of reading event datasets share."""

import pytest

from events.imports import ged
from records.imports.running import begin, load
from records.models import Dataset
from tests.events.imports.files import GED_COLUMNS, GED_ROW, ROWS, found_in, parted, text_of


@pytest.fixture
def read_ged(tmp_path):
    """Reads rows given as what they have otherwise than GED_ROW; (records, faults, warnings)."""

    def read(*differences, columns=GED_COLUMNS):
        rows = [{**GED_ROW, **difference} for difference in differences]
        kept = [{name: row.get(name, "") for name in columns} for row in rows]
        path = tmp_path / "ged.csv"
        path.write_text(text_of(columns, kept), encoding="utf-8")
        return parted(found_in(ged.read, path))

    return read


@pytest.fixture
def imported(settings, tmp_path):
    """Imports rows of UCDP GED, given as what they have otherwise than GED_ROW; the run."""

    settings.VAR_DIR = tmp_path / "var"

    def imported(*differences, release="24.1", run_with=load, dataset=Dataset.GED, **options):
        rows = [{**GED_ROW, **difference} for difference in differences]
        path = tmp_path / "ged.csv"
        path.write_text(text_of(GED_COLUMNS, rows), encoding="utf-8")
        run = begin(path, dataset=dataset, release_name=release, file_name="ged.csv", **options)
        return run_with(run, path)

    return imported


@pytest.fixture
def ged_file(tmp_path):
    """A file of ROWS events at 40 places between 30 parties."""
    rows = [
        {
            **GED_ROW,
            "id": str(number),
            "where_coordinates": f"Rami {number % 40}",
            "side_b": f"Front {number % 30}",
            "side_b_new_id": str(number % 30),
            "source_original": "police; elders" if number % 3 else "",
        }
        for number in range(1, ROWS + 1)
    ]
    path = tmp_path / "ged.csv"
    path.write_text(text_of(GED_COLUMNS, rows), encoding="utf-8")
    return path
