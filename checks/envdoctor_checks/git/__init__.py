"""What git commits, and what it must not."""
