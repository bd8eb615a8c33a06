"""Datasets that judge how agreements are carried out."""
