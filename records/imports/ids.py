"""The external ids of one file, kept on disk: memory does not grow with the file."""

import sqlite3

# How many are asked for in one query: SQLite takes only so many parameters.
AT_ONCE = 900


class ExternalIds:
    """A set of external ids in a database file of its own, which the system removes when it is closed."""

    def __init__(self):
        # Without a name: SQLite keeps what does not fit into memory in a file that it deletes.
        self.database = sqlite3.connect("", isolation_level=None)
        self.database.execute("PRAGMA synchronous = OFF")
        self.database.execute("CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self.database.execute("BEGIN")

    def add(self, external_id):
        """Whether `external_id` is new to the set; it is in it afterwards."""
        return self.database.execute("INSERT OR IGNORE INTO ids VALUES (?)", [external_id]).rowcount == 1

    def missing_from(self, external_ids):
        """Those of the list `external_ids` that are not in the set."""
        found = set()
        for start in range(0, len(external_ids), AT_ONCE):
            part = external_ids[start : start + AT_ONCE]
            marks = ", ".join("?" * len(part))
            rows = self.database.execute(f"SELECT id FROM ids WHERE id IN ({marks})", part)  # noqa: S608 - marks alone
            found.update(key for (key,) in rows)
        return [key for key in external_ids if key not in found]

    def __len__(self):
        return self.database.execute("SELECT count(*) FROM ids").fetchone()[0]

    def close(self):
        self.database.close()
