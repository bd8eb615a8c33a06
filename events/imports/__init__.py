"""Datasets of events: one reader for each, one loader for all."""
