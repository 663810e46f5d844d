"""People who work on one plan talk about it: comments, watches, notices, mail, presence."""
