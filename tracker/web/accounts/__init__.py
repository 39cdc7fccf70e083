"""The pages on which people sign in, look after their account, and manage those of others."""

from __future__ import annotations

from tracker.web.accounts import asking, links, people, profile, sign_in, tokens
from tracker.web.accounts.pages import bp

__all__ = ["asking", "bp", "links", "people", "profile", "sign_in", "tokens"]
