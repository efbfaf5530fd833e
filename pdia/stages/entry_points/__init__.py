"""Where a team starts: the room to act at a few causes, and one to three entry points."""
