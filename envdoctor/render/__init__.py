"""A report as text: one module per format; each takes values and gives a `str`."""
