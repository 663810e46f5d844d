"""Who says yes to a plan: versions, submissions on their way, decisions, delegations."""
