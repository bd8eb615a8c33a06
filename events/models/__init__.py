from events.models.event import Event, EventParty
from events.models.question import Figure, Question
from events.models.report import Report

__all__ = ["Event", "EventParty", "Figure", "Question", "Report"]
