from talks.models.party import Party, PartyIdentifier, PartyLink, PartyName
from talks.models.person import Office, Person, PersonName
from talks.models.place import Place
from talks.models.process import Process
from talks.models.round import Naming, Participation, Round

__all__ = [
    "Naming",
    "Office",
    "Participation",
    "Party",
    "PartyIdentifier",
    "PartyLink",
    "PartyName",
    "Person",
    "PersonName",
    "Place",
    "Process",
    "Round",
]
