from tracking.admin.assessment import AssessmentAdmin
from tracking.admin.evidence import EvidenceAdmin

__all__ = ["AssessmentAdmin", "EvidenceAdmin"]
