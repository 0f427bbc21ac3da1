"""The store: tables, migrations, queries that return plain values."""
