"""Departments, levels, places and designations: an institute's own words for who works where."""
