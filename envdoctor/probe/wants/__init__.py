"""What the project's files ask to be installed: by requirement, and by name alone."""
