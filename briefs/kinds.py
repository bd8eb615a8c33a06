"""The kinds of a brief, and the sections that each is made of."""

from django.db import models
from django.utils.translation import gettext
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


# How many commitments fit on the four pages of a short brief.
MOST_IN_SHORT = 8


def refusal_of(kind, *, parties=0, commitments=0, found=None):
    """Why a brief of this `kind` cannot be made of so many chosen `parties` and `commitments`; empty where it can.

    `found` is how many commitments are on record for it, where that is known. The sentence names the field and the remedy.
    """
    if kind == Kind.PARTY and parties != 1:
        return gettext("“Parties”: a sheet on one party needs exactly one, and %d are chosen. Choose one.") % parties
    if kind == Kind.COMMITMENT and commitments != 1:
        return (
            gettext("“Commitments”: a sheet on one commitment needs exactly one, and %d are chosen. Choose one.")
            % commitments
        )
    number = commitments if found is None else found
    if kind == Kind.SHORT and number > MOST_IN_SHORT:
        return gettext(
            "“Commitments”: a four-page brief holds at most %(most)d, and this one would hold %(number)d. "
            "Choose at most %(most)d of them, or make a full report or a matrix."
        ) % {"most": MOST_IN_SHORT, "number": number}
    return ""
