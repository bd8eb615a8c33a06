"""Drawing a brief: chapters drawn apart from each other, each in a process of its own, then bound into one file."""
