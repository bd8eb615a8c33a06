"""A source is entered once: those on record that one being entered may be."""

from django.utils.translation import gettext_lazy as _

from records.models import Source
from records.text_fields import kept_address_key

ADDRESS = _("has the same address")
PRINT = _("has the same title, publisher and date")


def same_sources(source, reader, at):
    """Pairs (source on record, why) for those that `source`, stored or not, may be, as far as `reader` sees them at `at`.

    They have its address in whatever spelling, or its title, publisher and date. Where nothing is known of publisher and
    date, a title alone tells nothing.
    """
    others = Source.objects.visible_to(reader, at).exclude(pk=source.pk).select_related("publisher").order_by("pk")
    found = {}
    if source.url:
        for other in others.filter(address_key=kept_address_key(source.url)):
            found.setdefault(other.pk, (other, ADDRESS))
    if source.title and (source.publisher_id or source.published_on):
        printed = ("publisher_id", "published_on_earliest", "published_on_latest")
        values = {name: getattr(source, name) for name in printed}
        for other in others.filter(title__iexact=source.title, **values):
            found.setdefault(other.pk, (other, PRINT))
    return list(found.values())
