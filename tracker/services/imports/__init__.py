"""Bringing in what documents say of projects: kept until it is decided, taken over at once, undone at once."""
