"""Who: people, their sign-in and their API tokens."""
