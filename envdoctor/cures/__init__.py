"""The commands that mend: as the manager of an environment, and the shell they are typed into, would have them."""
