"""How other departments are won and heard: visits, whose view is missing, everyone's turn, thanks."""
