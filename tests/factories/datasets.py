"""Small files in the layouts of PA-X and PAM, made here: their publishers' rows may not be passed on."""

import csv
import io
from pathlib import Path

import statements

PROVISIONS = Path(statements.__file__).parent / "data" / "pam_provisions.csv"
PAX_COLUMNS = (
    *("Con", "Contp", "PP", "PPName", "Reg", "AgtId", "Ver", "Agt", "Dat", "Status", "Lgt", "N_characters", "Agtp"),
    *("Stage", "StageSub", "Part", "ThrdPart", "OthAgr", "Loc1ISO", "Loc2ISO", "Loc1GWNO", "Loc2GWNO", "UcdpCon"),
    *("UcdpAgr", "PamAgr", "CowWar", "Interim", "GCh", "GChRhet", "GeWom", "Polps", "PpsSt", "Ce", "TjAm", "ImSrc"),
)
PAX_ROW = {
    "Con": "Afghanistan",
    "Contp": "Government",
    "PP": "2",
    "PPName": "Afghanistan: 2000s post-intervention process",
    "Reg": "Asia and Pacific",
    "AgtId": "864",
    "Ver": "1",
    "Agt": "Agreement on Provisional Arrangements",
    "Dat": "2001-12-05",
    "Status": "Multiparty signed/agreed",
    "Lgt": "12",
    "N_characters": "25000",
    "Agtp": "Intra",
    "Stage": "SubComp",
    "StageSub": "FrCons",
    "Part": "For the Northern Council:\r\nA. Delegate\r\nB. Delegate\r\n\r\nOn behalf of the Southern Front\r\nC. Delegate",
    "ThrdPart": "Witness: the United Nations\r\nMediator: the Kingdom of Elsewhere",
    "OthAgr": "",
    "Loc1ISO": "AFG",
    "Loc2ISO": "NA",
    "Loc1GWNO": "700",
    "UcdpCon": "333",
    "PamAgr": "NA",
    "GCh": "0",
    "GChRhet": "0",
    "GeWom": "2",
    "Polps": "1",
    "PpsSt": "1",
    "Ce": "0",
    "TjAm": "0",
    "ImSrc": "1",
}


def provisions():
    with PROVISIONS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PAM_FIRST = (
    *("pam_caseid", "year_count", "cowcode", "country", "country_accorddate", "accord name", "year", "war_start"),
    "cease_date",
)
PAM_COLUMNS = (
    *PAM_FIRST,
    *(row[name] for row in provisions() for name in ("prov", "init", "implem", "revers")),
    *("total_prov", "total_implem_points", "agg_implem_score"),
)
PAM_ROW = {
    "pam_caseid": "7",
    "year_count": "1",
    "cowcode": "790",
    "country": "Nepal",
    "country_accorddate": "Nepal 2006-11-21",
    "accord name": "Comprehensive Peace Agreement",
    "year": "2006",
    "war_start": "1996",
    "cease_date": "2006-11-21",
    "cease_prov": "1",
    "cease_init": "1",
    "cease_implem": "3",
    "civadm_prov": "1",
    "civadm_init": "1",
    "civadm_impem": "1",
    "amnest_rev": "0",
}


def csv_of(columns, rows, default=""):
    """The text of a file with these `columns`, a row for each dict in `rows`."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval=default)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def pax_file(*rows):
    """A file of PA-X: a row as PAX_ROW for each dict, with what the dict says otherwise."""
    return csv_of(PAX_COLUMNS, [{**PAX_ROW, **row} for row in rows])


def pam_file(*rows):
    """A file of PAM: a row as PAM_ROW for each dict, with what the dict says otherwise. It says what its cells add up to."""
    whole = [{**PAM_ROW, **row} for row in rows]
    return csv_of(PAM_COLUMNS, [{**added_up(row), **row} for row in whole], default="0")


def added_up(row):
    """The last three columns of a row of PAM, by hand: of the provisions in the accord, those with a value."""
    held = [row.get(one["implem"], "0") for one in provisions() if row.get(one["prov"], "0") == "1"]
    told = [int(cell) for cell in held if cell.isdecimal()]
    score = sum(told) / (3 * len(told)) * 100 if told else 0
    return {"total_prov": len(told), "total_implem_points": sum(told), "agg_implem_score": score}
