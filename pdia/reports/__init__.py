"""Paper: what a cycle has come to, as PDF and as sheets for the wall."""
