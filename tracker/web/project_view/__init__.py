"""What a project's page prints: rows made of a snapshot, one module for each of its sections."""
