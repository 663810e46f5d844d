"""A project's legal life: what may follow on what, what has been recorded, and which clocks run.

Everything here is pure: the table comes in as values, and so does the day it is.
"""
