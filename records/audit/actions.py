"""What an entry of the audit can say was done."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    """What was done. The values stand in the chain: one that was used is never renamed."""

    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    DELETED = "deleted", _("deleted")
    LEVEL_CHANGED = "level changed", _("level changed")
    VIEWED = "viewed", _("viewed")
    EXPORTED = "exported", _("exported")
    ISSUED = "issued", _("issued")
    SIGNED_IN = "signed in", _("signed in")
    SIGN_IN_REFUSED = "sign-in refused", _("sign-in refused")
    SIGNED_OUT = "signed out", _("signed out")
    HEAD_RENEWED = "head renewed", _("head renewed")
