#!/usr/bin/env python
"""Parley's command line: `python manage.py help` lists the commands."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Parley cannot start: {error}")
    except DatabaseError:
        from django.db import connection

        from records.database_state import problem_of

        problem = problem_of(connection)
        if problem is None:
            raise
        sys.exit(problem.sentence)


if __name__ == "__main__":
    main()
