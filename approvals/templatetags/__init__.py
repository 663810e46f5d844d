"""Words and marks of approvals in templates."""
