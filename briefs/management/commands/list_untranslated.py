from django.core.management.base import BaseCommand

from briefs.printed_words import printed_words
from records.translations import LANGUAGES, catalogue, key_of


class Command(BaseCommand):
    help = "List what a brief prints and the catalogues do not have, as entries to fill in and add to locale/fa."

    def handle(self, *args, **options):
        from polib import POEntry

        known = {
            language: {key_of(entry) for entry in catalogue(language) if entry.translated()} for language in LANGUAGES
        }
        for key, words in sorted(printed_words().items(), key=lambda pair: (pair[1].where, pair[1])):
            if all(key in found for found in known.values()):
                continue
            entry = POEntry(msgid=words.msgid, msgctxt=words.context or None, comment=words.where)
            if words.plural:
                entry.msgid_plural, entry.msgstr_plural = words.plural, {0: "", 1: ""}
            self.stdout.write(str(entry))
