"""Which Python the project is for, and which one it is run with."""
