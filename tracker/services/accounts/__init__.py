"""Accounts: invitations, passwords, signing in, the second step."""
