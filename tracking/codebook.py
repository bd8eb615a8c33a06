"""The codebook of ratings: what each means, when it applies, and how it reads in the scales that others use.

PAM is the 0-3 implementation scale of the Peace Accords Matrix (Kroc Institute). PolitiFact is the promise meter of
that name. OGP is the completion scale of the Open Government Partnership's reporting mechanism. Where a scale has
no word for a rating the crosswalk says so with None, and no score is made up.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

VERSION = "1.0"


class Rating(models.TextChoices):
    """How a commitment fares. A commitment without an assessment is *not assessed*, which is no rating."""

    NO_EVIDENCE = "no_evidence", _("no evidence found")
    NOT_STARTED = "not_started", _("not started")
    MINIMAL = "minimal", _("minimal")
    INTERMEDIATE = "intermediate", _("intermediate")
    FULL = "full", _("full")
    PARTLY_CLOSED = "partly_closed", _("partly, closed")
    BREACHED = "breached", _("breached")
    CONTESTED = "contested", _("contested")
    UNVERIFIABLE = "unverifiable", _("cannot be verified as worded")


@dataclass(frozen=True)
class Entry:
    """One rating of the codebook. `pam` is 0-3 or None; `politifact` and `ogp` are those scales' words or None."""

    rating: Rating
    test: str
    pam: int | None
    politifact: str | None
    ogp: str | None


CODEBOOK = tuple(
    Entry(*row)
    for row in (
        (
            Rating.NO_EVIDENCE,
            _("A search of the sources at hand found nothing on how it was kept. Says nothing about what was done."),
            None,
            None,
            None,
        ),
        (
            Rating.NOT_STARTED,
            _("Sources that would know report that nothing has been done to carry it out."),
            0,
            "Not yet rated",
            "Not started",
        ),
        (
            Rating.MINIMAL,
            _("A first step is reported, such as a meeting or an order, and the greater part remains to be done."),
            1,
            "In the works",
            "Limited",
        ),
        (
            Rating.INTERMEDIATE,
            _("Much of it is reported done, it goes on, and at the present pace it can be completed."),
            2,
            "In the works",
            "Substantial",
        ),
        (
            Rating.FULL,
            _("All that the words ask for is reported done, or has been kept without a break until now."),
            3,
            "Promise kept",
            "Complete",
        ),
        (
            Rating.PARTLY_CLOSED,
            _("Some of it was done, and it can no longer be completed: time, the talks or a party to it have ended."),
            1,
            "Compromise",
            "Limited",
        ),
        (
            Rating.BREACHED,
            _("An obligor is credibly reported to have done what the words rule out."),
            0,
            "Promise broken",
            "Not started",
        ),
        (
            Rating.CONTESTED,
            _("Standing reports disagree on whether it was kept, and none outweighs the others."),
            None,
            None,
            None,
        ),
        (
            Rating.UNVERIFIABLE,
            _("As worded, no observer could ever tell whether it was kept."),
            None,
            None,
            None,
        ),
    )
)

ENTRY_FOR = {entry.rating: entry for entry in CODEBOOK}
