"""What the journal says: the deed, what it was done to, and the values before and after, in words for people."""
