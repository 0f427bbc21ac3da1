"""Keep the warnings that somebody accepted, with their reasons, beside the answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column('revisions', sa.Column('accepted', sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column('revisions', 'accepted')
