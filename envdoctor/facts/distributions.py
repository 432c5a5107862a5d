"""What the distributions of the judged environment say of themselves, and which of their requirements are not met."""

from __future__ import annotations

from envdoctor.record import Record


class Metadata(Record):
    """What one installed distribution says of itself."""

    name: str  # as its metadata writes it
    key: str  # the name in its normal form
    version: str  # empty: it says none that can be read
    folder: str  # its .dist-info or .egg-info, absolute
    requires: tuple[str, ...] = ()  # Requires-Dist, as written
    extras: tuple[str, ...] = ()  # Provides-Extra, as written
    python: str = ""  # Requires-Python
    imports: tuple[str, ...] = ()  # Import-Name and Import-Namespace (PEP 794)
    tags: tuple[str, ...] = ()  # of its WHEEL file: "py3-none-any"
    installer: str = ""  # "pip", "uv", "conda"
    direct: str = ""  # the URL that direct_url.json names
    editable: bool = False
    problem: str = ""  # why its metadata cannot be read


class Distributions(Record):
    """All distributions of the judged environment."""

    identity: str  # of the environment, as in `Environment`
    sites: tuple[str, ...]  # the folders they lie in, absolute
    distributions: tuple[Metadata, ...]
