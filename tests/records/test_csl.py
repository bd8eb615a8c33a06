import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.csl import TYPES, CslNotUnderstood, from_csl, to_csl
from records.dates import PartialDate
from records.languages import Language
from records.models import Publisher, Source

# Names as a person would type them: letters of several scripts, and no comma, which parts one author from the next.
NAMES = st.text("abcÄéЖشن -'", min_size=1, max_size=20).map(lambda text: f"N{text.strip()}n")
DATES = st.sampled_from(
    [
        *("2021", "2021-07", "2021-07-08", "2021~", "2021-07-08~", "2021-34", "2021-W27", "1978-04"),
        *("2021-07-07/2021-07-08", "2021-06/2021-07-08", "2021-07-08/..", "../2021-07-08", "2021-07~/2021-08"),
        *("29 Hamal 1400", "17 Saur 1400", '2021-07-08 "on Thursday"', "as soon as possible", '"in 2021"'),
    ]
).map(PartialDate.parse)


@given(
    title=NAMES,
    kind=st.sampled_from(Source.Kind.values),
    publisher=st.none() | NAMES,
    authors=st.lists(NAMES, max_size=3),
    published_on=st.none() | DATES,
    url=st.sampled_from(["", "https://example.org/story?a=1#b"]),
    archived_url=st.sampled_from(["", "https://archive.example/1"]),
    language=st.sampled_from(Language.values),
)
def test_a_source_comes_back_from_csl_as_it_was(**values):
    publisher = values.pop("publisher")
    authors = ", ".join(values.pop("authors"))
    source = Source(**values, authors=authors, publisher=Publisher(name=publisher) if publisher else None)

    assert from_csl(to_csl(source)) == {**values, "authors": authors, "publisher": publisher or ""}


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("2021-07-08", {"date-parts": [[2021, 7, 8]]}),
        ("2021", {"date-parts": [[2021]]}),
        ("2021-07~", {"date-parts": [[2021, 7]], "circa": True}),
        ("2021-07-07/2021-07-08", {"date-parts": [[2021, 7, 7], [2021, 7, 8]]}),
        ("2021-07-08/..", {"literal": "2021-07-08/.."}),
        ('2021-07-08 "on Thursday"', {"date-parts": [[2021, 7, 8]], "literal": '2021-07-08 "on Thursday"'}),
    ],
)
def test_a_date_is_exported_in_parts_where_these_can_say_it(date, issued):
    assert to_csl(Source(title="T", published_on=date))["issued"] == issued


def test_an_entry_of_zotero_is_read():
    entry = {
        "id": "http://zotero.org/users/1/items/ABCD",
        "type": "article-newspaper",
        "title": "Taliban overrun border post",
        "container-title": "Reuters",
        "publisher": "Thomson",
        "author": [
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van", "suffix": "Jr."},
            {"literal": "Reuters staff"},
        ],
        "issued": {"date-parts": [["2021", "7", "8"]]},
        "accessed": {"date-parts": [[2021, 7, 9]]},
        "URL": "https://example.org/story",
        "archive_location": "Box 7",
        "language": "en-GB",
    }

    assert from_csl(entry) == {
        "title": "Taliban overrun border post",
        "kind": "article",
        "authors": "Vincent van Gogh Jr., Reuters staff",
        "publisher": "Reuters",
        "published_on": PartialDate("2021-07-08"),
        "url": "https://example.org/story",
        "archived_url": "",
        "language": "en",
    }


def test_what_an_entry_leaves_out_is_left_open():
    read = from_csl({"title": "A book", "type": "book", "container-title": "Series"})

    assert (read["kind"], read["publisher"], read["published_on"], read["language"]) == ("report", "Series", None, "en")


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ("2021-07-07/2021-07-08", "2021-07-07/2021-07-08"),
        ({"raw": "8 July 2021"}, "2021-07-08"),
        ({"literal": "n.d."}, "n.d."),
        ({"date-parts": [[2021, 7]], "literal": "July 2020"}, "2021-07"),
        ({"date-parts": [[2021]], "circa": 1}, "2021~"),
        ("", None),
        ({}, None),
    ],
)
def test_dates_of_other_programs_are_read(issued, date):
    read = from_csl({"title": "T", "issued": issued})["published_on"]

    assert read == (date and PartialDate.parse(date))


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ("text", ""),
        ({"type": "figure"}, "type"),
        ({"title": ["T"]}, "title"),
        ({"author": "Doe"}, "author"),
        ({"author": ["Doe"]}, "author"),
        ({"language": "tlh"}, "language"),
        ({"issued": 2021}, "issued"),
        ({"issued": {"date-parts": [[2021, 2, 31]]}}, "issued"),
        ({"issued": {"date-parts": [[2021], [2022], [2023]]}}, "issued"),
        ({"issued": {"date-parts": [["July"]]}}, "issued"),
        ({"issued": {"date-parts": [[True]]}}, "issued"),
        ({"issued": {"date-parts": "2021"}}, "issued"),
    ],
)
def test_what_no_source_can_hold_is_refused_at_its_field(entry, field):
    with pytest.raises(CslNotUnderstood) as refusal:
        from_csl(entry)

    assert refusal.value.field == field
    assert str(refusal.value).endswith(".")


def test_every_kind_of_source_has_a_type():
    assert set(TYPES) == set(Source.Kind)
