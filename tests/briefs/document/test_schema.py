"""The JSON Schema of the content, and contents by it."""

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from briefs.before import Before
from briefs.document.content import brief_content
from briefs.document.parts.parties import NamePart, PartyPart, RolePart
from briefs.document.parts.pictures import Breakdown, BreakdownRow, PlacePart, RatingCount
from briefs.document.parts.since import AddedCommitment, SincePart
from briefs.document.schema import as_text, json_schema, remarks_in, schema_of
from briefs.document.shape import SCHEMA, to_data
from briefs.scope import scope_on
from briefs.synthetic.record import Plan, make
from records.levels import Level
from talks.models import Process
from tests.briefs.document.faults import faults
from tests.briefs.document.sample import AUGUST, EMPTY, JULY

KEPT = Path(__file__).resolve().parent.parent.parent.parent / "docs" / "brief-content.schema.json"


def faults_of(data):
    whole = json_schema()
    return list(faults(whole, data, whole))


def test_the_schema_beside_the_documentation_is_that_of_the_code():
    assert KEPT.read_text(encoding="utf-8") == as_text(), (
        "The shape has changed: run `python -m briefs.document.schema > docs/brief-content.schema.json`, raise SCHEMA if "
        "a program that reads the content has to know, and tell it in docs/brief-content.md."
    )


def test_the_schema_says_which_shape_it_is_and_what_each_part_is():
    schema = json_schema()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["properties"]["schema"]["const"] == SCHEMA
    assert schema["properties"]["as_of"] == {"type": "string", "format": "date-time", "description": "UTC"}
    assert schema["$defs"]["EventPart"]["description"].startswith("An event beside a commitment.")
    assert schema["$defs"]["ReportPart"]["properties"]["source"] == {"anyOf": [{"type": "integer"}, {"type": "null"}]}


def test_every_reference_of_the_schema_leads_somewhere():
    text = json.dumps(json_schema())

    named = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert named == json_schema()["$defs"].keys()


@pytest.mark.parametrize("content", [JULY, AUGUST, EMPTY])
def test_contents_made_by_hand_are_as_the_schema_says(content):
    assert faults_of(to_data(content)) == []


def test_a_content_that_uses_every_part_is_as_the_schema_says():
    count = RatingCount("full", "full", 1, 100, ("C1",))
    content = dataclasses.replace(
        AUGUST,
        since=SincePart(1, JULY.as_of, commitments=(AddedCommitment("C3", "Condemn attacks", "Joint statement"),)),
        places=(PlacePart("E1", "Islam Qala", 34.66, 61.06, "the town"),),
        breakdowns=(Breakdown("By party", (BreakdownRow("Taliban", (count,)),)),),
        party=PartyPart(
            "Taliban",
            "armed group",
            "a-public-id",
            (NamePart("طالبان", "fa", "Persian", "rtl"),),
            (),
            (RolePart("R1", "July", "party", ""),),
        ),
    )

    assert faults_of(to_data(content)) == []


@pytest.mark.django_db
def test_the_contents_of_the_tehran_record_are_as_the_schema_says():
    call_command("load_demo", verbosity=0)
    scope = scope_on(Process.objects.get(), Level.PUBLIC)
    july = brief_content(scope, as_of=dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC))

    august = brief_content(scope, as_of=dt.datetime(2021, 8, 31, 18, tzinfo=dt.UTC), before=Before(1, july))

    assert (len(july.comparisons), faults_of(to_data(july))) == (5, [])
    assert faults_of(to_data(august)) == []


@pytest.mark.django_db
def test_the_contents_of_a_made_up_record_are_as_the_schema_says():
    make(Plan(events=60, commitments=20))

    content = brief_content(
        scope_on(Process.objects.get(), Level.PUBLIC), as_of=dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    )

    assert len(content.comparisons) > 10
    assert faults_of(to_data(content)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": 1}, f"$.schema: not {SCHEMA}"),
        ({"as_of": "yesterday"}, "$.as_of: no date-time"),
        ({"title": 7}, "$.title: not of type string"),
        ({"verdict": "kept"}, "$: verdict is not known"),
        ({"since": {}}, "$.since: none of anyOf"),
        ({"sections": ["summary", None]}, "$.sections[1]: not of type string"),
    ],
)
def test_what_is_no_content_is_told_from_one(change, said):
    assert faults_of({**to_data(JULY), **change}) == [said]


def test_a_content_that_lacks_a_part_is_told_from_one():
    data = to_data(JULY)
    del data["sources"]

    assert faults_of(data) == ["$: no sources"]


def test_a_content_may_lack_what_came_after_it():
    data = to_data(JULY)
    del data["places"]

    assert faults_of(data) == []
    assert "schema" in json_schema()["required"]


def test_pairs_of_two_kinds_are_held_to_their_length():
    pair = {"pair": schema_of(tuple[str, int], {})}

    found = [list(faults(pair["pair"], value, pair)) for value in (["a", 1], ["a"], ["a", 1, 2])]

    assert found == [[], ["$: too short"], ["$: too long"]]


def test_what_the_source_says_of_a_field_is_kept_from_behind_it_and_from_above():
    source = "class A:\n    one: str = '='  # behind\n    # above,\n    # and on\n    two: int\n    three: str\n"

    assert remarks_in(source) == {"one": "behind", "two": "above, and on", "three": ""}


def test_what_would_not_come_back_from_json_has_no_schema():
    with pytest.raises(TypeError, match="may not hold"):
        schema_of(dict[str, int], {})
