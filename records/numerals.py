"""Numbers in the digits of the language that is being written."""

from django.utils.translation import get_language

# Persian and Dari write their own digits; every other language of ours is printed with the Latin ones.
OWN_DIGITS = {language: str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹") for language in ("fa", "prs")}


def in_digits(number):
    """`number` (or a text with Latin digits) as text, in the digits of the active language."""
    return str(number).translate(OWN_DIGITS.get(get_language(), {}))
