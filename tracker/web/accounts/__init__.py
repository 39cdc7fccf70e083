"""The pages on which people sign in, look after their account, and manage those of others."""

from __future__ import annotations

from tracker.web.accounts import links, people, profile, sign_in
from tracker.web.accounts.pages import bp

__all__ = ["bp", "links", "people", "profile", "sign_in"]
