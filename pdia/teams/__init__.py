"""Teams, who belongs to them in which posting, who mentors them, and whose backing they need."""
