"""Keep beside each dossier what the list searches and sorts by, and when it was signed or archived."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table('dossier_parties',
    sa.Column('workspace_id', sa.String(length=40), nullable=False),
    sa.Column('dossier_id', sa.String(length=24), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['dossier_id'], ['dossiers.id'], name=op.f('fk_dossier_parties_dossier_id')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.id'], name=op.f('fk_dossier_parties_workspace_id')),
    sa.PrimaryKeyConstraint('dossier_id', 'name', name=op.f('pk_dossier_parties'))
    )
    op.add_column('dossiers', sa.Column('signed_at', sa.DateTime(), nullable=True))
    op.add_column('dossiers', sa.Column('archived_at', sa.DateTime(), nullable=True))
    op.add_column('dossiers', sa.Column('sort_title', sa.String(length=200), server_default='', nullable=False))
    op.add_column('dossiers', sa.Column('search', sa.Text(), server_default='', nullable=False))
    op.add_column('dossiers', sa.Column('ready', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column('dossiers', 'ready')
    op.drop_column('dossiers', 'search')
    op.drop_column('dossiers', 'sort_title')
    op.drop_column('dossiers', 'archived_at')
    op.drop_column('dossiers', 'signed_at')
    op.drop_table('dossier_parties')
