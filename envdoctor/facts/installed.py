"""The distributions installed in the environments that matter, as the names of their metadata folders tell."""

from __future__ import annotations

from envdoctor.facts.distributions import normal
from envdoctor.record import Record

__all__ = ["Contents", "Distribution", "Installed", "normal"]


class Distribution(Record):
    """One installed distribution."""

    name: str  # as its metadata writes it
    key: str  # the name in its normal form
    version: str
    folder: str  # its .dist-info or .egg-info, absolute; of an old one this may be a file
    seed: bool = False  # pip or the like, put there by what made the environment
    direct: bool = False  # it was not taken from an index: installed from a folder, a URL or a repository


class Contents(Record):
    """What one environment holds; not what it may see of its base's packages."""

    identity: str  # as in `Environment`
    distributions: tuple[Distribution, ...]

    def find(self, key: str) -> Distribution | None:
        """Give the distribution with a normal name; None: there is none, or there are several."""
        found = [one for one in self.distributions if one.key == key]
        return found[0] if len(found) == 1 else None


class Installed(Record):
    """What is installed in the judged environment and in the project's own."""

    environments: tuple[Contents, ...]

    def inside(self, identity: str) -> Contents | None:
        """Give what the environment of an identity holds; None: it is not one of those that were looked at."""
        return next((one for one in self.environments if one.identity == identity), None)
