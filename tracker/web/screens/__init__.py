"""Shared screens: the desk that looks after them, and the pages that the televisions open."""
