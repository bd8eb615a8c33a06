"""The one table of weights: what each reason for a suggestion is worth, and how many reasons of a kind count.

Points are multiples of a quarter, so that sums are exact. They may be tuned here and nowhere else; afterwards
`manage.py suggest_evidence --all` scores the whole record anew.
"""

from events.models import Event, EventParty
from statements.models import Commitment
from tracking.models import Evidence

# Suggestions that are kept for a commitment, for readers of each level.
KEPT = 50

# How an event's party stands to the commitment. Only the strongest standing of a party counts, and of an event only its
# strongest parties: a conference of twenty delegations is no better a reason than a meeting of two.
OBLIGOR, OBLIGOR_OTHERWISE = "obligor", "obligor_otherwise"
PART, WHOLE, SUCCESSOR, PREDECESSOR, ALLY = "part", "whole", "successor", "predecessor", "ally"
BENEFICIARY, SIGNATORY = "beneficiary", "signatory"
PARTY = {
    OBLIGOR: 4.0,
    # It was acted upon, or hosted.
    OBLIGOR_OTHERWISE: 3.0,
    # Belongs to an obligor, or is a faction of one.
    PART: 3.0,
    SUCCESSOR: 3.0,
    BENEFICIARY: 2.5,
    # What an obligor belongs to.
    WHOLE: 2.0,
    PREDECESSOR: 1.5,
    ALLY: 1.5,
    # Signed the statement, or negotiated in its round, and is not bound by these words.
    SIGNATORY: 1.5,
}
PARTIES_COUNTED = 2
# Roles in which a party does something.
ACTING = {EventParty.Role.ACTOR, EventParty.Role.SIDE_A, EventParty.Role.SIDE_B, EventParty.Role.TOOK_PART}

# Where it happened. A place counts with all that lies within it, and the strongest alone counts.
NAMED, ROUND_PLACE, COUNTRY = "place", "round_place", "country"
PLACE = {
    # Named in the commitment, its point or a passage.
    NAMED: 3.5,
    # Where the round was held that the statement came from.
    ROUND_PLACE: 1.0,
    # In a country of the process, or one that is named: no reason by itself.
    COUNTRY: 0.5,
}

# Days after the statement was issued, up to and including: points.
DAYS = ((7, 2.0), (30, 1.75), (90, 1.5), (180, 1.0), (365, 0.5), (730, 0.25))
# Around a day on which the commitment falls due: days before and after its period, both included.
DEADLINE_BEFORE, DEADLINE_AFTER, DEADLINE = 30, 60, 1.5

# In how many events, at most, that the same readers see a word stands: points. A word in more of them is none to go by.
WORD = ((5, 2.0), (50, 1.5), (500, 1.0))
WORDS_COUNTED = 3

Kind, Bound, Bearing = Event.Kind, Commitment.Kind, Evidence.Bearing
HONOURS, BREACHES, HINDERS, CONTEXT = Bearing.HONOURS, Bearing.BREACHES, Bearing.HINDERS, Bearing.CONTEXT
# Bearings of what somebody does: proposed only when an obligor, or a part of one, is among those who acted.
CONDUCT = {HONOURS, BREACHES, Bearing.IN_PART}

VIOLENCE = (Kind.ARMED_CLASH, Kind.ATTACK, Kind.SHELLING, Kind.AIR_STRIKE, Kind.REMOTE)
AGAINST_PEOPLE = (Kind.ABDUCTION, Kind.SEXUAL_VIOLENCE, Kind.MOB_VIOLENCE, Kind.LOOTING)
GAINS = (Kind.GOVERNMENT_REGAINS, Kind.NON_STATE_OVERTAKES)
TURNS = (Kind.CEASEFIRE_ENDED, Kind.CHANGE_OF_POWER)


def cells(*groups):
    """{event kind: (points, bearing)} of `groups`, tuples (event kinds, points, bearing); the last one named holds."""
    return {kind: (points, bearing) for kinds, points, bearing in groups for kind in kinds}


