from events.models.event import Event, EventParty
from events.models.informant import Informant, InformantReport
from events.models.question import Figure, Question
from events.models.report import Report

__all__ = ["Event", "EventParty", "Figure", "Informant", "InformantReport", "Question", "Report"]
