"""Whether this site can serve, for whatever watches it."""

from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from records.database_state import DATABASE, problem_in_service


@never_cache
@require_safe
def health(request):
    """`{"status", "database", "migrations"}`: each "ok" with 200, or with 503 a sentence naming no path and no host."""
    problem = problem_in_service(connection)
    if problem is None:
        return JsonResponse({"status": "ok", "database": "ok", "migrations": "ok"})
    parts = {"database": "ok", "migrations": "unknown" if problem.part == DATABASE else "ok"}
    return JsonResponse({"status": "unusable", **parts, problem.part: problem.summary}, status=503)
