"""Invented projects: the demonstration's few told by hand, and any number for scale; all marked as examples."""
