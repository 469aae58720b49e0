"""Second looks, mail to units, the figures that years are compared by."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _refer("inspection", "head_id", "account")
    _refer("decision", "account_id", "account")
    op.add_column("inspection", sa.Column("second", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("inspection_unit", sa.Column("mail", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("inspection_unit", sa.Column("state", sa.String(length=12), nullable=True))
    op.add_column("check", sa.Column("measures", sa.JSON(), nullable=True))
    op.create_table(
        "notice",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("unit_id", _NUMBER, nullable=False),
        sa.Column("inspection_id", _NUMBER, nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("lease", sa.BigInteger(), nullable=True),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_notice_inspection_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_notice_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
    )
    op.create_index(op.f("ix_notice_unit_id"), "notice", ["unit_id"])
    op.create_index(op.f("ix_notice_status"), "notice", ["status"])
    op.drop_table("look")


def _refer(table: str, column: str, other: str) -> None:
    """A column that refers to another table, as both databases add it to a table that holds something: SQLite cannot
    add a constraint by itself, and must not write anew a table that others refer to."""
    kind = _NUMBER.compile(dialect=op.get_bind().dialect)
    op.execute(
        f'alter table "{table}" add column {column} {kind} constraint fk_{table}_{column} references "{other}" (id)'
    )
