"""Add shared screens.

Revision: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Change the schema."""
    op.create_table(
        "screens",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("voivodeship", sa.String(length=40)),
        sa.Column("centre_id", KEY),
        sa.Column("playlist", sa.JSON(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("day_begins", sa.Time()),
        sa.Column("day_ends", sa.Time()),
        sa.Column("shows", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("pushed", sa.String(length=40)),
        sa.Column("pushed_until", sa.DateTime(timezone=True)),
        sa.Column("message", sa.String(length=160), nullable=False),
        sa.Column("message_until", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("beat_at", sa.DateTime(timezone=True)),
        sa.Column("beat_shows", sa.String(length=40)),
        sa.Column("beat_width", sa.Integer()),
        sa.Column("beat_height", sa.Integer()),
        sa.Column("beat_release", sa.String(length=40)),
        sa.CheckConstraint("voivodeship IS NULL OR centre_id IS NULL", name=op.f("ck_screens_one_scope")),
        sa.CheckConstraint("seconds BETWEEN 8 AND 300", name=op.f("ck_screens_seconds_within_bounds")),
        sa.CheckConstraint("(day_begins IS NULL) = (day_ends IS NULL)", name=op.f("ck_screens_whole_day_hours")),
        sa.CheckConstraint("day_begins < day_ends", name=op.f("ck_screens_day_before_night")),
        sa.CheckConstraint("(pushed IS NULL) = (pushed_until IS NULL)", name=op.f("ck_screens_whole_push")),
        sa.CheckConstraint("(message = '') = (message_until IS NULL)", name=op.f("ck_screens_whole_message")),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_screens_centre_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_screens_token_hash")),
    )
    op.create_index(op.f("ix_screens_centre_id"), "screens", ["centre_id"])
    op.create_table(
        "screen_misses",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screen_misses")),
    )
    op.create_index("ix_screen_misses_address_at", "screen_misses", ["address", "at"])
    op.create_index(op.f("ix_screen_misses_at"), "screen_misses", ["at"])


def downgrade() -> None:
    """Undo the change."""
    op.drop_table("screen_misses")
    op.drop_table("screens")
