"""Shapes at the edge: what files and forms may hold, and what is said when they hold something else."""
