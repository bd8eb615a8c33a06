import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from briefs.document.shape import from_data, to_json
from briefs.models import Brief, Edition, EditionOrder
from records.levels import Level
from tests.factories.statements import ClauseFactory, CommitmentFactory, StatementFactory
from tests.factories.talks import PartyFactory, ProcessFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks():
    """Talks that opened on 7 July 2021, with one statement."""
    process = ProcessFactory(slug="quiet-talks", name="Quiet talks", opened_on="2021-07-07")
    StatementFactory(round=RoundFactory(process=process, opened_on="2021-07-07"), issued_on="2021-07-08")
    return process


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def promise(talks):
    """What a party is bound to by the statement of the talks."""
    clause = ClauseFactory(statement=talks.statements.get(), number="3")
    return CommitmentFactory(clause=clause, summary="Keep talking", obligors=[PartyFactory(name="Front")])


def write(tmp_path, **options):
    told = StringIO()
    asked = {"process": "quiet-talks", "as_of": "2021-08-31", "out": str(tmp_path / "brief.pdf"), **options}
    call_command("write_brief", stdout=told, **asked)
    return told.getvalue()


def test_a_brief_is_written_as_pdf_page_and_data(talks, tmp_path):
    told = write(tmp_path, html=str(tmp_path / "brief.html"), json=str(tmp_path / "brief.json"))

    assert told == f"Quiet talks, edition 1 as of 31 August 2021, 23:59 UTC: {tmp_path}/brief.pdf\n"
    assert (tmp_path / "brief.pdf").read_bytes() == bytes(Edition.objects.get().pdf)
    assert "<h1>Quiet talks</h1>" in (tmp_path / "brief.html").read_text()
    assert '"title":"Quiet talks"' in (tmp_path / "brief.json").read_text()


def test_writing_it_again_gives_the_same_file_and_says_nothing_when_asked(talks, tmp_path):
    write(tmp_path)
    first = (tmp_path / "brief.pdf").read_bytes()

    assert write(tmp_path, verbosity=0) == ""
    assert (tmp_path / "brief.pdf").read_bytes() == first
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            {"process": "loud-talks"},
            "There is no process “loud-talks” that public readers may see. On record: quiet-talks.",
        ),
        ({"level": "secret"}, "There is no level “secret”. Choose one of: public, restricted, confidential."),
        ({"as_of": "31 February"}, "“31 February” is not a moment."),
        ({"as_of": "2021-07-06"}, "As of 6 July 2021 nothing was on record: Quiet talks opened on 7 July 2021."),
    ],
)
def test_what_cannot_be_written_is_said_in_one_sentence(talks, tmp_path, options, sentence):
    with pytest.raises(CommandError) as refusal:
        write(tmp_path, **options)

    assert str(refusal.value).startswith(sentence)
    assert list(tmp_path.iterdir()) == []
    assert not Brief.objects.exists()


def test_an_output_folder_that_does_not_exist_is_refused_before_anything_is_done(talks, tmp_path):
    with pytest.raises(CommandError, match=r"does not exist\. Make it first"):
        write(tmp_path, out=str(tmp_path / "missing" / "brief.pdf"))

    assert not Edition.objects.exists()


def test_a_process_above_the_level_is_as_good_as_absent(talks, tmp_path):
    talks.level = Level.RESTRICTED
    talks.save()

    with pytest.raises(CommandError, match=r"There is no process “quiet-talks” that .*On record: none yet"):
        write(tmp_path)


def test_a_letter_that_cannot_be_drawn_stops_the_brief_with_its_place(talks, tmp_path):
    talks.summary = "Held in 北京 under other names."
    talks.save()

    with pytest.raises(
        CommandError, match=r"No font of the brief can draw “北” \(U\+5317 .* which stands in “Held in 北京 under"
    ):
        write(tmp_path)

    assert not (tmp_path / "brief.pdf").exists()
    assert not Edition.objects.exists()


