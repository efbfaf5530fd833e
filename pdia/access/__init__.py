"""Who may see and do what: rights, positions, one table, and the guard that asks it."""
