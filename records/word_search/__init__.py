"""The index of words: texts found by their words in any language, on SQLite and PostgreSQL alike."""
