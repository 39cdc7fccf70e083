"""Rules and calculations of grant projects: plain Python, no framework, no clock."""
