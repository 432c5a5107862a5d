"""Does a marker hold in an environment that is not this one?"""

from __future__ import annotations

import pytest

from envdoctor.requirements.markers import holds


@pytest.mark.parametrize(
    ("marker", "python", "system", "verdict"),
    [
        ("", "3.12.4", "linux", True),
        ('python_version >= "3.8"', "3.12.4", "linux", True),
        ('python_version < "3.9"', "3.12.4", "linux", False),
        ('python_version < "3.9"', "3.8", "linux", True),
        ('python_version < "3.10"', "3.9.1", "linux", True),
        ('python_full_version < "3.12.5"', "3.12.4", "linux", True),
        ('python_full_version < "3.12.5"', "3.12", "linux", None),
        ('python_version < "3.12"', "", "linux", None),
        ('sys_platform == "win32"', "3.12", "windows", True),
        ('sys_platform == "win32"', "3.12", "linux", False),
        ('sys_platform == "darwin" and os_name == "posix"', "3.12", "macos", True),
        ('platform_system == "Windows" or python_version not in "3.11 3.12"', "3.12", "linux", False),
        ('extra == "x"', "3.12", "linux", False),
        ('platform_machine == "arm64"', "3.12", "linux", None),
        ('implementation_name == "cpython"', "3.12", "linux", None),
        ('python_version == "and or spam"', "3.12", "linux", False),
        ("python_version", "3.12", "linux", None),
    ],
)
def test_holds(marker: str, python: str, system: str, verdict: bool | None) -> None:
    assert holds(marker, python, system) is verdict
