"""A question is kept once: the Brief that keeps a Scope."""

from dataclasses import replace

from django.db import transaction

from briefs.models import Brief
from briefs.scope import NARROWED_BY, scope_of


def kept_brief(scope, *, user=None):
    """The Brief that keeps `scope`; made at the first call."""
    asked = replace(scope, brief_id="")
    for brief in Brief.objects.filter(**columns_of(scope)).order_by("pk"):
        if replace(scope_of(brief), brief_id="") == asked:
            return brief
    brief = Brief(**columns_of(scope), sections=list(scope.sections), created_by=user, changed_by=user)
    brief.full_clean()
    with transaction.atomic():
        brief.save()
        for name in NARROWED_BY:
            getattr(brief, name).set(getattr(scope, name))
    return brief


def columns_of(scope):
    """What of a Scope stands in columns of its own: {name of a field: value}."""
    return {
        "process": scope.process,
        "level": scope.level,
        "language": scope.language,
        "title": scope.title,
        "window_opens_on": scope.opens_on,
        "window_closes_on": scope.closes_on,
        "kind": scope.kind,
        "arrangement": scope.arrangement,
    }
