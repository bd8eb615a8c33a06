from briefs.admin.brief import BriefAdmin, EditionAdmin

__all__ = ["BriefAdmin", "EditionAdmin"]
