from tracking.models.assessment import Assessment, with_rating
from tracking.models.decline import Decline
from tracking.models.evidence import Evidence
from tracking.models.recheck import Recheck
from tracking.models.suggestion import Dismissal, Suggestion, SuggestionRun

__all__ = ["Assessment", "Decline", "Dismissal", "Evidence", "Recheck", "Suggestion", "SuggestionRun", "with_rating"]
