"""The sixth stage: short rounds, each with a promise, private check-ins and the team's own note."""
