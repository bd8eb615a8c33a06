"""The languages that texts come in, by BCP 47 code, and the direction each is written in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """Languages of the record. Codes are BCP 47 (RFC 5646); Dari is `prs`, Iranian Persian `fa`."""

    ENGLISH = "en", _("English")
    DARI = "prs", _("Dari")
    PASHTO = "ps", _("Pashto")
    PERSIAN = "fa", _("Persian")
    ARABIC = "ar", _("Arabic")
    URDU = "ur", _("Urdu")
    UZBEK = "uz", _("Uzbek")
    TURKMEN = "tk", _("Turkmen")
    TURKISH = "tr", _("Turkish")
    RUSSIAN = "ru", _("Russian")
    TAJIK = "tg", _("Tajik")
    UKRAINIAN = "uk", _("Ukrainian")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")
    PORTUGUESE = "pt", _("Portuguese")
    GERMAN = "de", _("German")

    @property
    def direction(self):
        """`rtl` or `ltr`, as the HTML `dir` attribute takes it."""
        return "rtl" if self in RIGHT_TO_LEFT else "ltr"


RIGHT_TO_LEFT = {Language.DARI, Language.PASHTO, Language.PERSIAN, Language.ARABIC, Language.URDU}
