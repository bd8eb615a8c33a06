"""Numbered editions, and files that are whole or not there."""

import datetime as dt
import hashlib
import os
from dataclasses import replace

import pytest

from briefs.document.draw import draw
from briefs.document.shape import from_data, to_json
from briefs.issuing import CannotWrite, check_can_write, issue, kept_brief, write_whole
from briefs.models import Brief, Edition
from briefs.scope import scope_on
from records.levels import Level
from tests.factories.statements import StatementFactory
from tests.factories.talks import ProcessFactory, RoundFactory

pytestmark = pytest.mark.django_db

AS_OF = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


@pytest.fixture
def scope():
    """Talks with one round, for public readers."""
    round_ = RoundFactory(process=ProcessFactory(name="Quiet talks"), opened_on="2021-07-07")
    return scope_on(round_.process, Level.PUBLIC)


def drawn(content, *, number):
    """Bytes that stand for a file, different for every content and number."""
    return b"%PDF " + hashlib.sha256(f"{number} {to_json(content)}".encode()).hexdigest().encode()


def test_a_scope_is_kept_once(scope):
    assert kept_brief(scope) == kept_brief(scope)
    assert Brief.objects.count() == 1


def test_scopes_that_differ_are_kept_apart(scope):
    round_ = scope.process.rounds.get()
    statement = StatementFactory(round=round_, issued_on="2021-07-08")

    kept = [kept_brief(scope_on(subject, Level.PUBLIC)) for subject in (scope.process, round_, statement)]
    kept.append(kept_brief(scope_on(scope.process, Level.RESTRICTED)))

    assert len(set(kept)) == 4
    assert list(kept[1].rounds.all()) == [round_]
    assert list(kept[2].statements.all()) == [statement]


def test_a_scope_of_other_rounds_is_another_however_alike_its_words(scope):
    one, other = (RoundFactory(process=scope.process) for _ in range(2))
    asked = [replace(scope_on(scope.process, Level.PUBLIC), rounds=frozenset({round_.pk})) for round_ in (one, other)]

    kept = [kept_brief(each) for each in (*asked, *asked)]

    assert kept[0] != kept[1]
    assert kept[2:] == kept[:2]


def test_the_same_content_gives_the_edition_it_gave_before(scope):
    first = issue(scope, AS_OF, render=drawn)
    again = issue(scope, AS_OF, render=lambda content, number: pytest.fail("drawn twice"))

    assert again == first
    assert (first.number, first.pdf_sha256) == (1, hashlib.sha256(first.pdf).hexdigest())


def test_other_content_gives_the_next_number(scope, editor):
    first = issue(scope, AS_OF, render=drawn)
    RoundFactory(process=scope.process, opened_on="2021-07-20")

    second = issue(scope, AS_OF, user=editor, render=drawn)

    assert (second.brief, second.number, second.issued_by) == (first.brief, 2, editor)
    assert second.content["rounds"] != first.content["rounds"]


def test_an_edition_keeps_the_level_it_was_made_for(scope):
    edition = issue(scope_on(scope.process, Level.RESTRICTED), AS_OF, render=drawn)
    edition.brief.level = Level.PUBLIC
    edition.brief.save(is_lowered=True)

    assert not Edition.objects.visible_to(Level.PUBLIC).exists()
    assert Edition.objects.visible_to(Level.RESTRICTED).get() == edition


def test_a_number_taken_while_drawing_is_not_taken_twice(scope):
    taken = []

    def drawn_slowly(content, *, number):
        # While the first page is drawn, somebody else issues an edition as of another moment.
        if not taken:
            taken.append(issue(scope, dt.datetime(2021, 8, 1, tzinfo=dt.UTC), render=drawn))
        return drawn(content, number=number)

    edition = issue(scope, AS_OF, render=drawn_slowly)

    assert (taken[0].number, edition.number) == (1, 2)


def test_two_who_issue_the_same_get_one_edition(scope):
    others = []

    def drawn_slowly(content, *, number):
        if not others:
            others.append(issue(scope, AS_OF, render=drawn))
        return drawn(content, number=number)

    assert issue(scope, AS_OF, render=drawn_slowly) == others[0]
    assert Edition.objects.count() == 1


def test_the_same_record_gives_the_same_bytes(scope):
    edition = issue(scope, AS_OF, render=draw)

    assert bytes(edition.pdf).startswith(b"%PDF-")
    assert bytes(edition.pdf) == draw(from_data(edition.content), number=1)


def test_a_file_is_written_whole(tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"old")

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["brief.pdf"]


def test_a_file_that_cannot_be_written_says_why(tmp_path):
    with pytest.raises(CannotWrite, match="could not be written"):
        write_whole(tmp_path / "missing" / "brief.pdf", b"new")


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(CannotWrite, match=f"The folder {tmp_path}/missing does not exist"):
        check_can_write(tmp_path / "missing" / "brief.pdf")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(CannotWrite, match=r"is a folder. Name a file in it"):
        check_can_write(tmp_path)


def test_a_folder_that_takes_no_files_is_named():
    # The kernel's own folder takes no files, not even root's.
    if not os.path.isdir("/proc/self"):
        pytest.skip("this system has no folder that refuses everyone")
    with pytest.raises(CannotWrite, match="The folder /proc/self cannot be written to"):
        check_can_write("/proc/self/brief.pdf")
