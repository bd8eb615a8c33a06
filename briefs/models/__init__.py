from briefs.models.brief import Brief
from briefs.models.edition import Edition
from briefs.models.order import EditionOrder
from briefs.models.withdrawal import Withdrawal

__all__ = ["Brief", "Edition", "EditionOrder", "Withdrawal"]
