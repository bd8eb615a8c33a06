"""PAM (`import_dataset pam`): one row for each accord and year, with four columns for each of 51 provisions.

A row also says what its cells add up to: agg_implem_score, the points by three times the provisions, times 100. Here a
provision of the accord whose implementation cell is empty was not judged that year: it has no assessment, and is counted
neither among the points nor among the provisions. A file may treat such a cell otherwise, as 0 of 3 say; where its own
column then differs from what its cells give here, a warning names both values, and the cells are what is imported.

The rows of one accord may lie apart in the file. What they say of the accord itself is taken from the earliest year, so that
it does not turn with the order of the rows.
"""

import contextlib
import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import statements
from records.imports.faults import BadValue, FileRefused, RowFault, cut
from records.imports.layout import Column, Layout
from records.imports.values import NOTHING, date, identifier, line, whole_number
from talks.countries import country_named
from tracking.totals.index import Index

PROVISIONS = Path(statements.__file__).parent / "data" / "pam_provisions.csv"
FIRST = ("pam_caseid", "year_count", "cowcode", "country", "country_accorddate", "accord name", "year")
OTHERS = ("war_start", "cease_date", "total_prov", "total_implem_points", "agg_implem_score")
YEARS = range(1900, 2101)
# The matrix has fewer than five hundred. The rows of a file are kept until its end, so they must not be without number.
MOST_ROWS = 20_000
# How far the file's own score may lie from ours, if it is not written with fewer decimals: files keep it in single precision.
NEAR = 0.0005
A_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[ -][A-Za-z]+[ -]\d{4}")


class Provision(NamedTuple):
    """One provision of the codebook: its code and label, the names of its four columns, their place in the codebook."""

    code: str
    label: str
    in_accord: str
    begun: str
    carried_out: str
    reversed: str
    position: int


class Score(NamedTuple):
    """What one year says of one provision in the accord: begun 0/1, carried out 0 to 3, reversed 0 to 2; None for no value."""

    code: str
    begun: int | None
    carried_out: int | None
    reversed: int | None


class AccordYear(NamedTuple):
    """One row in our terms. `issued_on` is EDTF: the day of the accord, or its year where no day can be read."""

    row: int
    external_id: str
    digest: bytes
    accord: str
    year: int
    title: str
    country: str
    country_name: str
    country_number: str
    issued_on: str
    provisions: tuple
    scores: tuple


@cache
def provisions():
    """The provisions of the codebook, in its order."""
    with PROVISIONS.open(encoding="utf-8", newline="") as lines:
        return tuple(Provision(*row.values(), place) for place, row in enumerate(csv.DictReader(lines), start=1))


@cache
def layout():
    fours = [name for one in provisions() for name in one[2:6]]
    columns = [*map(Column, FIRST), *(Column(name, is_required=False) for name in OTHERS), *map(Column, fours)]
    return Layout("PAM", tuple(columns))


def read(table, digest_of):
    """Yield an AccordYear, or a RowFault, for each row of `table`; FileRefused when it is no file of PAM."""
    picked = layout().match(table.header)
    yield from picked.warnings
    names, accords = [column.name for column in layout().columns], {}
    for found in table.rows():
        if isinstance(found, RowFault):
            yield found
            continue
        row, cells = found
        if row > MOST_ROWS:
            raise FileRefused(
                f"The file has more than {MOST_ROWS:,} rows, and PAM has a few hundred. Is it another file?"
            )
        values, doubts = dict(zip(names, picked.pick(cells), strict=True)), []
        try:
            one = row_of(row, values, doubts)
        except BadValue as error:
            yield RowFault.of(row, error, values["pam_caseid"].strip())
            continue
        yield from warnings(one, doubts)
        accords.setdefault(one.accord, []).append(one)
    for rows in accords.values():
        yield from settled(rows, digest_of)


def warnings(one, doubts):
    for doubt in doubts:
        yield RowFault(one.row, doubt.column, cut(doubt.value), doubt.reason, one.external_id, is_warning=True)


