"""Environments and interpreters, told by their files: who made them, which version, what PATH and shims lead to."""
