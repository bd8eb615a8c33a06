"""Datasets of agreements: a reader of their rows, and what brings them into the record."""
