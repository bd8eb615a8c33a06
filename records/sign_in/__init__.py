"""Who comes in: the password, the second factor, how often one may try, and when a session is over."""
