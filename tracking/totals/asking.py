"""SQL made of named tables: what the ORM says of visible rows, joined, grouped and counted by the database."""

from django.db import connection


class Tables:
    """The named tables (WITH …) of one query, with their values in order."""

    def __init__(self):
        self.parts, self.values = [], []

    def add(self, head, sql, values=()):
        """Add a table. `head` is its name with its columns: “rated (id, rating)”."""
        self.parts.append(f"{head} AS ({sql})")
        self.values += values

    def add_rows(self, head, queryset):
        """Add the rows of `queryset`, a `values_list` whose fields are the columns of `head`, in that order."""
        self.add(head, *sql_of(queryset))

    def ask(self, sql, values=()):
        """The rows, as tuples, that `sql` finds in these tables."""
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {', '.join(self.parts)} {sql}", [*self.values, *values])
            return cursor.fetchall()


def sql_of(queryset):
    """(the SQL of `queryset` without an order, its values)."""
    rows = queryset.order_by()
    return rows.query.get_compiler(rows.db).as_sql()
