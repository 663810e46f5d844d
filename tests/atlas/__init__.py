"""The catalogue seen through a plan."""
