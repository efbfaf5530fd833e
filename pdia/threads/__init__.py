"""Discussions that belong to the work: anchored to a field, a row or a whole stage, and never lost."""
