from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.levels import Level


class User(AbstractUser):
    """Someone who signs in, with the highest level they may see."""

    clearance = models.PositiveSmallIntegerField(
        _("clearance"),
        choices=Level,
        default=Level.PUBLIC,
        help_text=_("The highest level this person may see, for example “restricted” for an analyst of the team."),
    )
