"""manage.py reindex_words: the index of words made anew, for when it cannot be trusted."""

from django.apps import apps
from django.core.management.base import BaseCommand

from records.audit.chain import writing
from records.word_search.field import search_key_fields
from records.word_search.index import rebuild, write_keys


class Command(BaseCommand):
    help = (
        "Work out anew by which words each record is found, and build the index from that. Run it after an upgrade that "
        "says so, after rows were written past the site, or when a search misses what is there."
    )

    def handle(self, **options):
        for model in apps.get_models():
            if not search_key_fields(model):
                continue
            with writing():
                changed = write_keys(model)
                rebuild(model)
            if options["verbosity"]:
                self.stdout.write(f"{model._meta.verbose_name_plural}: {changed:,} keys were wrong, index built anew")
