"""The versions of the codebook: what they say, what changed, and which files are refused."""

import shutil

import pytest

from tracking.codebook import (
    CODEBOOK,
    ENTRY_FOR,
    VERSION,
    VERSIONS,
    Needs,
    Rating,
    changes_between,
    current_version,
    entry_of,
    version_named,
)
from tracking.codebook.reading import FOLDER, BadCodebook, read_versions
from tracking.models import Assessment


@pytest.fixture
def folder(tmp_path):
    """A copy of the folder of versions."""
    return shutil.copytree(FOLDER, tmp_path / "versions")


def rewrite(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_newest_version_is_in_force_and_the_first_is_kept():
    assert [version.name for version in VERSIONS] == ["1.1", "1.0"]
    assert (VERSION, VERSIONS[0].is_in_force, VERSIONS[1].is_in_force) == ("1.1", True, False)
    assert (VERSIONS[0].entries, VERSIONS[0].entry_for) == (CODEBOOK, ENTRY_FOR)
    assert current_version() == Assessment._meta.get_field("codebook_version").get_default() == VERSION


def test_each_version_begins_when_the_one_before_was_retired():
    later, earlier = VERSIONS

    assert earlier.retired_on == later.in_force_from


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_every_version_has_every_rating_with_its_test(version):
    assert {entry.rating for entry in version.entries} == set(Rating)
    assert all(entry.test and entry.label for entry in version.entries)
    assert {entry.pam for entry in version.entries} == {None, 0, 1, 2, 3}


def test_the_first_version_says_nothing_of_evidence_and_the_second_of_each_rating():
    later, earlier = VERSIONS

    assert {entry.needs for entry in earlier.entries} == {None}
    assert {entry.rating.value: (entry.needs.pieces, entry.needs.or_one_contested) for entry in later.entries} == {
        "no_evidence": (0, False),
        "not_started": (1, False),
        "minimal": (1, False),
        "intermediate": (1, False),
        "full": (1, False),
        "partly_closed": (1, False),
        "breached": (1, False),
        "contested": (2, True),
        "unverifiable": (0, False),
    }


def test_only_what_is_said_of_evidence_changed_from_the_first_to_the_second():
    later, earlier = VERSIONS

    changes = list(changes_between(earlier, later))

    assert [change.rating for change in changes] == [entry.rating for entry in later.entries]
    assert {(str(change.field), change.before) for change in changes} == {("evidence", "")}


def test_a_rating_that_is_dropped_or_new_is_a_change(folder):
    path = folder / "1.1.toml"
    head, *ratings = path.read_text(encoding="utf-8").split("\n[[ratings]]")
    path.write_text("\n[[ratings]]".join([head, *ratings[1:]]), encoding="utf-8")
    later, earlier = read_versions(folder)

    dropped = [change for change in changes_between(earlier, later) if change.rating == Rating.NO_EVIDENCE]
    added = [change for change in changes_between(later, earlier) if change.rating == Rating.NO_EVIDENCE]

    assert [(str(change.field), change.before, change.now) for change in dropped] == [("name", "no evidence found", "")]
    assert [(str(change.field), change.before) for change in added] == [("name", ""), ("test", "")]


@pytest.mark.parametrize(
    ("needs", "pieces", "contested", "enough"),
    [
        (Needs(0), 0, 0, True),
        (Needs(1), 0, 0, False),
        (Needs(1), 1, 0, True),
        (Needs(2, or_one_contested=True), 1, 0, False),
        (Needs(2, or_one_contested=True), 1, 1, True),
        (Needs(2, or_one_contested=True), 2, 0, True),
        (Needs(2), 1, 1, False),
    ],
)
def test_what_is_enough_evidence(needs, pieces, contested, enough):
    assert needs.are_met_by(pieces, contested) is enough


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        (Needs(0), "needs no evidence"),
        (Needs(1), "needs at least one piece of evidence"),
        (Needs(3), "needs at least 3 pieces of evidence"),
        (Needs(2, or_one_contested=True), "needs 2 pieces of evidence, or one on a contested event"),
    ],
)
def test_what_is_needed_in_words(needs, words):
    assert str(needs) == words


def test_a_rating_is_explained_by_its_own_version():
    assert entry_of("full", "1.0").needs is None
    assert entry_of("full", "1.1").needs == Needs(1)
    assert entry_of("full", "0.9") is None
    assert version_named("0.9") is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('version = "1.1"', 'version = "1.2"', "“version” is “1.2”"),
        ("in_force_from = 2026-11-26", 'in_force_from = "2026-11-26"', "write a day, such as 2026-11-23"),
        ('rating = "full"', 'rating = "fulll"', "'fulll' is not a valid Rating"),
        ('rating = "full"', 'rating = "minimal"', "a rating stands in it twice"),
        ("pam = 3", "pam = 4", "the scale has 0, 1, 2 and 3"),
        ("pam = 3", "pamm = 3", "“pamm”, which means nothing here"),
        ('label = "full"', 'lable = "full"', "“lable”, which means nothing here"),
        ('label = "full"\n', "", "'label'"),
        ("changes =", "changed =", "“changed”, which means nothing here"),
        ("pieces = 1", "peaces = 1", "unexpected keyword argument 'peaces'"),
        ("[[ratings]]", "[[ratings", "1.1.toml: "),
    ],
)
def test_a_file_at_fault_is_refused_with_the_reason(folder, old, new, reason):
    rewrite(folder / "1.1.toml", old, new)

    with pytest.raises(BadCodebook) as refusal:
        read_versions(folder)

    assert str(refusal.value).startswith("1.1.toml: ")
    assert reason in str(refusal.value)


def test_a_version_whose_name_is_no_number_is_refused(folder):
    rewrite(folder / "1.1.toml", 'version = "1.1"', 'version = "next"')
    (folder / "1.1.toml").rename(folder / "next.toml")

    with pytest.raises(BadCodebook, match="must be numbers with points"):
        read_versions(folder)


def test_two_versions_in_force_are_refused(folder):
    rewrite(folder / "1.0.toml", "retired_on = 2026-11-26\n", "")

    with pytest.raises(BadCodebook, match=r"the only one without “retired_on”; such are: 1\.1, 1\.0"):
        read_versions(folder)


def test_a_newest_version_that_is_retired_is_refused(folder):
    rewrite(folder / "1.1.toml", "in_force_from", "retired_on = 2026-12-01\nin_force_from")

    with pytest.raises(BadCodebook, match="such are: none"):
        read_versions(folder)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(BadCodebook, match="such are: none"):
        read_versions(tmp_path)


def test_version_ten_comes_after_version_nine(folder):
    rewrite(folder / "1.1.toml", "in_force_from", "retired_on = 2026-12-01\nin_force_from")
    for name in ("1.9", "1.10"):
        text = (folder / "1.1.toml").read_text(encoding="utf-8").replace('version = "1.1"', f'version = "{name}"')
        if name == "1.10":
            text = text.replace("retired_on = 2026-12-01\n", "")
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")

    assert [version.name for version in read_versions(folder)] == ["1.10", "1.9", "1.1", "1.0"]
