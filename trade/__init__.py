"""What the trade figures of both sides say of the same flow, and what happened to it in 2017."""
