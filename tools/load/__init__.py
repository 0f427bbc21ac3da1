"""The running service under load: people who type at once, and pages among many dossiers."""
