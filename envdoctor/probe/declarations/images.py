"""Which Python a container image brings, as its name and tag say."""

from __future__ import annotations

import re

# images whose tags begin with the version of Python, without their registry
_PYTHON = frozenset(
    {
        "python", "bitnami/python", "cimg/python", "circleci/python", "chainguard/python", "lambda/python",
        "amazon/aws-lambda-python",
    }
)  # fmt: skip
_VARIANT = re.compile(r"-(?:slim|alpine|bookworm|bullseye|buster|trixie)\b")  # of the official image's tags
# `3.12.4-slim`; `3.13.0rc1` is a 3.13, and Amazon's `3.12.2024.09.19.15` a 3.12
_TAG = re.compile(r"([23]\.[0-9]{1,2})(?:(\.[0-9]{1,2})(?=-|$)|(?:\.[0-9]+)*(?:(?:a|b|rc)[0-9]+)?)(?:-[\w.-]*)?")
_DEVCONTAINER = re.compile(r"(?:dev-)?(?:[0-9]+(?:\.[0-9]+)*-)?(3\.[0-9]{1,2})(?:-[\w.-]*)?")
_NAMED = re.compile(r"(?:[\w.-]*[-_.])?python-?(3\.[0-9]{1,2})(\.[0-9]{1,2})?(?:[-_][\w.-]*)?")


def python(image: str) -> str:
    """Give the version of Python in an image, "3.12" or "3.12.4"; empty where the name does not say it.

    `python:3` and `latest` float, and the number in front of a devcontainer's tag is the version of the image.
    """
    name, tag = _split(image.partition("@")[0])
    if name.endswith("devcontainers/python"):
        found = _DEVCONTAINER.fullmatch(tag)
        return found[1] if found else ""
    if name in _PYTHON or name.endswith("library/python") or (name.endswith("/python") and _VARIANT.search(tag)):
        found = _TAG.fullmatch(tag)
    else:
        found = _NAMED.fullmatch(tag)  # any image whose tag says `python3.12`: uv's, and many frameworks'
    return found[1] + (found[2] or "") if found else ""


def _split(image: str) -> tuple[str, str]:
    """Split into name and tag; the registry in front is left out."""
    host, slash, rest = image.partition("/")
    if slash and ("." in host or ":" in host or host == "localhost"):
        image = rest
    name, _, tag = image.partition(":")
    return name, tag
