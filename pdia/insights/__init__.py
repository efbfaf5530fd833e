"""Pages that show many slices: the desk, a team, a cycle at a glance."""
