"""The catalogue seen through a plan: map, zones, industries, measures, dashboard."""
