"""A file in, pages of text out. What opens a file runs in a limited process of its own (`apart.py`). No database here."""
