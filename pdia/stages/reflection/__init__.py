"""The last stage: what the team learned of its problem, the method and itself, and how it goes on."""
