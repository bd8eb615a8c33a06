"""Records that come with Parley, so that a newcomer has something true to look at."""
