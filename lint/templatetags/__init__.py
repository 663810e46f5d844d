"""What templates of the plan check need to say."""
