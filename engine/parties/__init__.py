"""Holding parties against lists of names: in Hangul and both romanisations, feature by feature."""
