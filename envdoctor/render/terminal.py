"""Lines for a terminal, with colour and links; only what styles a piece is imported of rich, and only here."""

from __future__ import annotations

from envdoctor.render.safe import defused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from envdoctor.render.layout import Line

# the sixteen colours that people choose themselves: readable on dark and on light
STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "bold": "bold",
    "heading": "bold",
    "check": "dim",
    "place": "cyan",
    "gutter": "blue",
    "fix": "green",
    "command": "bold green",
    "good": "bold green",
    "code": "cyan",
    "dim": "dim",
    "added": "green",
    "removed": "red",
}


def render(lines: Iterable[Line], runner: str = "", links: Mapping[str, str] | None = None) -> str:
    """Style the pieces; `links` maps the names of checks to the addresses of their pages."""
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {name: Style.parse(words) for name, words in STYLES.items()}
    parts: list[str] = []
    for line in lines:
        text = "".join([text for text, _ in line])
        harmless = defused(text) if runner else text
        for piece, name in line if harmless == text else [(harmless, "")]:
            style = styles.get(name)
            address = links.get(piece.strip("[]")) if links and name == "check" else None
            if style and address:
                style = style.update_link(address)
            parts.append(style.render(piece, color_system=ColorSystem.STANDARD) if style and piece else piece)
        parts.append("\n")
    return "".join(parts)


def unable() -> bool:
    """Say whether this is a console of Windows that takes no escape sequences."""
    from rich.console import detect_legacy_windows

    return detect_legacy_windows()
