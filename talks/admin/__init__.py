from talks.admin.party import PartyAdmin
from talks.admin.person import PersonAdmin
from talks.admin.place import PlaceAdmin
from talks.admin.process import ProcessAdmin
from talks.admin.round import RoundAdmin

__all__ = ["PartyAdmin", "PersonAdmin", "PlaceAdmin", "ProcessAdmin", "RoundAdmin"]
