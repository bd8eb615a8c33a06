"""The content of a brief as data."""

import dataclasses
import json
import subprocess
import sys

import pytest

from briefs.document.parts.talks import NamingPart, ParticipationPart
from briefs.document.shape import BriefContent, content_hash, to_data, to_json
from tests.briefs.document.sample import AUGUST, DARI_4, ISLAM_QALA, JULY, ROUND


def test_content_as_json_is_sorted_and_keeps_letters_as_they_are():
    text = to_json(AUGUST)

    data = json.loads(text)
    assert text == json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert DARI_4 in text
    assert data["as_of"] == "2021-08-31T23:59:59+00:00"
    assert data["timeline"][0]["earliest"] == "2021-07-07"


def test_data_of_a_content_names_every_field():
    assert to_data(JULY).keys() == {field.name for field in dataclasses.fields(BriefContent)}


def test_hash_tells_contents_apart_and_is_the_same_for_the_same_content():
    again = dataclasses.replace(JULY)

    assert content_hash(again) == content_hash(JULY)
    assert content_hash(dataclasses.replace(JULY, scope="one round")) != content_hash(JULY)
    assert content_hash(AUGUST) != content_hash(JULY)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_hash_does_not_depend_on_the_process_that_counts_it(seed):
    program = (
        "from briefs.document.shape import content_hash; from tests.briefs.document.sample import AUGUST; "
        "print(content_hash(AUGUST))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == content_hash(AUGUST)


def test_a_content_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        JULY.title = "Another"


def test_each_name_of_a_delegation_stands_once_with_the_sources_that_print_it():
    names = ROUND.participations[0].names

    assert names == (("Afghan government delegation", (2,)), ("Afghan politicians", (1,)))


@pytest.mark.parametrize(
    ("written", "namings", "names"),
    [
        ("", (), ()),
        ("The delegation", (), (("The delegation", ()),)),
        ("", (NamingPart("Politicians", 1), NamingPart("Politicians", 3)), (("Politicians", (1, 3)),)),
    ],
)
def test_names_of_a_delegation_with_and_without_sources(written, namings, names):
    part = ParticipationPart("guest", "A party", written, "", (), namings)

    assert part.names == names


def test_parts_name_their_places_in_the_document():
    assert JULY.sources[0].anchor == "source-1"
    assert JULY.comparisons[0].anchor == "commitment-C1"
    assert ISLAM_QALA.anchor == "event-E1"
