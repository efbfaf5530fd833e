"""The stages of the method, one package each, in its order; each is open from the first day."""
