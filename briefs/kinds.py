"""The kinds of a brief, and the sections that each is made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a brief is for, and so how it looks."""

    SHORT = "short", _("four-page brief")
    FULL = "full", _("full report")
    COMMITMENT = "commitment", _("sheet on one commitment")
    PARTY = "party", _("sheet on one party")
    MATRIX = "matrix", _("matrix of all commitments")


class Section(models.TextChoices):
    """A part of a brief, in the order in which they are printed."""

    SUMMARY = "summary", _("at a glance")
    SINCE = "since", _("what changed since the edition before")
    ROUNDS = "rounds", _("the talks")
    STATEMENTS = "statements", _("what was said")
    COMPARISONS = "comparisons", _("words beside later events")
    FIGURES = "figures", _("figures side by side")
    TIMELINE = "timeline", _("timeline")
    MAP = "map", _("map of the events")
    DISPUTES = "disputes", _("disputed translations")
    SOURCES = "sources", _("sources")
    METHOD = "method", _("method and codebook")
    CODINGS = "codings", _("agreement between two coders")


class Arrangement(models.TextChoices):
    """In what order the commitments stand."""

    AS_SAID = "as_said", _("as they were said")
    BY_RATING = "by_rating", _("by rating, the worst first")
    BY_THEME = "by_theme", _("by theme")
    BY_PARTY = "by_party", _("by the party that is bound")


# What each kind can hold. The words and the sources always stand: without them a rating could not be checked.
SECTIONS = {
    Kind.SHORT: (Section.SUMMARY, Section.SINCE, Section.COMPARISONS, Section.TIMELINE, Section.SOURCES),
    Kind.FULL: tuple(Section),
    Kind.COMMITMENT: (Section.SINCE, Section.COMPARISONS, Section.SOURCES),
    Kind.PARTY: (Section.SUMMARY, Section.SINCE, Section.ROUNDS, Section.COMPARISONS, Section.SOURCES),
    Kind.MATRIX: (Section.COMPARISONS,),
}
ALWAYS = (Section.COMPARISONS, Section.SOURCES)


def sections_of(kind, chosen=()):
    """The Sections that a brief of this `kind` prints, in their order; `chosen` leaves out others, none leaves out none."""
    return tuple(each for each in SECTIONS[Kind(kind)] if not chosen or each in chosen or each in ALWAYS)


# A four-page brief has room for so many commitments.
MOST_IN_SHORT = 8


def refusal_of(kind, *, commitments, parties):
    """Why a brief of this `kind` cannot ask for so many chosen commitments and parties, in a sentence; empty if it can."""
    if kind == Kind.COMMITMENT and commitments != 1:
        return _("A sheet on one commitment names exactly one, and %d are chosen. Choose one.") % commitments
    if kind == Kind.PARTY and parties != 1:
        return _("A sheet on one party names exactly one, and %d are chosen. Choose one.") % parties
    if kind == Kind.SHORT and commitments > MOST_IN_SHORT:
        return _(
            "A four-page brief has room for %(most)d commitments, and %(chosen)d are chosen. Choose fewer, or a full report."
        ) % {"most": MOST_IN_SHORT, "chosen": commitments}
    return ""
