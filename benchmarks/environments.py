"""A large environment, made up: its sizes are spread as in a real one of 471 distributions, measured in 2026.

What each table holds are quantiles: the least, those at 10, 25, 50, 75, 90, 95 and 99 percent, and the most.
"""

from __future__ import annotations

import platform
import random
import sys
from pathlib import Path

AT = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0)
HEADERS = (234, 894, 1138, 1479, 1958, 2972, 3963, 6283, 14270)  # bytes
METADATA = (595, 2117, 3074, 5192, 8577, 15441, 25227, 63350, 183431)  # bytes, the description with it
REQUIRED = (0, 0, 0, 1, 3, 7, 11, 19, 57)  # Requires-Dist lines that hold without an extra, or with a marker
OPTIONAL = (0, 0, 0, 1, 6, 15, 26, 72, 120)  # those of extras
FILES = (7, 10, 13, 23, 64, 171, 365, 1910, 14593)  # lines of RECORD
COMPILED = 0.12  # the part of them that is built for one platform
MINOR = sys.version_info[1]
MARKERS = (
    'python_version < "3.8"', "python_version < '3.9'", 'sys_platform == "win32"', 'platform_system == "Windows"',
    "python_version >= '3.99'", 'python_full_version < "3.8.1"', "os_name == 'nt'",
    'sys_platform != "win32" and implementation_name == "pypy"',
)  # fmt: skip
EXTRAS = ("all", "dev", "docs", "test", "tests", "async", "yaml", "redis")


def fill(site: Path, pins: list[tuple[str, str]]) -> None:
    """Install distributions that go together, as an installer leaves them: RECORD is written last."""
    chance = random.Random(2)  # noqa: S311 - the same each time is what is wanted
    tables = [spread(chance, table, len(pins)) for table in (HEADERS, METADATA, REQUIRED, OPTIONAL, FILES)]
    for number, pin in enumerate(pins):
        headers, size, required, optional, files = (table[number] for table in tables)
        lines = [requirement(chance, *chance.choice(pins)) for _ in range(required)]
        lines += [
            f'{chance.choice(pins)[0]}>={chance.randint(90, 99)} ; extra == "{chance.choice(EXTRAS)}"'
            for _ in range(optional)
        ]
        install(site, pin, metadata(chance, pin, lines, headers, size), files, wheel(chance))


def spread(chance: random.Random, table: tuple[int, ...], count: int) -> list[int]:
    """Give so many numbers that are spread as a table says, in no order."""
    found = []
    for number in range(count):
        at = number / (count - 1)
        above = next(place for place, quantile in enumerate(AT) if quantile >= at)
        below = max(above - 1, 0)
        part = (at - AT[below]) / ((AT[above] - AT[below]) or 1)
        low, high = table[below] + 1, table[above] + 1
        found.append(round(low * (high / low) ** part) - 1)  # long tails fall off fast
    chance.shuffle(found)
    return found


def requirement(chance: random.Random, name: str, version: str) -> str:
    """Require a distribution in some way that its version meets; some are for other platforms or Pythons alone."""
    major, minor, _ = version.split(".")
    name = name.replace("-", chance.choice("-_."))
    return chance.choice(
        (
            name,
            f"{name}>={major}.{minor}",
            f"{name}>={version}",
            f"{name}<{int(major) + 1},>={major}",
            f"{name} (>={major}.{minor},<{int(major) + 1}.0)",
            f"{name}~={major}.{minor}",
            f"{name}=={version}",
            f"{name}!={major}.{int(minor) + 1}.*,>={major}.{minor}",
            f"{name}[{chance.choice(EXTRAS)[:1]}x]>={major}",
            f'{name}>={major} ; python_version >= "3.8"',
            f"not-{name}>=1.0 ; {chance.choice(MARKERS)}",
        )
    )


def metadata(chance: random.Random, pin: tuple[str, str], lines: list[str], headers: int, size: int) -> str:
    """Write a METADATA whose headers and description are about so long."""
    name, version = pin
    said = [
        f"Metadata-Version: {chance.choice(('2.1', '2.4', '2.4', '2.5'))}",
        f"Name: {name}",
        f"Version: {version}",
        f"Summary: All about {name}",
        "Author-email: Somebody <somebody@example.org>",
        "License-Expression: MIT",
    ]
    last = [f"Requires-Python: >=3.{chance.randint(6, 10)}", "Description-Content-Type: text/markdown"]
    last += [f"Requires-Dist: {line}" for line in lines]
    last += [f"Provides-Extra: {extra}" for extra in EXTRAS] if any("extra ==" in line for line in lines) else []
    number = 0
    while sum(map(len, said + last)) + len(said + last) < headers:
        number += 1
        said.append(f"Classifier: Programming Language :: Python :: Number {number} of them")
    text = "\n".join([*said, *last]) + "\n\n"
    return text + "A line of the description, as long as lines are.\n" * ((size - len(text)) // 49)


def wheel(chance: random.Random) -> list[str]:
    """Give the tags of a wheel that fits."""
    if chance.random() > COMPILED or sys.platform != "linux":
        return ["py3-none-any"]
    name, machine = f"cp3{MINOR}", platform.machine()
    return [f"{name}-{name}-manylinux_2_17_{machine}", f"{name}-{name}-manylinux2014_{machine}"]


def install(site: Path, pin: tuple[str, str], said: str, files: int, tags: list[str]) -> None:
    """Put a distribution there, with as many files as its RECORD names."""
    name, version = pin
    module, info = name.replace("-", "_"), f"{name.replace('-', '_')}-{version}.dist-info"
    tag = "".join(f"Tag: {one}\n" for one in tags)
    pure = str(tags == ["py3-none-any"]).lower()
    own = {
        f"{info}/METADATA": said,
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: bench\nRoot-Is-Purelib: {pure}\n{tag}\n",
        f"{info}/INSTALLER": "pip\n",
        f"{info}/licenses/LICENSE": "",
    }
    code = {f"{module}/__init__.py": ""}
    for number in range(files - len(own) - 2):
        folder = f"{module}/part_{number // 12}" if number >= 12 else module  # noqa: PLR2004 - files in a folder
        code[f"{folder}/file_{number}.py"] = ""
    everything = {**code, **own}
    for folder in {path.rpartition("/")[0] for path in everything}:
        (site / folder).mkdir(parents=True, exist_ok=True)
    for path, text in everything.items():
        (site / path).write_text(text, "utf-8")
    digest = "sha256=" + "A" * 43
    lines = [f"{path},{digest},{len(text)}" for path, text in everything.items()]
    (site / info / "RECORD").write_text("\n".join([*lines, f"{info}/RECORD,,", ""]), "utf-8")
