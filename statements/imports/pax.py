"""PA-X (`import_dataset pax`): one row for each agreement, with its process, its signatories, and a column for each issue."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django_countries import countries

from records.imports.faults import BadValue, RowFault, cut
from records.imports.layout import Column, Layout
from records.imports.values import NOTHING, date, identifier, line, prose, whole_number
from statements.imports.parts import parties_in, says_unsigned, third_parties_in
from statements.models import Statement

GROUPS = Path(__file__).resolve().parent.parent / "data" / "pax_groups.csv"
COLUMNS = (
    *(Column(name) for name in ("AgtId", "Agt", "Dat", "PP", "PPName", "Con", "Status", "Stage", "StageSub", "Part")),
    *(Column(name, is_required=False) for name in ("ThrdPart", "OthAgr", "Loc1ISO", "Loc2ISO", "Contp", "Reg", "Ver")),
    *(Column(name, is_required=False) for name in ("Agtp", "Loc1GWNO", "Loc2GWNO", "UcdpCon", "UcdpAgr", "PamAgr")),
    *(Column(name, is_required=False) for name in ("CowWar", "Interim", "Lgt", "N_characters", "ImSrc")),
)
# What has no column of its own with us, and how the summary calls it.
NOTED = {
    "Con": "Conflict",
    "Contp": "Conflict type",
    "Agtp": "Agreement type",
    "Ver": "Version",
    "Interim": "Interim",
    "OthAgr": "Other agreements",
    "UcdpCon": "UCDP conflict",
    "UcdpAgr": "UCDP agreement",
    "PamAgr": "PAM accord",
    "CowWar": "COW war",
}
STATUSES = {
    "multiparty signed/agreed": Statement.Status.SIGNED,
    "multiparty signed or agreed": Statement.Status.SIGNED,
    "unilateral document": Statement.Status.UNILATERAL,
    "status unclear": Statement.Status.UNCLEAR,
    "agreement with subsequent status": Statement.Status.SUBSEQUENT,
}
# What a document is, by the words of its title; the first that stands there.
FORMS = (
    (re.compile(r"\bcommuniqu", re.IGNORECASE), Statement.Form.COMMUNIQUE),
    (re.compile(r"\bjoint (?:statement|declaration|press)", re.IGNORECASE), Statement.Form.JOINT),
    (re.compile(r"\bresolution\b(?! of)", re.IGNORECASE), Statement.Form.RESOLUTION),
    (re.compile(r"\b(?:cease-?\s?fire|truce|cessation of hostilities)", re.IGNORECASE), Statement.Form.CEASEFIRE),
)
MOST = 3


class Agreement(NamedTuple):
    """One row in our terms. `issued_on` is an ISO day, `signed` are tuples as Signed, `themes` codes of PA-X."""

    row: int
    external_id: str
    digest: bytes
    process_id: str
    process: str
    conflict: str
    countries: tuple
    title: str
    form: str
    stage: str
    substage: str
    status: str
    issued_on: str
    signatures_note: str
    summary: str
    signed: tuple
    themes: tuple


@cache
def groups():
    """The codes of the issue groups that are themes."""
    with GROUPS.open(newline="", encoding="utf-8") as lines:
        return tuple(row["code"] for row in csv.DictReader(lines))


def read(table, digest_of):
    """Yield an Agreement, or a RowFault, for each row of `table`; FileRefused when it is no file of PA-X."""
    known = {column.name for column in COLUMNS}
    issues = [name for name in table.header if name and name not in known]
    picked = Layout("PA-X", (*COLUMNS, *(Column(name) for name in issues))).match(table.header)
    yield from picked.warnings
    names = [*(column.name for column in COLUMNS), *issues]
    for found in table.rows():
        if isinstance(found, RowFault):
            yield found
            continue
        row, cells = found
        values, doubts = dict(zip(names, picked.pick(cells), strict=True)), []
        external_id = values["AgtId"].strip()
        try:
            agreement = agreement_of(row, values, issues, doubts, digest_of)
        except BadValue as error:
            yield RowFault.of(row, error, external_id)
            continue
        for doubt in doubts:
            yield RowFault(row, doubt.column, cut(doubt.value), doubt.reason, agreement.external_id, is_warning=True)
        yield agreement


def agreement_of(row, values, issues, doubts, digest_of):
    """The Agreement of a row; BadValue names what cannot be read, `doubts` takes what can be doubted."""
    title = line("Agt", values["Agt"], doubts.append)
    if not title:
        raise BadValue("Agt", values["Agt"], "The title of the agreement is missing. Fill it in.")
    part = text_of("Part", values, doubts)
    status = status_of(values["Status"])
    said = (
        identifier("PP", values["PP"]),
        line("PPName", values["PPName"], doubts.append) or f"PA-X process {values['PP'].strip()}",
        line("Con", values["Con"], doubts.append),
        countries_of(values, doubts),
        title,
        form_of(title, status, values["Stage"].strip()),
        stage_of(values["Stage"]),
        line("StageSub", values["StageSub"], doubts.append, length=60),
        status,
        date("Dat", values["Dat"]).isoformat(),
        line("Part", part, None) if says_unsigned(part) else "",
        summary_of(values, part, doubts),
        () if says_unsigned(part) else tuple(map(tuple, signed_in(part, text_of("ThrdPart", values, doubts)))),
        themes_of(values, issues),
    )
    return Agreement(row, identifier("AgtId", values["AgtId"]), digest_of(said), *said)


def text_of(column, values, doubts):
    cell = values[column]
    return "" if cell.strip() in NOTHING else prose(column, cell, doubts.append)


def signed_in(part, third):
    return [*parties_in(part), *third_parties_in(third)]


def status_of(cell):
    text = " ".join(cell.lower().split())
    if text in NOTHING or not text:
        return ""
    try:
        return STATUSES[text].value
    except KeyError:
        known = "; ".join(STATUSES)
        raise BadValue("Status", cell, f"This is no status of the PA-X codebook. Write one of: {known}.") from None


def stage_of(cell):
    text = cell.strip()
    if text and text not in Statement.Stage.values:
        known = ", ".join(Statement.Stage.values)
        raise BadValue("Stage", cell, f"This is no stage of the PA-X codebook. Write one of: {known}.")
    return text


def form_of(title, status, stage):
    """The form of a document so called: most are agreements."""
    found = next((form for words, form in FORMS if words.search(title)), None)
    if found:
        return found.value
    if status == Statement.Status.UNILATERAL:
        return Statement.Form.UNILATERAL.value
    return (Statement.Form.CEASEFIRE if stage == Statement.Stage.CEASEFIRE else Statement.Form.AGREEMENT).value


def countries_of(values, doubts):
    """The ISO 3166 codes of two letters of the countries that the row names."""
    found = {}
    for column in ("Loc1ISO", "Loc2ISO"):
        text = values[column].strip()
        if text in NOTHING:
            continue
        code = countries.alpha2(text)
        if code:
            found[code] = None
        else:
            doubts.append(BadValue(column, text, "This is no country code of ISO 3166, so no country was entered."))
    return tuple(found)


def summary_of(values, part, doubts):
    """What has no place of its own, one line for each column, and who took part as written."""
    lines = []
    for column, label in NOTED.items():
        if text := text_of(column, values, doubts):
            lines.append(f"{label}: {' '.join(text.split())}")
    third = text_of("ThrdPart", values, [])
    for label, text in (("Parties, as written", part), ("Third parties, as written", third)):
        if text:
            lines.append(f"{label}:\n{text}")
    return prose("Part", "\n".join(lines), doubts.append)


def themes_of(values, issues):
    """The codes of the issue groups with a value above 0. Every issue column is checked."""
    above = set()
    for column in issues:
        text = values[column].strip()
        if text not in NOTHING and whole_number(column, text, most=MOST):
            above.add(column)
    return tuple(code for code in groups() if code in above)
