"""How gunicorn serves Parley on this machine; a proxy in front adds TLS."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

wsgi_app = "config.wsgi:application"
bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = 2
threads = 4
# A thread worker answers its heartbeat while requests run, so this bounds a stuck worker, not a slow page.
timeout = 60
graceful_timeout = 30
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
loglevel = "warning"
# Nothing of ours talks to it, and it would leave a socket in the home folder.
control_socket_disable = True


def on_starting(server):
    """Refuse to serve from a database that this version cannot use, with one sentence instead of error pages."""
    import django

    django.setup()
    from django.db import connection, connections

    from records.database_state import problem_in_service

    problem = problem_in_service(connection)
    # Workers are forked after this and must not share a connection.
    connections.close_all()
    if problem:
        sys.exit(problem.sentence)


def when_ready(server):
    """Say that pages are answered from now on, and start the worker that issues editions unless another place has it."""
    print(f"Serving http://{server.cfg.address[0][0]}:{server.cfg.address[0][1]}/ (Ctrl-C stops it)", flush=True)
    from django.conf import settings

    if settings.EDITION_WORKER:
        from config import edition_worker

        edition_worker.start()


def on_exit(server):
    """End the worker that issues editions, if there is one."""
    from config import edition_worker

    edition_worker.stop()
