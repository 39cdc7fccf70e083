"""The report's whole life: written by a centre, handed in, reviewed, corrected."""
