"""Speed figures, made reproducible: `python -m benchmarks`."""
