"""Deeds and answers of the tracker: load, decide, change, record."""
