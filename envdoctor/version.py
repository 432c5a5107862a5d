"""The version, alone in a module so that `envdoctor --version` and the build read it without importing more."""

__version__ = "0.1.0"
