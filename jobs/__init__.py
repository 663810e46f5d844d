"""Work for later: a job is a row in Postgres; the broker is only its doorbell."""
