"""Where files hold shell text: one module for each kind, `read(text, seen)`, which follows all of it."""
