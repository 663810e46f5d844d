"""How fast it is, measured on a generated plan. `make bench` runs all of it."""
