"""Tell whole reports: every part of a submission, remarks, drafts and attachments.

Revision: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OVERLAP = """
SELECT RAISE(ABORT, 'two reports of one project share days')
WHERE EXISTS (
    SELECT 1 FROM reports
    WHERE project_id = NEW.project_id AND id IS NOT NEW.id
    AND period_start < NEW.period_end AND NEW.period_start < period_end
);
"""


def upgrade() -> None:
    """Change the schema."""
    text = sa.String(length=2000)
    op.add_column("submissions", sa.Column("next_steps", text, nullable=False, server_default=""))
    op.add_column(
        "submissions",
        sa.Column(
            "declared_status",
            sa.String(length=40),
            sa.CheckConstraint(
                "declared_status IS NULL OR declared_status IN ('on_track', 'attention', 'at_risk')",
                name=op.f("ck_submissions_declared_status_known"),
            ),
            nullable=True,
        ),
    )
    op.add_column("submissions", sa.Column("declared_reason", text, nullable=False, server_default=""))
    op.add_column("decisions", sa.Column("made_by", sa.String(length=200), nullable=False, server_default=""))
    _of_submission(
        "submission_milestones",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", text, nullable=False),
        sa.CheckConstraint("kind IN ('achieved', 'forecast')", name=op.f("ck_submission_milestones_kind_reported")),
    )
    for thing in ("post", "training"):
        name, key = f"submission_{thing}s", f"{thing}_id"
        _of_submission(
            name,
            sa.Column(key, KEY, nullable=False),
            sa.Column("quantity", sa.BigInteger(), nullable=False),
            sa.CheckConstraint("quantity >= 0", name=op.f(f"ck_{name}_quantity_not_negative")),
            sa.ForeignKeyConstraint([key], [f"{thing}s.id"], name=op.f(f"fk_{name}_{key}")),
        )
    _of_submission(
        "submission_indicators",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("reached", sa.BigInteger(), nullable=False),
    )
    _of_submission(
        "submission_explanations",
        sa.Column("warning", sa.String(length=80), nullable=False),
        sa.Column("text", text, nullable=False),
    )
    _of_submission("submission_confirmations", sa.Column("part", sa.String(length=40), nullable=False))
    op.create_table(
        "decision_remarks",
        sa.Column("decision_id", KEY, nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("comment", text, nullable=False),
        sa.Column("proposed", text, nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_decision_remarks_decision_id")),
        sa.PrimaryKeyConstraint("decision_id", "field", name=op.f("pk_decision_remarks")),
    )
    op.create_table(
        "draft_fields",
        sa.Column("report_id", KEY, nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_draft_fields_version_from_one")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_draft_fields_report_id")),
        sa.PrimaryKeyConstraint("report_id", "field", name=op.f("pk_draft_fields")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("report_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("size >= 1", name=op.f("ck_attachments_not_empty")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_attachments_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_report_id"), "attachments", ["report_id"])
    _of_submission(
        "submission_attachments",
        sa.Column("attachment_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachments.id"], name=op.f("fk_submission_attachments_attachment_id")
        ),
    )
    _forbid_overlaps()


def _of_submission(name: str, *columns: sa.schema.SchemaItem) -> None:
    """A part of a submission; its first column tells one row of the part from another."""
    first = next(column for column in columns if isinstance(column, sa.Column))
    op.create_table(
        name,
        sa.Column("submission_id", KEY, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name=op.f(f"fk_{name}_submission_id")),
        sa.PrimaryKeyConstraint("submission_id", first.name, name=op.f(f"pk_{name}")),
    )


def _forbid_overlaps() -> None:
    """No two reports of a project share a day: each database says so in the way it can."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER reports_apart_insert BEFORE INSERT ON reports BEGIN {OVERLAP} END")
        op.execute(
            f"CREATE TRIGGER reports_apart_update BEFORE UPDATE OF project_id, period_start, period_end ON reports"
            f" BEGIN {OVERLAP} END"
        )
        return
    # A range of one number stands for the number, so that the constraint needs no extension.
    op.execute(
        "ALTER TABLE reports ADD CONSTRAINT ex_reports_periods_apart EXCLUDE USING gist ("
        "int8range(project_id, project_id, '[]') WITH &&, daterange(period_start, period_end) WITH &&)"
    )


def downgrade() -> None:
    """Undo the change."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER reports_apart_insert")
        op.execute("DROP TRIGGER reports_apart_update")
    else:
        op.execute("ALTER TABLE reports DROP CONSTRAINT ex_reports_periods_apart")
    for table in (
        "submission_attachments",
        "attachments",
        "draft_fields",
        "decision_remarks",
        "submission_confirmations",
        "submission_explanations",
        "submission_indicators",
        "submission_trainings",
        "submission_posts",
        "submission_milestones",
    ):
        op.drop_table(table)
    with op.batch_alter_table("decisions") as batch:
        batch.drop_column("made_by")
    with op.batch_alter_table("submissions") as batch:
        batch.drop_constraint(op.f("ck_submissions_declared_status_known"), type_="check")
        batch.drop_column("declared_reason")
        batch.drop_column("declared_status")
        batch.drop_column("next_steps")
