"""Cohorts of an institute, and the roles of its people: course coordinators and observers."""
