"""A project's legal life: steps that are recorded once, tracks, statutory clocks and reminders."""
