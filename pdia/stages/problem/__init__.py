"""The first stage: a problem that people cannot leave alone, with its proof and who is left out."""