def test_a_short_name_of_two_processes_that_its_readers_see_is_not_guessed_at(talks, tmp_path):
    ProcessFactory(slug="quiet-talks", name="Quieter talks", level=Level.RESTRICTED, beside=1)

    with pytest.raises(CommandError) as refusal:
        write(tmp_path, level="restricted")
    write(tmp_path)

    assert str(refusal.value) == (
        "2 processes that restricted readers may see are called “quiet-talks”: “Quiet talks”, “Quieter talks”. Give each a "
        "short name of its own in the admin first."
    )
    assert Edition.objects.get().brief.process == talks


def test_what_is_written_beside_the_file_is_what_was_issued_then(talks, tmp_path):
    write(tmp_path)
    issued = Edition.objects.get()

    write(tmp_path, json=str(tmp_path / "brief.json"))

    assert to_json(from_data(issued.content)) == (tmp_path / "brief.json").read_text()


def test_a_sheet_on_one_commitment_is_written(promise, tmp_path):
    write(tmp_path, kind="commitment", commitment=[str(promise.public_id)])

    edition = Edition.objects.get()
    assert (edition.content["kind"], len(edition.content["comparisons"])) == ("commitment", 1)


@pytest.mark.parametrize("by", ["name", "public id"])
def test_a_sheet_on_one_party_is_asked_for_by_name_or_public_id(promise, tmp_path, by):
    party = promise.obligors.get()

    write(tmp_path, kind="party", party="front" if by == "name" else str(party.public_id))

    assert list(Edition.objects.get().brief.parties.all()) == [party]


def test_the_language_of_a_brief_is_kept_with_it(talks, tmp_path):
    write(tmp_path, language="prs")

    assert Edition.objects.get().content["language"] == "prs"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            {"kind": "poster"},
            "There is no kind “poster” of a brief. Choose one of: short, full, commitment, party, matrix",
        ),
        ({"language": "de"}, "There is no language “de” of a brief. Choose one of: en, fa, prs."),
        ({"kind": "commitment"}, "“Commitments”: a sheet on one commitment needs exactly one, and 0 are chosen"),
        ({"commitment": ["7"]}, "There is no commitment “7” of Quiet talks that public readers may see."),
        ({"party": "Nobody"}, "There is no party “Nobody” that public readers may see."),
    ],
)
def test_a_choice_that_names_nothing_is_said_in_one_sentence(talks, tmp_path, options, sentence):
    with pytest.raises(CommandError) as refusal:
        write(tmp_path, **options)

    assert str(refusal.value).startswith(sentence)
    assert not Brief.objects.exists()


def test_a_commitment_that_its_readers_may_not_see_is_as_good_as_absent(promise, tmp_path):
    promise.level = Level.RESTRICTED
    promise.save()

    with pytest.raises(CommandError, match=f"There is no commitment “{promise.public_id}” of Quiet talks"):
        write(tmp_path, commitment=[str(promise.public_id)])


def test_a_name_of_two_parties_is_not_guessed_at(promise, tmp_path):
    PartyFactory(name="FRONT")

    with pytest.raises(CommandError, match="There is more than one party “Front” that public readers may see"):
        write(tmp_path, party="Front")


def test_a_bar_is_shown_on_a_terminal_and_its_line_left_to_what_comes_next(talks, tmp_path):
    terminal = Terminal()

    write(tmp_path, stderr=terminal)

    assert terminal.getvalue() == "" or terminal.getvalue().endswith("\r")


def test_an_order_that_somebody_else_made_is_taken_up(talks, tmp_path):
    write(tmp_path)
    brief, edition = Brief.objects.get(), Edition.objects.get()
    waiting = EditionOrder.objects.create(brief=brief, as_of=edition.as_of)

    write(tmp_path)

    waiting.refresh_from_db()
    assert waiting.edition == edition


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_a_disk_without_room_is_named(talks, tmp_path):
    with pytest.raises(CommandError, match="/dev/full could not be written: No space left on device"):
        write(tmp_path, out="/dev/full")
