"""The same file of UCDP GED into PostgreSQL, beside a bare COPY with the same indexes."""

import os
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench.ged_file import COLUMNS
from bench.imports import INDEXES, ROOT, Taken, against, import_ged, shown
from bench.tables import table

GOAL = 4
# Where a database may be made for it, as in postgres://user@127.0.0.1:5432/postgres.
VARIABLE = "BENCH_POSTGRES"
CHUNK = 1 << 20
WORDS = ("dyad_name", "where_coordinates", "where_description", "source_headline")


def postgresql_figures(folder, rows, noise, say):
    """Measure and print, where the variable names a server; the figures as a dict, or None."""
    server = os.environ.get(VARIABLE)
    if not server:
        say(f"GED into PostgreSQL: not measured. Name a server, {VARIABLE}=postgres://user@127.0.0.1:5432/postgres")
        say()
        return None
    name = f"parley_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    address = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    try:
        bare = bare_copy(address, folder / "ged.csv")
        noise.listen()
        site = folder / "postgresql"
        site.mkdir()
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "AUDIT_HEAD": str(site / "head"),
            "VAR_DIR": str(site),
            "BENCH_FOLDER": str(site),
        }
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
        first, printed = import_ged(environment, folder / "ged.csv")
        if f"= {rows:,} new" not in printed:
            raise RuntimeError(f"The import did not store every row: {printed}")
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    say(f"GED into PostgreSQL: {rows:,} rows; seconds by the clock (the server's work counts), and of our processor")
    lines = [
        ("COPY, one index for each of ours, GIN", *shown(bare), "", "", ""),
        ("import_dataset", *shown(first), *against(first.seconds / bare.seconds, GOAL)),
    ]
    for line in table(("", "clock", "processor", "ratio", "goal", ""), lines):
        say(line)
    say()
    return {"goal": GOAL, "bare": vars(bare), "first": vars(first), "ratio": first.seconds / bare.seconds}


def bare_copy(address, path):
    """The Taken of a COPY of the file into one table of texts, with its indexes and one of words."""
    began, processor = time.perf_counter(), time.process_time()
    with psycopg.connect(address) as connection:
        named = sql.SQL(", ").join(sql.Identifier(column) + sql.SQL(" text") for column in COLUMNS)
        connection.execute(sql.SQL("CREATE TABLE ged ({})").format(named))
        filled = "COPY ged FROM STDIN WITH (FORMAT csv, HEADER true)"
        with connection.cursor() as cursor, open(path, "rb") as file, cursor.copy(filled) as copy:
            while part := file.read(CHUNK):
                copy.write(part)
        for place, (kind, columns) in enumerate(INDEXES.values()):
            connection.execute(f"CREATE {kind} INDEX bare_{place} ON ged ({columns})")
        words = " || ' ' || ".join(f"coalesce({column}, '')" for column in WORDS)
        connection.execute(f"CREATE INDEX bare_words ON ged USING gin (string_to_array(lower({words}), ' '))")
    return Taken(time.perf_counter() - began, time.process_time() - processor, 0.0)
