"""A disk made of text: files and links, and wheels installed on it as pip and others install them."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import Any

# name: version, import package, header fields of METADATA, tag of the wheel
DISTRIBUTIONS = {
    "pip": ("26.0.1", "pip", ("Requires-Python: >=3.9",), "py3-none-any"),
    "requests": (
        "2.32.3",
        "requests",
        (
            "Requires-Python: >=3.8",
            "Requires-Dist: charset-normalizer<4,>=2",
            "Requires-Dist: idna<4,>=2.5",
            "Requires-Dist: urllib3<3,>=1.21.1",
            "Requires-Dist: certifi>=2017.4.17",
            "Provides-Extra: security",
            "Provides-Extra: socks",
            'Requires-Dist: PySocks!=1.5.7,>=1.5.6; extra == "socks"',
        ),
        "py3-none-any",
    ),
    "certifi": ("2024.7.4", "certifi", ("Requires-Python: >=3.6",), "py3-none-any"),
    "idna": ("3.7", "idna", ("Requires-Python: >=3.5",), "py3-none-any"),
    "urllib3": (
        "2.2.2",
        "urllib3",
        ("Requires-Python: >=3.8", "Provides-Extra: h2", "Requires-Dist: h2<5,>=4; extra == 'h2'"),
        "py3-none-any",
    ),
    "charset-normalizer": ("3.3.2", "charset_normalizer", ("Requires-Python: >=3.7.0",), "py3-none-any"),
    "ipykernel": ("6.29.5", "ipykernel", ("Requires-Python: >=3.8",), "py3-none-any"),
}
PROJECT = ("certifi", "charset-normalizer", "idna", "requests", "urllib3")
SCRIPTS = {"pip": ("pip", "pip3", "pip{minor}"), "charset-normalizer": ("normalizer",)}


class Disk:
    """Files and links of a machine, by their absolute paths."""

    def __init__(self) -> None:
        self.files: dict[str, Any] = {}
        self.links: dict[str, str] = {}

    def wheel(
        self, site: str, name: str, *, by: str, scripts: str, header: str | bytes, minor: str, plain: bool = True
    ) -> None:
        """Install a wheel: its package, its scripts, and a RECORD that agrees, which says `/` on every system.

        `header` is the first line of a script, or on Windows the whole launcher; `plain`: pip's comes as `pip` too.
        """
        version, package, fields, tag = DISTRIBUTIONS[name]
        windows = isinstance(header, bytes)
        sep, up = ("\\", "../../Scripts/") if windows else ("/", "../../../bin/")
        info = f"{name.replace('-', '_')}-{version}.dist-info"
        inside: dict[str, str | bytes] = {
            f"{package}/__init__.py": f'__version__ = "{version}"\n',
            f"{info}/METADATA": "\n".join(
                ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *fields, "", ""]
            ),
            f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: bdist_wheel\nRoot-Is-Purelib: true\nTag: {tag}\n",
            f"{info}/INSTALLER": f"{by}\n",
            f"{info}/top_level.txt": f"{package}\n",
        }
        if by == "pip" or name == "requests":
            inside[f"{info}/REQUESTED"] = ""
        for command in SCRIPTS.get(name, ())[0 if plain else 1 :]:
            file = up + command.format(minor=minor) + (".exe" if windows else "")
            inside[file] = header if isinstance(header, bytes) else header + "import sys\n"
        record = [f"{path},{_digest(text)}" for path, text in inside.items()]
        record += [f"{package}/__pycache__/__init__.cpython-{minor.replace('.', '')}.pyc,,", f"{info}/RECORD,,"]
        inside[f"{info}/RECORD"] = "\n".join(sorted(record)) + "\n"
        for path, text in inside.items():
            beside = path.startswith(up)
            where = scripts + sep + path.removeprefix(up) if beside else site + sep + path.replace("/", sep)
            self.files[where] = text


def minor_of(version: str) -> str:
    return ".".join(version.split(".")[:2])


def _digest(text: str | bytes) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    return f"sha256={urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip('=')},{len(data)}"
