"""Filters of the list of statements."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.filters import OneOf, OneRecord, Order, RecordFilter, Since, Until
from records.languages import Language
from statements.models import Commitment, Passage, Signature, Statement, Version
from talks.models import Party, Process


class StatementFilter(RecordFilter):
    """Filters of the list of statements."""

    process = OneRecord(Process, field_name="process", label=_("Process"))
    party = OneRecord(Party, method="with_party", label=_("Party that signed or is bound"))
    form = OneOf(field_name="form", choices=Statement.Form, label=_("Form"))
    language = OneOf(method="in_language", choices=Language, label=_("Has a text in"))
    disputed = OneOf(
        method="with_dispute", choices=[("yes", _("with one")), ("no", _("without"))], label=_("Disputed rendering")
    )
    since = Since(field_name="issued_on", label=_("Issued from"))
    until = Until(field_name="issued_on", label=_("Issued until"))
    sort = Order(
        _("newest first"),
        {
            "oldest": (_("oldest first"), ("issued_on_earliest", "pk")),
            "title": (_("by title"), ("title", "pk")),
        },
    )

    def having(self, word):
        versions = Version.objects.visible_to(self.reader).filter(text__icontains=word)
        told = Q(title__icontains=word) | Q(summary__icontains=word) | Q(round__name__icontains=word)
        return told | Q(process__name__icontains=word) | Q(pk__in=versions.order_by().values("statement"))

    def with_party(self, rows, name, party):
        signed = Signature.objects.visible_to(self.reader).filter(party=party)
        bound = Commitment.objects.visible_to(self.reader).filter(obligors=party)
        return rows.filter(
            Q(pk__in=signed.order_by().values("statement")) | Q(pk__in=bound.order_by().values("clause__statement"))
        )

    def in_language(self, rows, name, language):
        versions = Version.objects.visible_to(self.reader).filter(language=language)
        return rows.filter(pk__in=versions.order_by().values("statement"))

    def with_dispute(self, rows, name, answer):
        disputed = Passage.objects.visible_to(self.reader).filter(is_disputed=True).order_by()
        found = Q(pk__in=disputed.values("clause__statement"))
        return rows.filter(found if answer == "yes" else ~found)
