"""Sheets that people fill in, written and read back: a portfolio, a row a project, or one project on several sheets."""
