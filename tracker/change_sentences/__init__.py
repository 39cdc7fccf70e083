"""What changed between two days, in sentences."""
