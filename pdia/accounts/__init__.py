"""People and how they sign in: accounts, server-side sessions, one-time codes, text held for them."""
