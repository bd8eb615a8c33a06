from tracking.models.assessment import Assessment, with_rating
from tracking.models.evidence import Evidence

__all__ = ["Assessment", "Evidence", "with_rating"]
