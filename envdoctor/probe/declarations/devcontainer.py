"""devcontainer.json: the Python of its image, or of the feature that brings one."""

from __future__ import annotations

import re

from envdoctor.probe.declarations import images
from envdoctor.probe.declarations.place import declare
from envdoctor.probe.declarations.words import service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.python import Declaration

# comments, and commas before a closing bracket, which this JSON may hold; strings are passed over
_EXTRA = re.compile(r"(\"(?:[^\"\\\n]|\\.)*\")|//[^\n]*|/\*.*?\*/|,(?=(?:\s|//[^\n]*\n|/\*.*?\*/)*[\]}])", re.DOTALL)
_FEATURE = re.compile(r"(?:.*/)?features/python(?::.*)?")
_OTHER = ("uv sync", "uv run", "pyenv", "conda")  # what fetches another Python than the image's


def read(text: str, path: str) -> list[Declaration]:
    """Read the image and the features.

    Raises:
        ValueError: it is no JSON, even with comments.
    """
    import json

    # blanks of the same length, so that places stay what they are
    plain = _EXTRA.sub(lambda found: found[1] or re.sub(r"[^\n]", " ", found[0]), text)
    try:
        data = json.loads(plain)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it is not valid JSON: {error}") from None
    if not isinstance(data, dict):
        return []
    image = data.get("image")
    version = images.python(image) if isinstance(image, str) else ""
    features = data.get("features")
    for name, options in features.items() if isinstance(features, dict) else ():
        chosen = options.get("version") if isinstance(options, dict) else options
        if _FEATURE.fullmatch(name) and isinstance(chosen, str) and chosen[:1].isdigit():
            version = chosen  # it comes after the image
    specifier = service(version) if version else ""
    if not specifier:
        return []
    start = text.rfind(version)
    said = {"what": "devcontainer", "kind": "pin", "text": version, "specifier": specifier}
    aside = any(word in text for word in _OTHER)
    return [declare(text, path, (start, start + len(version)), deployment=True, aside=aside, **said)]
