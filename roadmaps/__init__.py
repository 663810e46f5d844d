"""The plan: the aggregate, and the only way to edit it."""
