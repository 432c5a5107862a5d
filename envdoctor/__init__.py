"""envdoctor: says what is wrong with a Python environment and its project, and how to mend it."""
