"""Whether the project's environment, and the active one, are sound on disk."""
