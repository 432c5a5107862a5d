"""What the variables of this shell say about environments, and whether it is so."""

from __future__ import annotations

from envdoctor.record import Record


class Activation(Record):
    """What VIRTUAL_ENV, CONDA_PREFIX, PYTHONHOME and PYTHONPATH say."""
