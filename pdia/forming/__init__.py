"""Forming the teams of a cohort: members in their postings, mentors, officers who may sign in."""
