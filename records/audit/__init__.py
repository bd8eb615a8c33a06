"""The audit: who did what to which record. One chain of entries that only grows, and that anyone can check."""
