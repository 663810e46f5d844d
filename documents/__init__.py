"""Documents: files attached to what a plan holds, as evidence; checked, kept, never overwritten."""
