"""A brief, in steps: content (decide) -> charts -> html (lay out) -> pdf (draw)."""
