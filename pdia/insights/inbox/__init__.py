"""The mentor's inbox and catch-up page: who needs a mentor and why, and what is new since the last look."""
