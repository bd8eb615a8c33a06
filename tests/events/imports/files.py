"""Small files of event datasets for the tests of reading them."""

import csv
from io import StringIO

from records.imports.faults import RowFault
from records.imports.table import open_table

# fmt: off
GED_COLUMNS = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
]

ACLED_COLUMNS = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
]

GED_ROW = {
    "id": "7", "year": "2021", "active_year": "1", "type_of_violence": "1", "conflict_name": "Anduria: Government",
    "dyad_name": "Government of Anduria - Free Hills", "side_a_new_id": "118", "side_a": "Government of Anduria",
    "side_b_new_id": "4456", "side_b": "Free Hills", "number_of_sources": "1", "where_prec": "1",
    "where_coordinates": "Rami village", "adm_1": "Herat province", "adm_2": "Kushk district", "latitude": "34.5",
    "longitude": "61.25", "country": "Afghanistan", "country_id": "700", "event_clarity": "1", "date_prec": "1",
    "date_start": "2021-07-08", "date_end": "2021-07-08", "deaths_a": "0", "deaths_b": "2", "deaths_civilians": "1",
    "deaths_unknown": "0", "best": "3", "high": "4", "low": "2",
}

ACLED_ROW = {
    "event_id_cnty": "AFG7", "event_date": "08 July 2021", "year": "2021", "time_precision": "1", "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "Military Forces of Afghanistan (2014-2021)", "inter1": "1",
    "actor2": "Free Hills", "inter2": "2", "iso": "4", "country": "Afghanistan", "admin1": "Herat", "admin2": "Kushk",
    "location": "Rami", "latitude": "34.5", "longitude": "61.25", "geo_precision": "1", "source": "Hills Radio",
    "notes": "Shots were heard.", "fatalities": "3",
}
# fmt: on

# Of the file that imports are disturbed with.
ROWS = 600


def text_of(columns, rows):
    written = StringIO()
    writer = csv.DictWriter(written, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def found_in(read, path):
    with open_table(path) as table:
        return list(read(table))


def parted(found):
    """(the records, the faults, the warnings) of what a reader yielded."""
    records = [one for one in found if not isinstance(one, RowFault)]
    faults = [one for one in found if isinstance(one, RowFault)]
    return records, [one for one in faults if not one.is_warning], [one for one in faults if one.is_warning]


def counts(run):
    """What a run says it read, and what became of it: new, changed, the same, rejected."""
    return run.rows_read, run.rows_new, run.rows_changed, run.rows_same, run.rows_rejected
