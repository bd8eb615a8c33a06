"""The catalogues of the printed languages are compiled before anything starts."""

import pytest

from setup import prepare
from setup.prepare import Refusal
from tests.setup.test_prepare import ALL_LIBRARIES, Elsewhere, environment_in


def test_a_catalogue_that_cannot_be_compiled_stops_the_start_with_what_is_wrong_in_it(tmp_path):
    (tmp_path / "requirements.txt").touch()
    environment_in(tmp_path)
    machine = Elsewhere(libraries=ALL_LIBRARIES, failing=["records.translations"])

    with pytest.raises(Refusal, match="The catalogues in locale could not be compiled: check the file named above"):
        prepare.prepare("run", machine, tmp_path)

    assert machine.said[-1] == "  one\n  two"
