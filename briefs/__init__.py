"""The paper that says how words and events compare."""
