"""What is promised in the made-up accords: the kind of commitment, its themes, whether it has a day or a place."""

from dataclasses import dataclass

from statements.models import Commitment

Kind = Commitment.Kind


@dataclass(frozen=True)
class Bond:
    """One matter as accords bind their sides to it.

    `themes` are codes of the PAM codebook. `is_dated`: it falls due on a day. `is_local`: it holds in one province alone.
    `happens` is how often accords have it, beside the others.
    """

    kind: str
    themes: tuple = ()
    is_dated: bool = False
    is_local: bool = False
    happens: int = 2


BONDS = {
    "cease": Bond(Kind.REFRAIN, ("cease",), happens=4),
    "calm": Bond(Kind.REFRAIN, ("cease",), is_local=True),
    "prisoners": Bond(Kind.ACT, ("prisr",), is_dated=True, happens=4),
    "aid": Bond(Kind.FACILITATE, ("humrts",), is_local=True, happens=3),
    "withdraw": Bond(Kind.ACT, ("with",), is_dated=True, is_local=True),
    "schools": Bond(Kind.REFRAIN, ("humrts", "child"), happens=3),
    "talks": Bond(Kind.CONTINUE, (), happens=4),
    "return": Bond(Kind.FACILITATE, ("refug", "idps"), is_local=True),
    "commission": Bond(Kind.ACT, ("verify",)),
    "weapons": Bond(Kind.ACT, ("disarm", "demob")),
    "mines": Bond(Kind.ACT, (), is_local=True),
    "media": Bond(Kind.REFRAIN, ("media",)),
    "vote": Bond(Kind.ACT, ("elect", "const"), is_dated=True),
    "missing": Bond(Kind.REPORT, ("truth",)),
    "peace": Bond(Kind.DECLARE, (), happens=3),
}
# Never in the same accord: where a ceasefire holds everywhere, nobody promises one for a province.
EITHER = ("cease", "calm")
# A great campaign is about more than one thing that was promised.
OFFENSIVE = "offensive"
BORNE_ON = {OFFENSIVE: ("cease", "peace", "talks")}
