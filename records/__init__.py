"""How any record is kept: dated, levelled, searchable, guarded against lost edits, audited."""
