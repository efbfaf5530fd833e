"""What to tell whom: notices in the product at once, letters when each person wants them."""
