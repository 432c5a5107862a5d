"""What is so on the machine."""
