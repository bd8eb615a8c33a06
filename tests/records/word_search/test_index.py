"""The index follows the rows, whatever writes them, on both databases alike."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Upper

from records.models import AuditEntry
from records.search_key import search_key
from records.word_search.field import LONGEST_WORD, SearchKeyField
from records.word_search.index import index_words, write_keys
from records.word_search.query import Query
from statements.models import Clause, Passage, Statement, Version
from tests.factories.statements import ClauseFactory, PassageFactory, StatementFactory, VersionFactory

pytestmark = pytest.mark.django_db


def found(typed, model=Statement):
    return set(model.objects.filter(search_key__words=Query.of(typed)))


def test_a_new_row_is_found_by_every_word_of_its_fields_in_any_order():
    row = StatementFactory(title="Joint statement", summary="On prisoners of war")
    StatementFactory(title="Joint statement", summary="On aid")

    assert found("prisoners joint") == {row}
    assert found("prisoners aid") == set()


def test_a_phrase_is_found_where_its_words_follow_one_another():
    row = StatementFactory(title="As soon as possible")
    StatementFactory(title="Soon as as possible")

    assert found('"as soon as"') == {row}


def test_only_whole_words_are_found():
    StatementFactory(title="Prisoners")

    assert found("prison") == set()


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("کتاب", "كِتَاب"),
        ("علي", "علی"),
        ("۱۴۰۰", "1400"),
        ("١٤٠٠", "۱۴۰۰"),
        ("می‌خواهند", "می خواهند"),
        ("الســلام", "السلام"),
        ("ZÜRICH", "zurich"),
        ("Qalʿa", "qala"),
        ("नमस्ते दुनिया", "नमस्ते"),
        ("\U0001e900\U0001e901", "\U0001e922\U0001e923"),
        ("𝟙𝟠 years", "18"),
    ],
)
def test_spellings_of_one_word_find_each_other(written, typed):
    row = StatementFactory(title=written)

    assert found(typed) == {row}


def test_letters_of_pashto_are_not_taken_for_others():
    StatementFactory(title="ښار")

    assert found("شار") == set()


def test_marks_that_stay_are_part_of_their_word():
    StatementFactory(title="नमस्ते")

    assert found("नमस") == set()


def test_a_changed_row_is_found_by_its_new_words_alone():
    row = StatementFactory(title="Prisoners")

    row.title = "Ceasefire"
    row.save()

    assert found("ceasefire") == {row}
    assert found("prisoners") == set()


def test_a_save_of_one_field_alone_keeps_the_index_true():
    row = StatementFactory(title="Prisoners")

    row.title = "Ceasefire"
    row.save(update_fields=["title"])

    assert found("ceasefire") == {row}


def test_rows_changed_at_once_are_found_by_their_new_words():
    row, other = StatementFactory(title="Prisoners"), StatementFactory(title="Aid")

    Statement.objects.filter(pk=row.pk).update(title="Ceasefire")
    Statement.objects.bulk_update([other], ["title"])
    Statement.objects.filter(pk=other.pk).update(title=Upper("title"), stage="Cea")

    assert found("ceasefire") == {row}
    assert found("aid") == {other}
    assert found("prisoners") == set()


def test_an_update_of_other_fields_leaves_the_keys_alone():
    row = StatementFactory(title="Prisoners")

    Statement.objects.filter(pk=row.pk).update(stage="Cea")

    assert found("prisoners") == {row}


def test_rows_stored_at_once_are_found():
    point = ClauseFactory()
    rows = [Clause(statement=point.statement, number=f"Annex {n}", summary=f"Corridor {n}") for n in range(3)]

    Clause.objects.bulk_create(rows)

    assert found("corridor", Clause) == set(rows)


def test_a_deleted_row_is_found_no_more():
    row = ClauseFactory(summary="Corridor")

    row.delete()

    assert found("corridor", Clause) == set()
    assert write_keys(Clause) == 0


def test_what_is_taken_back_was_never_found():
    with transaction.atomic():
        StatementFactory(title="Prisoners")
        transaction.set_rollback(True)

    assert found("prisoners") == set()


def test_a_passage_and_a_text_are_found_by_their_words():
    passage = PassageFactory()

    assert found("war solution", Passage) == {passage}
    assert found('"the host"', Version) == {passage.version}


def test_a_text_of_a_hundred_thousand_words_is_found_by_its_last_phrase():
    text = " ".join(f"word{number}" for number in range(100_000)) + " release the prisoners"
    row = VersionFactory(text=text)

    assert found('"release the prisoners"', Version) == {row}
    assert found('"prisoners release"', Version) == set()


def test_a_word_of_thousands_of_letters_is_kept_and_found_by_its_beginning():
    row = VersionFactory(text="ن" * 5_000 + " end")

    assert found("end", Version) == {row}
    assert found("ن" * LONGEST_WORD, Version) == {row}


@pytest.mark.parametrize("typed", ["", "…", "()"])
def test_a_query_of_nothing_finds_nothing(typed):
    StatementFactory()

    assert found(typed) == set()


def test_words_are_asked_for_with_a_query():
    with pytest.raises(TypeError, match="Ask for words with a Query"):
        list(Statement.objects.filter(search_key__words="war"))


def test_a_key_follows_from_its_fields_and_from_nothing_else():
    field = SearchKeyField("title", "summary")

    assert field.key_of(["Zürich", "کتاب‌ها", Value("x"), None]) == f"zurich {search_key('کتاب‌ها')}"
    assert field.deconstruct()[1:] == (
        "records.word_search.field.SearchKeyField",
        ["title", "summary"],
        {"default": "", "editable": False},
    )


def test_the_key_is_in_neither_history_nor_audit_nor_forms():
    row = StatementFactory(title="Prisoners")
    row.title = "Ceasefire"
    row.save()

    assert "search_key" not in [field.name for field in Statement.history.model._meta.fields]
    assert AuditEntry.objects.order_by("number").last().fields == "title"
    assert not Statement._meta.get_field("search_key").editable


def spoil(row):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE statements_statement SET search_key = 'wrong' WHERE id = %s", [row.pk])


def test_keys_that_are_wrong_are_mended_and_told():
    row, right = StatementFactory(title="Prisoners"), StatementFactory(title="Prisoners")
    spoil(row)
    told = io.StringIO()

    call_command("reindex_words", stdout=told)
    call_command("reindex_words", verbosity=0, stdout=told)

    assert "statements: 1 keys were wrong, index built anew" in told.getvalue()
    assert told.getvalue().count("\n") == 6
    assert found("prisoners") == {row, right}
    assert found("wrong") == set()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps no index apart from its rows")
def test_an_index_that_lost_its_rows_is_made_anew():
    row = StatementFactory(title="Prisoners")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO statements_statement_words(statements_statement_words) VALUES ('delete-all')")
    assert found("prisoners") == set()

    call_command("reindex_words", verbosity=0)

    assert found("prisoners") == {row}


def test_rows_from_before_the_index_get_their_keys_in_the_migration(monkeypatch):
    monkeypatch.setattr("records.word_search.index.BATCH", 2)
    rows = [StatementFactory(title=f"Prisoners {number}") for number in range(5)]
    for row in rows:
        spoil(row)
    fill_in, _set_up = index_words("statements", "statement")

    fill_in.code(apps, connection.schema_editor())

    assert found("prisoners") == set(rows)


def test_the_index_can_be_taken_down_and_set_up_again():
    row = StatementFactory(title="Prisoners")
    _fill_in, set_up = index_words("statements", "statement")
    editor = connection.schema_editor()
    # PostgreSQL sets up no index while a foreign key waits to be checked.
    connection.check_constraints()

    set_up.reverse_code(apps, editor)
    set_up.code(apps, editor)

    assert found("prisoners") == {row}
