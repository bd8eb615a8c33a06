"""What came of imports, without what differs from one to the next: keys, public ids, moments."""

import hashlib

from events.models import Event, EventParty, Report

EVENT = ("external_id", "release__name", "withdrawn_in__name", "kind", "title", "account", "happened_on_earliest")
EVENT += ("happened_on_latest", "place__name", "place__within__name", "deaths_low", "deaths_best", "deaths_high")
EVENT += ("clarity", "level", "shown_level", "search_key")


def content():
    """Every event with its parties and reports, in an order of its own."""
    events = list(Event.objects.order_by("external_id", "title").values_list(*EVENT))
    parts = EventParty.objects.values_list("event__external_id", "party__name", "role", "as_written")
    reports = Report.objects.values_list("event__external_id", "stance", "claimant_label", "as_cited", "shown_level")
    return events, sorted(parts), sorted(reports)


def content_hash():
    return hashlib.sha256(repr(content()).encode()).hexdigest()
