"""Ideas for the places where a team starts: several side by side, compared, chosen, parked."""
