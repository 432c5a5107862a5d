"""Shell text: the commands in it with their words, and where in a file each of them stands."""
