"""When the plan's projects run under a scenario, and which of them can't."""
