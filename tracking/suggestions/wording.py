"""The reasons of suggestions in words, with the names that a reader may see."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event
from statements.models import Theme
from talks.models import Party, Place
from tracking.suggestions import weights
from tracking.suggestions.scoring import DAYS_REASON, DEADLINE_REASON, KIND_REASON, THEME_REASON, WORD_REASON

PLACES = {weights.NAMED, weights.ROUND_PLACE}
# Lengths of time: so many days or more, told in units of so many days.
MONTHS, WEEKS = (90, 30), (14, 7)


def dressed(suggestions, reader, at=None):
    """The list of `suggestions`, each with its `reasons_in_words` for `reader` at the moment `at`. Three queries at most.

    They are phrases of HTML, the weightiest first. What the reader may not see any more is left out, and what is left
    adds up to `shown_score`.
    """
    suggestions = list(suggestions)
    reasons = [reason for one in suggestions for reason in one.reasons]
    names = Names(reasons, reader, at)
    for one in suggestions:
        told = [(words, points) for kind, value, points in one.reasons if (words := names.words(kind, value))]
        one.reasons_in_words = [words for words, _points in told]
        one.shown_score = sum(points for _words, points in told)
    return suggestions


class Names:
    """The names that stand in reasons, as far as a reader may see what bears them."""

    def __init__(self, reasons, reader, at):
        keys = {"parties": set(), "places": set(), "themes": set()}
        for kind, value, _points in reasons:
            if kind in weights.PARTY:
                keys["parties"].update(value if isinstance(value, list) else [value])
            elif kind in weights.PLACE:
                keys["places"].update(value if isinstance(value, list) else [value])
            elif kind == THEME_REASON:
                keys["themes"].add(value)
        parties = Party.objects.visible_to(reader, at).filter(pk__in=keys["parties"])
        self.parties = {party.pk: party.name for party in parties}
        places = Place.objects.visible_to(reader, at).filter(pk__in=keys["places"])
        self.places = {place.pk: place.name for place in places}
        themes = Theme.objects.visible_to(reader, at).filter(pk__in=keys["themes"])
        self.themes = {theme.pk: theme.label for theme in themes}

    def words(self, kind, value):
        """A reason in words; "" when what it names is hidden, or gone."""
        if kind in weights.PARTY:
            return self.about(self.parties, value, party_phrase(kind))
        if kind in weights.PLACE:
            within = kind in PLACES and value[0] != value[1]
            value = value if within or not isinstance(value, list) else value[0]
            return self.about(self.places, value, place_phrase(kind, within))
        if kind == THEME_REASON:
            return self.about(self.themes, value, _("theme: {0}"))
        if kind == WORD_REASON:
            return format_html(_("mentions “{0}”"), bdi(value))
        if kind == KIND_REASON:
            return format_html(_("kind of event: {0}"), Event.Kind(value).label)
        return {DAYS_REASON: after_statement, DEADLINE_REASON: around_deadline}[kind](value)

    def about(self, names, value, phrase):
        keys = value if isinstance(value, list) else [value]
        if not all(key in names for key in keys):
            return ""
        return format_html(phrase, *(bdi(names[key]) for key in keys))


def bdi(name):
    return format_html("<bdi>{}</bdi>", name)


def party_phrase(kind):
    return {
        weights.OBLIGOR: _("same obligor: {0}"),
        weights.OBLIGOR_OTHERWISE: _("obligor in another role: {0}"),
        weights.PART: _("{0}, which belongs to the obligor {1}"),
        weights.WHOLE: _("{0}, to which the obligor {1} belongs"),
        weights.SUCCESSOR: _("{0}, which succeeds the obligor {1}"),
        weights.PREDECESSOR: _("{0}, which the obligor {1} succeeds"),
        weights.ALLY: _("{0}, allied with the obligor {1}"),
        weights.BENEFICIARY: _("beneficiary: {0}"),
        weights.SIGNATORY: _("party to the statement: {0}"),
    }[kind]


def place_phrase(kind, within):
    return {
        (weights.NAMED, False): _("place that is named: {0}"),
        (weights.NAMED, True): _("{0}, within {1}, which is named"),
        (weights.ROUND_PLACE, False): _("where the round was held: {0}"),
        (weights.ROUND_PLACE, True): _("{0}, within {1}, where the round was held"),
        (weights.COUNTRY, False): _("country of the talks: {0}"),
    }[kind, within]


def after_statement(days):
    if not days:
        return _("the day of the statement")
    return _("%(time)s after the statement") % {"time": length(days)}


def around_deadline(days):
    if not days:
        return _("when it falls due")
    phrase = _("%(time)s before it falls due") if days < 0 else _("%(time)s after it fell due")
    return phrase % {"time": length(abs(days))}


def length(days):
    """So many `days` in words, in months or weeks when they are many."""
    if days >= MONTHS[0]:
        return ngettext("%d month", "%d months", days // MONTHS[1]) % (days // MONTHS[1])
    if days >= WEEKS[0]:
        return ngettext("%d week", "%d weeks", days // WEEKS[1]) % (days // WEEKS[1])
    return ngettext("%d day", "%d days", days) % days
