"""Where, and what kind: zones, regions, belts, infrastructure, industries, strategies, sources."""
