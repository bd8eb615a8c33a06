from briefs.models.brief import Brief
from briefs.models.edition import Edition

__all__ = ["Brief", "Edition"]
