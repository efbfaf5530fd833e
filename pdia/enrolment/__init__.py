"""Putting people into cohorts and teams: what a course coordinator does before a team begins."""
