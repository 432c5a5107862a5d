"""What git must not commit: what lies there, and which rules decide about it."""
