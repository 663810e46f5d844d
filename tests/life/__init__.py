"""A project's life: the table, the record, the clocks, the pages and the programs."""
