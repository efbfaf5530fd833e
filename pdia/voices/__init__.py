"""What each member says before the team decides: private answers, revealed together."""
