"""Phrases and questions that mentors use again, kept by each institute."""
