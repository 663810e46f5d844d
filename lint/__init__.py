"""Plan lint: findings of the rules on pages and over REST, waived by people with a reason."""
