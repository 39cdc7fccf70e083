"""File formats: how portfolios and projects leave the tracker and come back."""
