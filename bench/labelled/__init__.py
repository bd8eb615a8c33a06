"""Commitments and later events of which it is known which bear on which: what the ranking of suggestions is measured by.

One part is made up from stories (docs/labelled-set.md says how), the other is what people found in the Tehran record.
Nothing here knows how suggestions are scored.
"""
