"""The database: models, queries named for their answers, migrations."""
