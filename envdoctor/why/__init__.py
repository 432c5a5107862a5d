"""`envdoctor why MODULE`: what a Python would import under a name, and if nothing, why not; no Python is run."""
