"""Read the journal page by page, and remind of reports.

Revision: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NARROWED = ("project_id", "actor", "deed")
"""What the journal is narrowed by; each index goes on with the order in which it is read."""


def upgrade() -> None:
    """Change the schema."""
    op.drop_index(op.f("ix_audit_events_at"), "audit_events")
    op.drop_index(op.f("ix_audit_events_project_id"), "audit_events")
    op.create_index(op.f("ix_audit_events_at_id"), "audit_events", ["at", "id"])
    for column in NARROWED:
        op.create_index(op.f(f"ix_audit_events_{column}_at_id"), "audit_events", [column, "at", "id"])
    op.create_table(
        "reminders",
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("channel IN ('mail', 'app')", name=op.f("ck_reminders_channel_known")),
        sa.CheckConstraint("channel = 'mail' OR sent_at IS NOT NULL", name=op.f("ck_reminders_shown_at_once")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_reminders_account_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_reminders_project_id")),
        sa.PrimaryKeyConstraint("account_id", "project_id", "occasion", name=op.f("pk_reminders")),
    )
    op.create_index(op.f("ix_reminders_project_id"), "reminders", ["project_id"])


def downgrade() -> None:
    """Undo the change."""
    op.drop_table("reminders")
    for column in NARROWED:
        op.drop_index(op.f(f"ix_audit_events_{column}_at_id"), "audit_events")
    op.drop_index(op.f("ix_audit_events_at_id"), "audit_events")
    op.create_index(op.f("ix_audit_events_at"), "audit_events", ["at"])
    op.create_index(op.f("ix_audit_events_project_id"), "audit_events", ["project_id"])
