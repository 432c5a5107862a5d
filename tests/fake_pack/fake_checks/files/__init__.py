"""What stands in files."""
