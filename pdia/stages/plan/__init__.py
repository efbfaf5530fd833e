"""The plan: the next two to four weeks on one page, with who does what and what it is to teach."""
