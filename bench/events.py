"""Events at size: filtered lists beside bare SQL of the same rows, deep pages, words with country and dates, the admin.

What counts is the processor's time: SQLite works in this process, and a busy machine adds more than a page takes. The
number of rows is known beforehand, as it is for a minute after each count; `uncounted` is the page that counts them.
"""

import math
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser, Group
from django.core.cache import caches
from django.db import connection
from django.db.models import Count
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse

from bench.bare import page_of
from bench.lists import HOST
from bench.tables import milliseconds, table, verdict
from bench.timing import Sample, in_turn
from events.filters import EventFilter
from events.models import Event, EventParty
from records.keyset import Keyset, Position
from records.levels import Level
from records.models import User
from records.roles import Role
from talks.models import Place

LIST_GOAL, PAGES_GOAL, SEARCH_GOAL, ADMIN_GOAL = 3.0, 1.5, 0.05, 2.0
ON_A_PAGE, DEEP = 50, 10_000


@dataclass(frozen=True)
class Measured:
    """A page with what it took: counted before, counted anew, and beside it `bare`, with less around the same rows."""

    name: str
    page: Sample
    first: float
    bare: Sample | None = None


def p95(samples):
    """The 95th percentile of all seconds of `samples`, by nearest rank."""
    seconds = sorted(second for sample in samples for second in sample.seconds)
    return seconds[math.ceil(len(seconds) * 0.95) - 1]


def asked_of_lists():
    """{name: query} of filtered lists; party and country are the commonest in the database."""
    party = EventParty.objects.values_list("party__public_id").annotate(number=Count("pk")).order_by("-number", "party")
    country = commonest_country()
    return {
        "kind": {"kind": Event.Kind.ARMED_CLASH},
        "party": {"party": party.first()[0]},
        "country": {"place": country.public_id},
        "two years": {"since": "2015", "until": "2016"},
        "deaths": {"deaths_from": 3},
        "contested": {"contested": "yes"},
        "by hand": {"dataset": "hand"},
        "kind in a country": {"kind": Event.Kind.ATTACK, "place": country.public_id},
        "oldest since 2015": {"since": "2015", "sort": "oldest"},
    }


def commonest_country():
    of_towns = (
        Event.objects.values_list("place__within__within")
        .annotate(number=Count("pk"))
        .exclude(place__within__within=None)
    )
    return Place.objects.get(pk=of_towns.order_by("-number", "place__within__within").first()[0])


def asked_of_search():
    """{name: query} of words with a country and dates: rare words and common ones, short times and long."""
    country = commonest_country()
    town = Place.objects.filter(within__within=country, kind=Place.Kind.TOWN).order_by("pk").first()
    return {
        f"{words}, {since}–{until}": {"q": words, "place": country.public_id, "since": since, "until": until}
        for words in ("convoy", "fighting", town.name, '"roadside bomb"', "unheardof")
        for since, until in (("2015", "2016"), ("2021-07", "2021-08"), ("2010", "2025"))
    }


def filterset(asked):
    request = RequestFactory(SERVER_NAME=HOST).get("/", asked)
    request.user = AnonymousUser()
    visible = Event.objects.visible_to(request.user).listed()
    return EventFilter(request.GET, queryset=visible, request=request)


def page(client, address):
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}.")


def measured(name, address, *, rounds, client=None, bare=None):
    """The Measured of one page, both ways warmed up."""
    client = client or Client(SERVER_NAME=HOST)
    caches["counts"].clear()
    began = time.process_time()
    page(client, address)
    first = time.process_time() - began
    runs = {"page": lambda: page(client, address), **({"bare": bare} if bare else {})}
    for run in runs.values():
        run()
    return Measured(name, first=first, **in_turn(runs, rounds=rounds, at_most=10, clock=time.process_time))


def lists(rounds):
    """Measured of each filtered list. Bare is the first page of the rows found, without a number of them."""
    found = []
    for name, asked in asked_of_lists().items():
        address = f"{reverse('events:event-list')}?{urlencode(asked)}"

        def bare(asked=asked):
            page_of(filterset(asked).qs, 0, ON_A_PAGE, Level.PUBLIC)

        found.append(measured(name, address, rounds=rounds, bare=bare))
    return found


