from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from briefs.models import Brief, Edition
from records.levels import Level
from tests.factories.statements import StatementFactory
from tests.factories.talks import ProcessFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks():
    """Talks that opened on 7 July 2021, with one statement."""
    process = ProcessFactory(slug="quiet-talks", name="Quiet talks", opened_on="2021-07-07")
    StatementFactory(round=RoundFactory(process=process, opened_on="2021-07-07"), issued_on="2021-07-08")
    return process


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
