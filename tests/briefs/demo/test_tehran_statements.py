"""The Tehran record: what was said, and what it binds its authors to.

The tables below state the facts as they were publicly reported: those of 8 July 2021 by one wire round-up of that day
(Reuters and agencies), the later ones by news agencies on the days given. Quoted words are the speakers' own.
"""

import pytest

from records.joiners import ZWNJ
from statements.models import Clause, Commitment, Passage, Statement, Version

pytestmark = pytest.mark.usefixtures("record")

GOVERNMENT = "Government of the Islamic Republic of Afghanistan"
TALIBAN = "Taliban"
JOINT = "Joint statement of the Tehran meeting"
ZARIF = "Press remarks of the Iranian Foreign Minister at the Tehran meeting"
DOHA = "Joint declaration of the Doha meeting"
JUSTIFIED = "English, wire version with “justified”"
DIRECTED = "English, versions with “directed”"
POINT_6 = (
    "Both sides condemn attacks that target people's homes, mosques and hospitals and lead to destruction, and also "
    "condemn the destruction of public institutions and call for the punishment of the perpetrators"
)


def edtf(date):
    return date.edtf if date else None


def test_the_joint_statement_was_released_on_8_july_without_signatures():
    statement = Statement.objects.get(title=JOINT)

    assert (statement.form, edtf(statement.issued_on)) == (Statement.Form.JOINT, "2021-07-08")
    assert "some outlets date it 7" in statement.summary
    assert statement.signatures_note == "No signatures were published. Iran, the host, is no signatory."
    assert not statement.signatures.exists()


@pytest.mark.parametrize(
    ("number", "kinds"),
    [("1", []), ("2", ["declare"]), ("3", []), ("4", ["continue"]), ("5", []), ("6", ["condemn", "declare"])],
)
def test_each_point_of_the_joint_statement_has_its_commitments(number, kinds):
    clause = Clause.objects.get(statement__title=JOINT, number=number)

    assert list(clause.commitments.order_by("pk").values_list("kind", flat=True)) == kinds


@pytest.mark.parametrize("label", [JUSTIFIED, DIRECTED])
@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1", "thank the host"),
        ("2", "war is not the solution to the Afghanistan problem"),
        ("2", "peaceful political solution"),
        ("3", "cordial and frank"),
        ("4", "at a later meeting to be held as soon as possible"),
        ("4", "specific mechanisms for lasting peace and an Islamic system"),
        ("5", "an opportunity to strengthen a political solution"),
        ("6", POINT_6),
    ],
)
def test_each_english_version_has_the_substance_of_each_point(label, number, words):
    whole = Passage.objects.filter(version__label=label, clause__number=number, commitment=None, is_disputed=False)

    assert words in whole.get().exact


def test_the_word_justified_is_kept_and_marked_as_disputed():
    disputed = Passage.objects.get(is_disputed=True)

    assert (disputed.version.label, disputed.clause.number, disputed.exact) == (JUSTIFIED, "2", "should be justified")
    assert disputed.proposed_wording == "should be directed"
    assert "directed" in disputed.dispute_reason
    assert "directed" in Version.objects.get(label=DIRECTED).text
    assert "justified" not in Version.objects.get(label=DIRECTED).text


def test_the_dari_rendering_of_points_2_4_and_6_is_ours_unofficial_and_right_to_left():
    version = Version.objects.get(language="prs")

    assert version.statement.title == JOINT
    assert (version.kind, version.translator, version.direction) == (Version.Kind.UNOFFICIAL, "Parley", "rtl")
    whole = version.passages.filter(commitment=None).order_by("start")
    assert [passage.clause.number for passage in whole] == ["2", "4", "6"]
    assert f"راه{ZWNJ}حل" in version.text


def test_every_version_says_what_in_it_is_not_verbatim():
    for version in Version.objects.all():
        assert any(words in version.note for words in ("verbatim", "Unofficial")), version


def test_every_passage_quotes_its_version_letter_for_letter():
    for passage in Passage.objects.select_related("version"):
        assert passage.version.text[passage.start : passage.end] == passage.exact


BOTH = {GOVERNMENT, TALIBAN}


@pytest.mark.parametrize(
    ("statement", "kind", "obligors", "as_written", "deadline", "words", "specificity"),
    [
        (JOINT, "declare", BOTH, "Both sides", "none", "", "declaratory"),
        (JOINT, "continue", BOTH, "Both sides", "soon", "as soon as possible", "general"),
        (JOINT, "condemn", BOTH, "Both sides", "none", "", "declaratory"),
        (ZARIF, "facilitate", {"Islamic Republic of Iran"}, "", "none", "", "general"),
        (DOHA, "continue", BOTH, "", "none", "", "general"),
        (DOHA, "negotiate", BOTH, "", "none", "", "general"),
    ],
)
def test_each_commitment_says_who_is_bound_and_by_when(
    statement, kind, obligors, as_written, deadline, words, specificity
):
    found = Commitment.objects.filter(clause__statement__title=statement, kind=kind)

    assert found
    for commitment in found:
        assert set(commitment.obligors.values_list("name", flat=True)) == obligors
        assert commitment.obligors_as_written == as_written
        assert [(row.terms, row.words, row.due_on) for row in commitment.deadlines.all()] == [(deadline, words, None)]
        assert commitment.specificity == specificity
        assert commitment.themes.exists()


def test_every_commitment_is_marked_in_every_version_that_has_its_point():
    for commitment in Commitment.objects.all():
        versions = {passage.version for passage in commitment.clause.passages.filter(commitment=None)}

        assert {passage.version for passage in commitment.passages.all()} == versions


def test_the_host_spoke_to_the_press_on_the_same_day_for_iran_alone():
    statement = Statement.objects.get(title=ZARIF)

    assert (statement.form, statement.status) == (Statement.Form.PRESS, Statement.Status.UNILATERAL)
    assert edtf(statement.issued_on) == "2021-07-08"
    text = statement.versions.get().text
    assert "“Bravery in peace is more important than bravery in war”" in text
    assert "use the opportunity to end the fighting" in text
    assert "Iran stands ready to facilitate further talks" in text


def test_the_doha_declaration_is_of_18_july():
    statement = Statement.objects.get(title=DOHA)

    assert (statement.form, edtf(statement.issued_on)) == (Statement.Form.JOINT, "2021-07-18")
    assert statement.versions.get().text == "Both sides will continue talks at a high level and will speed them up."
