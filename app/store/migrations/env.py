"""Runs the migrations on the connection that `app.store.database.migrate` hands over."""

from __future__ import annotations

from alembic import context

from app.store import organisation_tables  # noqa: F401 - its tables are known to Base then
from app.store.tables import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
