"""Links of a record that its reader may not see: left out of the form, and kept when it is saved."""

from django.db.models import Prefetch, prefetch_related_objects

from records.models import Kept

# A record is never shown below what it hangs on. Its other links (an earlier report, a delegate) may lead to what is
# hidden, and then they are not there for this reader.


def loose_links(model):
    """The links from `model` to kept rows that it does not hang on: (foreign keys, many-to-many)."""
    links = [
        field
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.remote_field
        and issubclass(field.related_model, Kept)
        and field.name not in getattr(model, "hangs_on", ())
    ]
    return [link for link in links if not link.many_to_many], [link for link in links if link.many_to_many]


def leave_out_unseen(row, reader, at):
    """Make the loose links of a stored `row` lead to what `reader` sees at the moment `at`; the hidden foreign keys by name.

    The row itself stays as it is stored: a hidden foreign key is kept, and only reads as if there were none.
    """
    singles, manies = loose_links(type(row))
    hidden = []
    for link in singles:
        key = getattr(row, link.attname)
        if key and not link.related_model.objects.visible_to(reader, at).filter(pk=key).exists():
            link.set_cached_value(row, None)
            hidden.append(link.name)
    seen = [Prefetch(link.name, link.related_model.objects.visible_to(reader, at)) for link in manies]
    prefetch_related_objects([row], *seen)
    return hidden


def unseen_keys(row, link, reader, at):
    """Primary keys of what the many-to-many `link` of a stored `row` leads to and `reader` does not see."""
    near, far = link.m2m_field_name(), f"{link.m2m_reverse_field_name()}_id"
    stored = set(link.remote_field.through._default_manager.filter(**{near: row}).values_list(far, flat=True))
    return stored - set(
        link.related_model.objects.visible_to(reader, at).filter(pk__in=stored).values_list("pk", flat=True)
    )
