"""Keep the clause library that each revision was made from, and the newer one that a dossier declined."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table('libraries',
    sa.Column('workspace_id', sa.String(length=40), nullable=False),
    sa.Column('version', sa.String(length=64), nullable=False),
    sa.Column('kept_at', sa.DateTime(), nullable=False),
    sa.Column('files', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.id'], name=op.f('fk_libraries_workspace_id')),
    sa.PrimaryKeyConstraint('workspace_id', 'version', name=op.f('pk_libraries'))
    )
    op.add_column('dossiers', sa.Column('declined_library', sa.String(length=64), nullable=True))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column('dossiers', 'declined_library')
    op.drop_table('libraries')
