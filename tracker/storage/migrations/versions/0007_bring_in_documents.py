"""Bring in documents, and be able to undo it.

Revision: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TRACED = (
    "statements",
    "choices",
    "plans",
    "milestones",
    "milestone_entries",
    "posts",
    "post_entries",
    "trainings",
    "training_entries",
    "submissions",
)


def upgrade() -> None:
    """Change the schema."""
    op.create_table(
        "imports",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("account_id", KEY, nullable=True),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrivals", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("applied_by", sa.String(length=200), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("undone_at IS NULL OR applied_at IS NOT NULL", name=op.f("ck_imports_undone_after_applied")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_imports_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_account_id"), "imports", ["account_id"], unique=False)
    op.create_index("ix_imports_created_at", "imports", ["created_at"], unique=False)
    # A document's page asks for the same document of other projects.
    op.create_index("ix_sources_publisher_title", "sources", ["publisher", "title"], unique=False)
    for table in TRACED:
        _add_import(table)
        op.add_column(table, sa.Column("withdrawn_on", sa.Date(), nullable=True))


def _add_import(table: str) -> None:
    """Add the reference in place: copying whole tables, as SQLite's other ways do, takes minutes with many projects."""
    name = f"fk_{table}_import_id"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"ALTER TABLE {table} ADD COLUMN import_id INTEGER CONSTRAINT {name} REFERENCES imports (id)")
    else:
        op.add_column(table, sa.Column("import_id", KEY, nullable=True))
        op.create_foreign_key(op.f(name), table, "imports", ["import_id"], ["id"])


def downgrade() -> None:
    """Undo the change."""
    for table in TRACED:
        # SQLite does not tell the names of references that were added to a table in place.
        with op.batch_alter_table(table, naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s"}) as batch_op:
            batch_op.drop_constraint(f"fk_{table}_import_id", type_="foreignkey")
            batch_op.drop_column("import_id")
            batch_op.drop_column("withdrawn_on")
    op.drop_index("ix_sources_publisher_title", "sources")
    op.drop_table("imports")
