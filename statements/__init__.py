"""What was said, and what it binds its authors to."""
