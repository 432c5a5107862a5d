"""What about this machine gets in the way of environments."""
