"""What if: conditions, scenarios and their windows, gates and stages."""
