"""pdia: teams of several departments work through Problem Driven Iterative Adaptation together."""
