"""What is said about a report while it is written and reviewed: findings, names of fields, notes beside them."""
