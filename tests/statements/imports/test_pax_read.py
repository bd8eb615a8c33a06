"""PA-X as it is read: the traps of its layout, and the sentence that each faulty cell is answered with."""

import pytest

from records.imports.faults import FileRefused, RowFault
from records.imports.single import digest_of
from records.imports.table import open_table
from statements.imports import pax
from statements.imports.parts import parties_in, says_unsigned, third_parties_in
from tests.factories.datasets import pax_file


def read(tmp_path, *rows, text=None):
    path = tmp_path / "pax.csv"
    path.write_text(text if text is not None else pax_file(*rows), encoding="utf-8", newline="")
    with open_table(path) as table:
        return list(pax.read(table, digest_of))


def test_a_row_becomes_an_agreement(tmp_path):
    (found,) = read(tmp_path, {})

    assert (found.external_id, found.process_id, found.countries) == ("864", "2", ("AF",))
    assert (found.form, found.stage, found.substage, found.status) == ("agreement", "SubComp", "FrCons", "signed")
    assert found.issued_on == "2001-12-05"
    assert found.themes == ("GeWom", "Polps")
    assert "UCDP conflict: 333" in found.summary
    assert "PAM accord" not in found.summary
    assert "Mediator: the Kingdom of Elsewhere" in found.summary


def test_signatories_are_read_from_headings_and_third_parties_from_their_roles(tmp_path):
    (found,) = read(tmp_path, {})

    assert found.signed == (
        ("Northern Council", "armed_group", "party", "A. Delegate; B. Delegate"),
        ("Southern Front", "armed_group", "party", "C. Delegate"),
        ("United Nations", "international", "witness", "Witness: the United Nations"),
    )


def test_an_unsigned_document_says_so_and_has_no_signature(tmp_path):
    (found,) = read(tmp_path, {"Part": "Unsigned\r\nPrinted by the For Peace press"})

    assert (found.signed, found.signatures_note) == ((), "Unsigned Printed by the For Peace press")


def test_many_lines_of_signatories_are_kept_as_written(tmp_path):
    part = "\r\n".join(f"For the Group {number}:" for number in range(1, 1339))

    (found,) = read(tmp_path, {"Part": part, "ThrdPart": ""})

    assert len(found.signed) == 1338
    assert "For the Group 1338:" in found.summary


def test_what_stands_below_an_empty_line_is_nobodys_signature():
    assert parties_in("For the Front:\nA\n\nB")[0].as_written == "A"


def test_a_party_named_twice_is_one():
    assert [one.name for one in parties_in("For the Front:\nA\nFor the Front:\nB")] == ["Front"]


def test_a_role_without_a_capacity_is_no_signature():
    assert third_parties_in("Mediator: Norway\nGuarantors: Norway") == [
        ("Norway", "armed_group", "guarantor", "Guarantors: Norway")
    ]


@pytest.mark.parametrize("words", ["Unsigned", "No signatories are given", "Signatures not available"])
def test_a_document_may_say_in_many_ways_that_nobody_signed(words):
    assert says_unsigned(words)


def test_a_signed_document_does_not_say_that_nobody_signed():
    assert not says_unsigned("Signed for the Front")


@pytest.mark.parametrize(
    ("row", "form"),
    [
        ({"Agt": "Joint Declaration of the two sides"}, "joint"),
        ({"Agt": "Final Communiqué"}, "communique"),
        ({"Agt": "Truce of the valley"}, "ceasefire"),
        ({"Agt": "Roadmap", "Stage": "Cea"}, "ceasefire"),
        ({"Agt": "Roadmap", "Status": "Unilateral document"}, "unilateral"),
    ],
)
def test_the_form_is_told_by_title_status_and_stage(tmp_path, row, form):
    (found,) = read(tmp_path, row)

    assert found.form == form


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"AgtId": ""}, "AgtId"),
        ({"Agt": " "}, "Agt"),
        ({"Dat": "2001-02-31"}, "Dat"),
        ({"Status": "Signed perhaps"}, "Status"),
        ({"Stage": "Sub"}, "Stage"),
        ({"GeWom": "4"}, "GeWom"),
        ({"PpsSt": "yes"}, "PpsSt"),
        ({"PP": ""}, "PP"),
    ],
)
def test_a_faulty_cell_is_named_with_its_row(tmp_path, row, column):
    good, fault = read(tmp_path, {"AgtId": "1"}, row)

    assert good.external_id == "1"
    assert (fault.row, fault.column, fault.is_warning) == (2, column, False)
    assert fault.reason.endswith((".", "missing. Fill it in."))


def test_an_unknown_country_is_doubted_and_the_row_kept(tmp_path):
    warning, found = read(tmp_path, {"Loc1ISO": "XYZ"})

    assert (warning.column, warning.is_warning) == ("Loc1ISO", True)
    assert found.countries == ()


def test_a_conflict_of_one_country_in_brackets_is_kept_as_written(tmp_path):
    (found,) = read(tmp_path, {"Con": "Sudan/(Darfur)"})

    assert found.conflict == "Sudan/(Darfur)"


def test_a_file_without_its_columns_is_refused_by_name(tmp_path):
    with pytest.raises(FileRefused, match=r"“Agt”.*PA-X"):
        read(tmp_path, text="AgtId,Dat\n1,2001-01-01\n")


def test_a_short_row_is_a_fault_and_swallows_no_other(tmp_path):
    header, rows = pax_file({}, {"AgtId": "2"}).split("\r\n", 1)
    broken = f"{header}\r\nonly,three,cells\r\n{rows}"

    found = read(tmp_path, text=broken)

    assert isinstance(found[0], RowFault)
    assert [one.external_id for one in found if not isinstance(one, RowFault)] == ["864", "2"]
