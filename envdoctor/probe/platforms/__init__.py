"""Parts of the fact about the machine, each imported only where it can matter."""
