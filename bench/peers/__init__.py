"""Other schedulers on the plans the engine is measured with. Neither knows gates or conditions."""
