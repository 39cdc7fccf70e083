"""Changes that people make by hand: each is added to a history, none replaces anything."""
