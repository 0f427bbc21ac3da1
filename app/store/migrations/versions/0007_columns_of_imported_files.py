"""Remember what was chosen for the columns of imported files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table('import_columns',
    sa.Column('workspace_id', sa.String(length=40), nullable=False),
    sa.Column('question', sa.String(length=80), nullable=False),
    sa.Column('heading', sa.String(length=200), nullable=False),
    sa.Column('chosen', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.id'], name=op.f('fk_import_columns_workspace_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'question', 'heading', name=op.f('pk_import_columns'))
    )


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table('import_columns')
