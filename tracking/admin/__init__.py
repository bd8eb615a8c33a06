from tracking.admin.assessment import AssessmentAdmin
from tracking.admin.coding import DoubleCodingAdmin
from tracking.admin.evidence import EvidenceAdmin

__all__ = ["AssessmentAdmin", "DoubleCodingAdmin", "EvidenceAdmin"]
