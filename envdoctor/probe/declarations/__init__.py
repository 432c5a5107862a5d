"""Declared Python versions: one module for each family of files that share a grammar.

Each gives `read…(text, path) -> list[Declaration]` and raises ValueError with the reason where the file's own reader
would refuse it. Text of which that reader would make nothing gives a declaration without a specifier: no verdict.
"""