TALKS = cells(
    (VIOLENCE, 0.75, HINDERS),
    (GAINS, 1.5, HINDERS),
    (TURNS, 2.25, HINDERS),
    ((Kind.MEETING_HELD, Kind.AGREEMENT), 3.0, HONOURS),
    ((Kind.MEETING_POSTPONED,), 3.0, HINDERS),
    ((Kind.STATEMENT_ISSUED, Kind.CEASEFIRE_DECLARED), 1.5, CONTEXT),
)
# Commitment kind x event kind: points, and the bearing that is proposed. What is not named is worth nothing, and context.
KINDS = {
    Bound.REFRAIN: cells(
        (VIOLENCE, 3.0, BREACHES),
        (AGAINST_PEOPLE, 3.0, BREACHES),
        (GAINS, 3.0, BREACHES),
        (TURNS, 2.25, HINDERS),
        ((Kind.CEASEFIRE_DECLARED,), 2.25, HONOURS),
        ((Kind.DISPLACEMENT, Kind.HEADQUARTERS, Kind.DISRUPTED_WEAPONS), 0.75, CONTEXT),
    ),
    Bound.CONTINUE: TALKS,
    Bound.NEGOTIATE: TALKS,
    Bound.ACT: cells(
        (VIOLENCE, 0.75, HINDERS),
        (TURNS, 2.25, HINDERS),
        ((Kind.LAW_OR_DECREE, Kind.AGREEMENT, Kind.CEASEFIRE_DECLARED), 1.5, CONTEXT),
        ((Kind.PRISONER_RELEASE, Kind.HUMANITARIAN_ACCESS, Kind.NON_VIOLENT_TRANSFER), 1.0, CONTEXT),
        ((Kind.MEETING_HELD, Kind.STATEMENT_ISSUED), 0.75, CONTEXT),
    ),
    Bound.FACILITATE: cells(
        (VIOLENCE, 0.75, HINDERS),
        (TURNS, 2.25, HINDERS),
        ((Kind.MEETING_HELD, Kind.HUMANITARIAN_ACCESS, Kind.AGREEMENT), 2.25, HONOURS),
        ((Kind.MEETING_POSTPONED,), 2.25, HINDERS),
        ((Kind.PRISONER_RELEASE, Kind.STATEMENT_ISSUED), 0.75, CONTEXT),
    ),
    Bound.DECLARE: cells(
        (VIOLENCE, 1.5, HINDERS),
        (GAINS, 2.25, HINDERS),
        (TURNS, 2.25, HINDERS),
        ((Kind.AGREEMENT, Kind.CEASEFIRE_DECLARED), 2.25, HONOURS),
        ((Kind.MEETING_HELD, Kind.STATEMENT_ISSUED), 1.5, CONTEXT),
    ),
    Bound.CONDEMN: cells(
        (VIOLENCE, 1.5, HINDERS),
        ((Kind.ATTACK, *AGAINST_PEOPLE), 2.25, HINDERS),
        (TURNS, 1.5, HINDERS),
        ((Kind.STATEMENT_ISSUED, Kind.ARRESTS), 1.5, CONTEXT),
    ),
    Bound.REPORT: cells(
        (TURNS, 1.5, HINDERS),
        ((Kind.STATEMENT_ISSUED,), 3.0, HONOURS),
        ((Kind.MEETING_HELD,), 1.5, CONTEXT),
    ),
}

CIVILIANS = cells(
    ((Kind.ATTACK, Kind.SHELLING, Kind.AIR_STRIKE, Kind.REMOTE, *AGAINST_PEOPLE), 1.0, HINDERS),
)
RETURN = cells(
    ((Kind.HUMANITARIAN_ACCESS,), 1.5, HONOURS),
    ((Kind.DISPLACEMENT,), 1.5, HINDERS),
)
WEAPONS = cells(
    ((Kind.DISRUPTED_WEAPONS, Kind.GROUP_CHANGE), 1.5, HONOURS),
    ((*VIOLENCE, Kind.HEADQUARTERS), 0.5, HINDERS),
)
STATE = cells(((Kind.LAW_OR_DECREE, Kind.AGREEMENT), 1.5, HONOURS), ((Kind.CHANGE_OF_POWER,), 1.5, HINDERS))
# Theme, by its code in the PAM or PA-X codebook, x event kind. Its bearing holds where that of the kinds is context.
# Our own themes have no code that says anything: the words of their label count as words of the commitment.
THEMES = {
    "cease": cells(
        ((*VIOLENCE, *GAINS), 1.0, HINDERS),
        ((Kind.CEASEFIRE_DECLARED,), 2.0, HONOURS),
        ((Kind.CEASEFIRE_ENDED,), 2.0, HINDERS),
    ),
    "prisr": cells(((Kind.PRISONER_RELEASE,), 3.0, HONOURS), ((Kind.ARRESTS, Kind.ABDUCTION), 1.0, HINDERS)),
    "amnest": cells(((Kind.PRISONER_RELEASE, Kind.LAW_OR_DECREE), 1.5, HONOURS), ((Kind.ARRESTS,), 1.0, HINDERS)),
    "with": cells(((Kind.NON_VIOLENT_TRANSFER,), 2.0, HONOURS), ((*VIOLENCE, Kind.HEADQUARTERS, *GAINS), 0.5, HINDERS)),
    "time": cells(((Kind.MEETING_HELD, Kind.AGREEMENT), 1.0, HONOURS), ((Kind.MEETING_POSTPONED,), 1.0, HINDERS)),
    "verify": cells(((Kind.MEETING_HELD, Kind.STATEMENT_ISSUED), 1.0, CONTEXT)),
    "media": cells(((Kind.ARRESTS,), 1.0, HINDERS), ((Kind.LAW_OR_DECREE,), 1.0, CONTEXT)),
    "donor": cells(((Kind.HUMANITARIAN_ACCESS,), 1.5, HONOURS)),
    **dict.fromkeys(("humrts", "child", "women", "minrts", "HrGen", "GeWom", "GCh"), CIVILIANS),
    **dict.fromkeys(("idps", "refug", "GRef"), RETURN),
    **dict.fromkeys(("disarm", "demob", "reint", "pargrp", "milrfm"), WEAPONS),
    **dict.fromkeys(
        ("const", "elect", "powtran", "terpow", "legref", "exerefm", "judrfm", "Cons", "Ele", "Polps", "ConRen"), STATE
    ),
}
