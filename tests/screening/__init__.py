"""Tests of screening: the REST interface, the command, the pages."""