def row_of(row, values, doubts):
    """The AccordYear of one row by itself; BadValue names what cannot be read, `doubts` takes what can be doubted."""
    accord = identifier("pam_caseid", values["pam_caseid"])
    year = whole_number("year", values["year"], least=YEARS[0], most=YEARS[-1])
    count = whole_number("year_count", values["year_count"], least=0, most=100)
    country_name = line("country", values["country"], doubts.append)
    title = line("accord name", values["accord name"], doubts.append)
    if not title:
        raise BadValue("accord name", values["accord name"], "The name of the accord is missing. Fill it in.")
    country = country_named(country_name)
    if not country:
        doubts.append(BadValue("country", country_name, "No country is known by this name, so none was entered."))
    scores = tuple(score for one in provisions() if (score := score_of(one, values, doubts)))
    compare(values["agg_implem_score"].strip(), scores, doubts)
    return AccordYear(
        row,
        f"{accord}-{year}",
        b"",
        accord,
        year,
        title,
        country,
        country_name,
        values["cowcode"].strip(),
        issued_on(values["country_accorddate"], year - max(count - 1, 0)),
        tuple(score.code for score in scores),
        scores,
    )


def issued_on(cell, first_year):
    """The day of the accord that stands somewhere in `cell`, as ISO 8601; else the year in which its rows begin."""
    found = A_DATE.search(cell)
    if found:
        with contextlib.suppress(BadValue):
            return date("country_accorddate", found[0]).isoformat()
    return str(first_year)


def score_of(one, values, doubts):
    """The Score of a provision, None where it is not in the accord."""
    if number(one.in_accord, values, 1) != 1:
        return None
    score = Score(
        one.code,
        number(one.begun, values, 1),
        number(one.carried_out, values, 3),
        number(one.reversed, values, 2),
    )
    if score.carried_out is None:
        doubts.append(BadValue(one.carried_out, values[one.carried_out], "No value, so this year was not judged."))
    return score


def index(scores):
    """The Index of what a year says of the provisions in the accord; one without a value has no score."""
    told = [score.carried_out for score in scores if score.carried_out is not None]
    return Index(sum(told), len(told), len(scores) - len(told))


def compare(own, scores, doubts):
    """Doubt the score `own`, as the file gives it, where the cells of the row give another."""
    if own in NOTHING:
        return
    counted = index(scores)
    ours = counted.value or 0.0
    if not is_near(own, ours):
        reason = (
            f"The cells of this row give {ours:.2f} ({counted.points} points of {counted.scored} provisions with a value, "
            f"{counted.unscored} without). The cells were taken. Compare the row with the codebook of the release: it may "
            "count provisions without a value as not carried out."
        )
        doubts.append(BadValue("agg_implem_score", own, reason))


def is_near(text, value):
    """Whether `text` is the number `value`, as exactly as it is written."""
    try:
        return abs(float(text) - value) <= max(NEAR, 0.5 * 10.0 ** -len(text.partition(".")[2]))
    except ValueError:
        return False


def number(column, values, most):
    text = values[column].strip()
    return None if text in NOTHING else whole_number(column, text, most=most)


def settled(rows, digest_of):
    """Yield the rows of one accord with what the earliest says of the accord, and a warning where another differs."""
    first = min(rows, key=lambda one: (one.year, one.row))
    codes = {code for one in rows for code in one.provisions}
    accord = {
        "title": first.title,
        "country": first.country,
        "country_name": first.country_name,
        "country_number": first.country_number,
        "issued_on": first.issued_on,
        "provisions": tuple(one.code for one in provisions() if one.code in codes),
    }
    for one in rows:
        if one.title != first.title:
            reason = f"Another year of this accord calls it “{cut(first.title)}”, which was taken."
            yield RowFault(one.row, "accord name", cut(one.title), reason, one.external_id, is_warning=True)
        whole = one._replace(**accord)
        yield whole._replace(digest=digest_of(tuple(whole[3:])))
