"""Checks that are simple enough to see what the command line does with them."""
