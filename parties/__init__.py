"""Parties of a plan held against imported lists of designated persons, entities and ships.

A candidate is a question to a person, never a finding; no candidate is never a clearance.
"""
