"""Drafts: changes that are not the plan yet, drawn, compared, merged, and adopted by a decision."""
