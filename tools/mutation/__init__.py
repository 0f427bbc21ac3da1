"""Break assembly and review on purpose, a little at a time, and count what the tests notice (make mutants)."""
