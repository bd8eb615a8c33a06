"""Text in, text out: where passages stand in a version's text. No database here."""
