"""Reads shaped for the pages of sharing."""
