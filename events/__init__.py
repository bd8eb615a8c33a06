"""What happened later, according to whom."""
