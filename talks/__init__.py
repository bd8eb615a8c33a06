"""Who met whom, where, when, in what role."""
