"""The command line: arguments, the screen, and one module per command."""
