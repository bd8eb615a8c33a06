"""Each list page, served in this process, beside a bare query of the same rows and a plain table of the same cells."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.db.models import Count
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from bench.bare import CELLS, page_of, rows_of
from bench.timing import Sample, in_turn, timed
from events.models import EventParty
from records.levels import Level
from statements.models import Commitment, Statement
from tracking.codebook import Rating

GOAL = 3.0
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Case:
    """One page to measure: a list, under a filter, at a page. `asked` is its query string as a dict."""

    name: str
    url_name: str
    asked: dict

    @property
    def address(self):
        return f"{reverse(self.url_name)}?{urlencode(self.asked)}" if self.asked else reverse(self.url_name)


@dataclass(frozen=True)
class Measured:
    """A case with what was found: rows in all, queries asked, and the time of page and bare table.

    `first` are the seconds of a page whose rows nobody has counted in the last minute.
    """

    case: Case
    rows: int
    queries: int
    first: float
    page: Sample
    bare: Sample

    @property
    def ratio(self):
        return self.page.median / self.bare.median


def cases():
    """Every list but that of events (bench/events.py), its first page, a filtered page and a late one.

    Filters take what is commonest in the database.
    """
    busiest = (
        EventParty.objects.values_list("party__public_id").annotate(number=Count("pk")).order_by("-number", "party")
    )
    party = busiest.first()
    bound = Commitment.obligors.through.objects.values_list("party__public_id").annotate(number=Count("pk"))
    obligor = bound.order_by("-number", "party").first()
    lists = {
        "talks:process-list": {},
        "talks:round-list": {"by party": {"party": party[0]} if party else None},
        "statements:statement-list": {
            "by form": {"form": Statement.Form.CEASEFIRE},
            "by language": {"language": "prs"},
        },
        "tracking:commitment-list": {
            "by kind": {"kind": Commitment.Kind.ACT},
            "by obligor": {"obligor": obligor[0]} if obligor else None,
            "by rating": {"rating": Rating.BREACHED},
            "by words": {"q": "prisoners"},
        },
    }
    for url_name, filters in lists.items():
        path = reverse(url_name)
        yield Case(f"{path} first page", url_name, {})
        for name, asked in filters.items():
            if asked:
                yield Case(f"{path} {name}", url_name, asked)
        if (pages := asked_for(Case("", url_name, {}))["page_obj"].paginator.num_pages) > 1:
            yield Case(f"{path} late page", url_name, {"page": max(2, pages * 9 // 10)})


def asked_for(case):
    """The context that the view of `case` gives its template, for a reader who is not signed in."""
    request = RequestFactory(SERVER_NAME=HOST).get(case.address)
    request.user = AnonymousUser()
    found = resolve(reverse(case.url_name))
    return found.func(request, *found.args, **found.kwargs).context_data


def measure(case, *, rounds, at_most=None):
    """Measure one case, both ways warmed up. RuntimeError when they would not show the same rows."""
    client = Client(SERVER_NAME=HOST)
    context = asked_for(case)
    page, queryset = context["page_obj"], context["filter"].qs
    if ignored := case.asked.keys() - {*context["filter"].form.fields, "page"}:
        raise RuntimeError(f"{case.address}: the list has no filter called {', '.join(sorted(ignored))}.")
    first, last = max(0, page.start_index() - 1), page.end_index()

    def serve():
        response = client.get(case.address)
        if response.status_code != 200:
            raise RuntimeError(f"{case.address} answered {response.status_code}.")

    serve()
    cache.clear()
    first_visit = timed(serve)
    shown = [row.public_id for row in page.object_list]
    if shown != [row["public_id"] for row in rows_of(queryset, first, last, Level.PUBLIC)]:
        raise RuntimeError(f"{case.address}: the page and the bare query show different rows.")
    with CaptureQueriesContext(connection) as asked:
        serve()
    # Counted at once: the next request starts the log anew.
    queries = len(asked)
    bare = lambda: page_of(queryset, first, last, Level.PUBLIC)  # noqa: E731 - named in the dict below
    times = in_turn({"page": serve, "bare": bare}, rounds=rounds, at_most=at_most)
    return Measured(case, page.paginator.count, queries, first_visit, times["page"], times["bare"])


def sizes():
    """Pairs (name of a kind of record, how many there are)."""
    return [(str(model._meta.verbose_name_plural), model.objects.count()) for model in CELLS]
