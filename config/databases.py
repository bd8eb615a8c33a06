"""Where the record is kept: the database that DATABASE_URL names, with the options Parley relies on."""

# Readers never wait for a writer (WAL), a crash loses nothing that was answered (synchronous=FULL), and a
# transaction that will write takes the write lock at once instead of failing half way (IMMEDIATE).
SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}


def database_from(parsed):
    """Django's settings of one database from `parsed`, a database URL taken apart by dj-database-url.

    Options named in the URL win over ours. ValueError for a kind of database that Parley does not run on.
    """
    engine = parsed.get("ENGINE", "")
    if engine.endswith(".postgresql"):
        return parsed
    if engine.endswith(".sqlite3"):
        return {**parsed, "OPTIONS": {**SQLITE_OPTIONS, **parsed.get("OPTIONS", {})}}
    raise ValueError(f"Parley runs on SQLite and PostgreSQL, not on “{engine or 'no database'}”")
