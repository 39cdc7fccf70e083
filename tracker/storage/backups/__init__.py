"""The whole database as a file, and back: whatever tables it has, on SQLite and on PostgreSQL."""
