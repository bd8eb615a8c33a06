from tracking.models.assessment import Assessment, with_rating
from tracking.models.coding import ChosenCommitment, CodedRating, DoubleCoding, Settlement
from tracking.models.decline import Decline
from tracking.models.evidence import Evidence
from tracking.models.recheck import Recheck
from tracking.models.suggestion import Dismissal, Suggestion, SuggestionRun

__all__ = [
    "Assessment",
    "ChosenCommitment",
    "CodedRating",
    "Decline",
    "Dismissal",
    "DoubleCoding",
    "Evidence",
    "Recheck",
    "Settlement",
    "Suggestion",
    "SuggestionRun",
    "with_rating",
]
