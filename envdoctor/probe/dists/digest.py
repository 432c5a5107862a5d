"""Hashes as RECORD writes them."""

from __future__ import annotations

KNOWN = ("sha256=", "sha384=", "sha512=")


def agrees(data: bytes, said: str) -> bool | None:
    """Say whether a content has a hash; None: RECORD notes none, or one of a kind that is not known."""
    if not said.startswith(KNOWN):
        return None
    import hashlib
    from base64 import urlsafe_b64encode

    kind, _, value = said.partition("=")
    return urlsafe_b64encode(hashlib.new(kind, data).digest()).decode("ascii").rstrip("=") == value.rstrip("=")
