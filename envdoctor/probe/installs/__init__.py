"""Which `pip install` shell text would run, as whom, and into what: the shell is followed, nothing is run."""
