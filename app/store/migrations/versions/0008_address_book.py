"""Keep the address book, and which parties of dossiers were taken from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table('organisations',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('workspace_id', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('unread', sa.JSON(), nullable=False),
    sa.Column('sort_name', sa.String(length=200), nullable=False),
    sa.Column('search', sa.Text(), nullable=False),
    sa.Column('name_key', sa.String(length=200), nullable=False),
    sa.Column('register_key', sa.String(length=120), nullable=False),
    sa.Column('vat_key', sa.String(length=60), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.Column('removed_at', sa.DateTime(), nullable=True),
    sa.Column('merged_into', sa.String(length=24), nullable=True),
    sa.Column('merge', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['merged_into'], ['organisations.id'], name=op.f('fk_organisations_merged_into')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.id'], name=op.f('fk_organisations_workspace_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisations'))
    )
    with op.batch_alter_table('organisations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisations_merged_into'), ['merged_into'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisations_name_key'), ['name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisations_register_key'), ['register_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisations_vat_key'), ['vat_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisations_workspace_id_removed_at_sort_name'), ['workspace_id', 'removed_at', 'sort_name'], unique=False)

    op.create_table('party_organisations',
    sa.Column('workspace_id', sa.String(length=40), nullable=False),
    sa.Column('dossier_id', sa.String(length=24), nullable=False),
    sa.Column('party', sa.String(length=40), nullable=False),
    sa.Column('organisation_id', sa.String(length=24), nullable=False),
    sa.Column('taken', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['dossier_id'], ['dossiers.id'], name=op.f('fk_party_organisations_dossier_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_party_organisations_organisation_id')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.id'], name=op.f('fk_party_organisations_workspace_id')),
    sa.PrimaryKeyConstraint('dossier_id', 'party', name=op.f('pk_party_organisations'))
    )
    with op.batch_alter_table('party_organisations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_party_organisations_organisation_id'), ['organisation_id'], unique=False)



def downgrade() -> None:
    """Take the schema back to the revision before."""
    with op.batch_alter_table('party_organisations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_party_organisations_organisation_id'))

    op.drop_table('party_organisations')
    with op.batch_alter_table('organisations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisations_workspace_id_removed_at_sort_name'))
        batch_op.drop_index(batch_op.f('ix_organisations_vat_key'))
        batch_op.drop_index(batch_op.f('ix_organisations_register_key'))
        batch_op.drop_index(batch_op.f('ix_organisations_name_key'))
        batch_op.drop_index(batch_op.f('ix_organisations_merged_into'))

    op.drop_table('organisations')
