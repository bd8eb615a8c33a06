from events.admin.event import EventAdmin
from events.admin.informant import InformantAdmin
from events.admin.question import QuestionAdmin
from events.admin.report import ReportAdmin

__all__ = ["EventAdmin", "InformantAdmin", "QuestionAdmin", "ReportAdmin"]
