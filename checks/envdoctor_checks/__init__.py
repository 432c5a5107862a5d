"""The built-in checks: a pack like any other, one folder per family, one module and one page per check."""
