"""A team's PDIA cycle: its stages and their state, and the registry of what can be pointed at."""