def deep_page(number):
    """The address of page `number` of the list of all events, or of the last there is: as one comes to it by “next”."""
    found = filterset({})
    pages = Keyset(found.parts(), descending=True, what=f"{Event._meta.label_lower} []", size=ON_A_PAGE)
    dated = pages.parts[0]
    first = max(0, min((number - 1) * ON_A_PAGE, dated.rows.count() - ON_A_PAGE) - 1)
    value, key = dated.in_order(falling=True)[first]
    return f"{reverse('events:event-list')}?{urlencode({'after': pages.cursor_of(Position(0, value, key))})}"


def deep(rounds):
    """(first page, page 10,000) as Measured."""
    first = measured("page 1", reverse("events:event-list"), rounds=rounds)
    return first, measured(f"page {DEEP:,}", deep_page(DEEP), rounds=rounds)


def searches(rounds):
    """Measured of the list of events for words with a country and dates; `bare` is the search without its page."""
    path, found = reverse("events:event-list"), []
    for name, asked in asked_of_search().items():

        def search(asked=asked):
            pages = Keyset(filterset(asked).parts(), descending=True, what="bench", size=ON_A_PAGE)
            pages.page(QueryDict())

        found.append(measured(name, f"{path}?{urlencode(asked)}", rounds=rounds, bare=search))
    return found


def admin(rounds):
    """Measured of the list in the admin under a filter."""
    user = User.objects.create_user("analyst of events", clearance=Level.CONFIDENTIAL)
    user.groups.set(Group.objects.filter(name=Role.ANALYST))
    client = Client(SERVER_NAME=HOST)
    client.force_login(user)
    path = reverse("admin:events_event_changelist")
    asked = {"kind": {"kind__exact": "attack"}, "contested": {"contested": "yes"}, "year": {"year": "2015"}}
    found = [
        measured(name, f"{path}?{urlencode(query)}", rounds=rounds, client=client) for name, query in asked.items()
    ]
    user.delete()
    return found


def figures(rounds, small, noise, say):
    """Measure, tell by `say`, and return the figures. `small` is the admin measured with 1,000 events, {name: seconds}."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    listed = lists(rounds)
    noise.listen(1)
    first, late = deep(rounds)
    searched, in_admin = searches(rounds), admin(rounds)
    noise.listen(1)
    say(f"{Event.objects.count():,} events: milliseconds of the processor, median (least–most), warm")
    rows = [
        (one.name, f"{one.first * 1000:,.1f}", milliseconds(one.page), milliseconds(one.bare) if one.bare else "")
        for one in (*listed, first, late, *searched, *in_admin)
    ]
    for row in table(("", "uncounted", "page", "bare SQL and table, or search alone"), rows):
        say(row)
    # Of each list by itself: together, the slowest bare query would hide all others.
    ratio = max(one.page.median / one.bare.median for one in listed)
    pages = late.page.median / first.page.median
    search, with_page = (p95([getattr(one, what) for one in searched]) for what in ("bare", "page"))
    against = statistics.median(one.page.median / small[one.name] for one in in_admin)
    say(
        f"Filtered lists : bare SQL of the same rows, the worst = {ratio:.2f}, goal {LIST_GOAL}, {verdict(ratio, LIST_GOAL)}"
    )
    say(f"Page {DEEP:,} : page 1 = {pages:.2f}, goal {PAGES_GOAL}, {verdict(pages, PAGES_GOAL)}")
    goal = SEARCH_GOAL * 1000
    say(
        f"Words with country and dates, p95: {search * 1000:.1f} ms, goal {goal:.0f}, {verdict(search, SEARCH_GOAL)}; "
        f"with the page around them {with_page * 1000:.1f} ms"
    )
    say(f"Admin with a filter : with 1,000 events = {against:.2f}, goal {ADMIN_GOAL}, {verdict(against, ADMIN_GOAL)}")
    say()
    return {
        "lists": {one.name: {"page": one.page.seconds, "bare": one.bare.seconds} for one in listed},
        "ratios": {"lists": ratio, "pages": pages, "admin": against},
        "search_p95": {"search": search, "page": with_page},
    }
