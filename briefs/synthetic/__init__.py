"""A made-up record of any size, for measuring Parley and for trying it at scale. Nothing in it ever happened."""
