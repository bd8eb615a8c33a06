"""What the machine at hand is found to bring."""

from setup import prepare
from setup.prepare import OCR, PRINTING, Machine


def test_this_machine_finds_its_own_libraries_and_programs():
    machine = Machine()

    assert machine.loads("c")
    assert not machine.loads("nothing-of-this-name")
    assert machine.which("sh")
    assert machine.run("sh", "-c", "echo $WORD; exit 3", WORD="said") == (False, "said")


def test_what_the_program_says_comes_out_at_once(capsys):
    Machine().say("Python environment: making .venv ...")

    assert capsys.readouterr().out == "Python environment: making .venv ...\n"


def test_this_machine_can_print_briefs_and_read_scanned_pages():
    assert prepare.missing_needs([*PRINTING, *OCR], Machine()) == []
