"""What mentors keep for themselves: how far they have looked, private notes, who stands in for whom."""
