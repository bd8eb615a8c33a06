"""Says what is wrong when the database stops serving, instead of an error page."""

from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.template.loader import render_to_string

from records.database_state import problem_in_service


class DatabaseGuard:
    """Middleware: a request that fails because the database cannot serve gets a page that says so, status 503."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        problem = problem_in_service(connection) if isinstance(exception, DatabaseError) else None
        if problem is None:
            return None
        page = render_to_string("503.html", {"problem": problem, "was_sending": request.method == "POST"})
        return HttpResponse(page, status=503, headers={"Retry-After": "60"})
