"""Numbers, days and moments in the language of the brief."""

from django import template

from records.dates import day_words
from records.moments import moment_words
from records.numerals import in_digits

register = template.Library()

register.filter("digits", in_digits)
register.filter(day_words)
register.filter(moment_words)
