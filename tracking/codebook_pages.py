"""The codebook of ratings as a page, as JSON and as CSV; each version has an address of its own, which never changes."""

import csv
from itertools import pairwise

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from records.cells import cell
from tracking.codebook import VERSION, VERSIONS, changes_between, version_named

COLUMNS = (
    ("codebook", lambda row: row[0].name),
    ("rating", lambda row: row[1].rating.value),
    ("label", lambda row: row[1].label),
    ("test", lambda row: row[1].test),
    ("evidence_pieces", lambda row: "" if row[1].needs is None else row[1].needs.pieces),
    (
        "or_one_on_a_contested_event",
        lambda row: "" if row[1].needs is None else yes_or_no(row[1].needs.or_one_contested),
    ),
    ("pam", lambda row: "" if row[1].pam is None else row[1].pam),
    ("politifact", lambda row: row[1].politifact or ""),
    ("ogp", lambda row: row[1].ogp or ""),
)


def yes_or_no(value):
    return "yes" if value else "no"


def version_at(name):
    """The Version called `name`; 404 when there is none."""
    found = version_named(name)
    if found is None:
        raise Http404
    return found


def earlier_than(version):
    """The Version before `version`; None before the first."""
    return next((earlier for later, earlier in pairwise(VERSIONS) if later == version), None)


@require_safe
def codebook(request, version=VERSION):
    """A version of the codebook, with what it changed; the one in force when none is named."""
    shown = version_at(version)
    earlier = earlier_than(shown)
    context = {
        "version": shown,
        "versions": VERSIONS,
        "earlier": earlier,
        "changes": list(changes_between(earlier, shown)) if earlier else [],
    }
    return render(request, "tracking/codebook.html", context)


@require_safe
def as_json(request, version):
    """A version as JSON: version, in_force_from, retired_on (or null), changes, ratings in their order."""
    shown = version_at(version)
    return JsonResponse(
        {
            "version": shown.name,
            "in_force_from": shown.in_force_from,
            "retired_on": shown.retired_on,
            "changes": shown.changes,
            "ratings": [rating(entry) for entry in shown.entries],
        }
    )


def rating(entry):
    """An Entry as plain data; `needs_evidence` is null in a version that says nothing of it."""
    needs = entry.needs and {"pieces": entry.needs.pieces, "or_one_contested": entry.needs.or_one_contested}
    return {
        "rating": entry.rating.value,
        "label": entry.label,
        "test": entry.test,
        "needs_evidence": needs,
        "crosswalk": {"pam": entry.pam, "politifact": entry.politifact, "ogp": entry.ogp},
    }


@require_safe
def as_csv(request, version):
    """A version as CSV, one rating to a line."""
    shown = version_at(version)
    response = HttpResponse(
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="codebook-{shown}.csv"'},
    )
    file = csv.writer(response)
    file.writerow([heading for heading, _value in COLUMNS])
    file.writerows([cell(value((shown, entry))) for _heading, value in COLUMNS] for entry in shown.entries)
    return response
