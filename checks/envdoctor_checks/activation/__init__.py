"""Which environment this shell uses, and whether `python` and `pip` agree on it."""
