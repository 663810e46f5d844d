"""Tags for what plans hold."""
