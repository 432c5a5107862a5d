"""Until when each Python gets security fixes, as its developers say; the end of the planned month where it is to come.

The table was made on the day below. What is newer than it is not in it, and nothing is said of that.
"""

from __future__ import annotations

MADE = "2026-11-21"
END = {
    "2.7": "2020-01-01", "3.3": "2017-09-29", "3.4": "2019-03-18", "3.5": "2020-09-30", "3.6": "2021-12-23",
    "3.7": "2023-06-27", "3.8": "2024-10-07", "3.9": "2025-10-31", "3.10": "2026-10-31", "3.11": "2027-10-31",
    "3.12": "2028-10-31", "3.13": "2029-10-31", "3.14": "2030-10-31", "3.15": "2031-10-31",
}  # fmt: skip


def end(version: str) -> str:
    """Give the last day of a Python, "3.12.4" or "3.12"; empty: the table does not know it."""
    return END.get(".".join(version.split(".")[:2]), "")


def maintained(until: str) -> list[str]:
    """Give the minor versions that get fixes until a day, the newest first."""
    return [number for number, last in reversed(END.items()) if last >= until]
