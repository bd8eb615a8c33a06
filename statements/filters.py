"""Filters of the list of statements."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.filters import IndexedFilter, OneOf, OneRecord, Order, Since, Until
from records.languages import Language
from records.word_search.forms import WordsFilter
from records.word_search.query import Query
from statements.models import Commitment, Passage, Signature, Statement, Version
from statements.searching import KINDS
from talks.models import Party, Process


class StatementFilter(IndexedFilter):
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

    def having(self, phrase):
        told = Q(pk__in=KINDS["statements"].keys_holding(Query((phrase,)), self.reader))
        return told | Q(round__name__icontains=phrase.written) | Q(process__name__icontains=phrase.written)

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


class SearchFilter(IndexedFilter):
    """What the search page is asked: the words, what to search in, and the statements that hits must belong to.

    Its rows are those statements. The words and the language are looked for by the page itself.
    """

    q = WordsFilter(method="left_to_the_page")
    kind = OneOf(
        method="left_to_the_page",
        choices=[(name, kind.label) for name, kind in KINDS.items()],
        label=_("Search in"),
        empty_label=_("everything"),
    )
    process = OneRecord(Process, field_name="process", label=_("Process"))
    language = OneOf(method="left_to_the_page", choices=Language, label=_("Only in texts in"))
    form = OneOf(field_name="form", choices=Statement.Form, label=_("Form of the statement"))
    since = Since(field_name="issued_on", label=_("Issued from"))
    until = Until(field_name="issued_on", label=_("Issued until"))

    FIRST = ("q", "kind")

    def left_to_the_page(self, rows, name, value):
        return rows

    def statements(self):
        """The statements that hits must belong to; None for any."""
        return self.qs if self.asked.keys() & {"process", "form", "since", "until"} else None
