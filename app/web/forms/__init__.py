"""Forms built from questions: one field per question, read in local habits, never losing what was typed."""
