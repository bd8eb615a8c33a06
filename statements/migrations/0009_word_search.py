"""Statements, their texts, points, passages and commitments are found by their words."""

from django.db import migrations

from records.triggers import keeping_triggers
from records.word_search.field import SearchKeyField
from records.word_search.index import index_words

FOUND_BY = {
    "statement": ("title", "summary"),
    "version": ("text",),
    "clause": ("summary",),
    "passage": ("exact",),
    "commitment": ("summary", "obligors_as_written", "conditions"),
}
EACH = [(name, *index_words("statements", name)) for name in FOUND_BY]


class Migration(migrations.Migration):
    dependencies = [("statements", "0008_repeats")]
    operations = [
        *keeping_triggers(
            *(
                migrations.AddField(name, "search_key", SearchKeyField(*of))
                for name, of in FOUND_BY.items()
            ),
            *(fill_in for _name, fill_in, _set_up in EACH),
        ),
        *(set_up for _name, _fill_in, set_up in EACH),
    ]
