"""What is known of an environment's Python, and which wheels fit it."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.facts.machine import Environment
from envdoctor.probe.dists.target import Target
from envdoctor.probe.dists.wheels import misfits, platform_fits
from envdoctor.testing import Machine


def elf(machine: int, loader: str = "", bits: int = 2) -> bytes:
    return b"\x7fELF" + bytes([bits, 1]) + bytes(12) + machine.to_bytes(2, "little") + bytes(44) + loader.encode()


def pe(machine: int) -> bytes:
    return b"MZ" + bytes(58) + (128).to_bytes(4, "little") + bytes(64) + b"PE\0\0" + machine.to_bytes(2, "little")


X86, ARM = elf(62, "/lib64/ld-linux-x86-64.so.2\0"), elf(183, "/lib/ld-linux-aarch64.so.1\0")
MUSL = elf(62, "/lib/ld-musl-x86_64.so.1\0")
MAC, INTEL = b"\xcf\xfa\xed\xfe\x0c\x00\x00\x01", b"\xcf\xfa\xed\xfe\x07\x00\x00\x01"


def target(
    executable: bytes, python: str = "3.12.4", like: str = "linux", library: str = "python3.12", **words: Any
) -> Target:
    system = Machine({"machine": {"like": like}})
    base = system.at("base/bin/python3")
    system.put({"base/bin/python3": executable, "env/bin/activate": "", **words.pop("files", {})}, {})
    environment = Environment(
        path=system.at("env"), identity="", name="env", kind=words.get("kind", "venv"), maker="venv", python=python,
        base=words.get("base", base), system_packages=False, pip=True, scripts=system.at("env/bin"), activators=(),
    )  # fmt: skip
    return Target(system, environment, (system.at(f"env/lib/{library}/site-packages"),))


@pytest.mark.parametrize(
    ("executable", "like", "expected"),
    [
        (X86, "linux", ("cpython", "x86_64", "glibc")),
        (ARM, "linux", ("cpython", "aarch64", "glibc")),
        (MUSL, "linux", ("cpython", "x86_64", "musl")),
        (elf(3, bits=1), "linux", ("cpython", "", "")),
        (b"#!/bin/sh\n", "linux", ("cpython", "", "")),
        (MAC, "macos", ("cpython", "arm64", "")),
        (INTEL, "macos", ("cpython", "x86_64", "")),
        (b"\xca\xfe\xba\xbe", "macos", ("cpython", "", "")),
        (pe(0x8664), "windows", ("cpython", "AMD64", "")),
        (b"MZ", "windows", ("cpython", "", "")),
    ],
)
def test_executables(executable: bytes, like: str, expected: tuple[str, str, str]) -> None:
    found = target(executable, like=like)
    assert (found.implementation, found.machine, found.libc) == expected
    assert found.machine == found.machine


def test_other_implementations() -> None:
    assert target(X86, library="pypy3.10").implementation == "pypy"
    assert target(X86, files={"env/bin/graalpy": ""}).implementation == "graalpy"
    found = target(X86, library="pypy3.10")
    assert found.variables("implementation_name == 'pypy'")["platform_python_implementation"] == "PyPy"
    assert "implementation_name" not in target(X86).variables("os_name == 'nt'")


def test_what_is_known() -> None:
    assert target(X86).variables("platform_machine")["platform_machine"] == "x86_64"
    assert "platform_machine" not in target(pe(0x8664), like="windows").variables("platform_machine")
    assert target(X86).known["python_full_version"] == "3.12.4"
    # without its base, only what an update does not change
    assert "python_full_version" not in target(X86, base="").known
    assert target(X86, python="").minor is None
    assert target(X86, base="").machine == ""
    assert target(b"", base="/gone").machine == ""
    conda = target(b"", kind="conda", files={"env/bin/python": ARM})
    assert (conda.machine, conda.known["python_full_version"]) == ("aarch64", "3.12.4")
    windows = target(b"", kind="conda", like="windows", files={"env/python.exe": pe(0xAA64)})
    assert windows.machine == "ARM64"


def test_scripts_that_cannot_be_listed() -> None:
    found = target(X86)
    found._environment = found._environment.replace(scripts="/nowhere")
    assert (found.implementation, found.machine) == ("", "")


def wrong(tags: str, found: Target) -> bool:
    return bool(misfits([("x", tags.split())], found))


LINUX, WINDOWS = target(X86), target(pe(0x8664), like="windows")
MACOS = target(MAC, like="macos")
FREE = target(X86, library="python3.13t", python="3.13.1")


@pytest.mark.parametrize(
    ("tags", "found", "fits"),
    [
        ("py3-none-any", LINUX, True),
        ("py2.py3-none-any", LINUX, True),
        ("py312-none-any", LINUX, True),
        ("py38-none-any", LINUX, True),
        ("cp312-none-any", LINUX, True),
        ("py2-none-any", LINUX, False),
        ("py313-none-any", LINUX, False),
        ("cp311-none-any", LINUX, False),
        ("cp312-cp312-manylinux_2_17_x86_64", LINUX, True),
        ("cp312-cp312-manylinux_2_99_x86_64", LINUX, True),
        ("cp312-cp312-linux_x86_64", LINUX, True),
        ("cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64", LINUX, True),
        ("cp311-cp311-manylinux_2_17_x86_64", LINUX, False),
        ("cp312-cp312-manylinux_2_17_aarch64", LINUX, False),
        ("cp312-cp312-musllinux_1_2_x86_64", LINUX, False),
        ("cp312-cp312-musllinux_1_2_x86_64", target(MUSL), True),
        ("cp312-cp312-manylinux_2_17_x86_64", target(MUSL), False),
        ("cp312-cp312d-manylinux_2_17_x86_64", LINUX, True),
        ("cp312-cp312-manylinux_2_17_loong64", LINUX, True),
        ("cp312-cp312-win_amd64", LINUX, False),
        ("cp38-abi3-manylinux_2_17_x86_64", LINUX, True),
        ("cp313-abi3-manylinux_2_17_x86_64", LINUX, False),
        ("py3-none-manylinux_2_17_x86_64", LINUX, True),
        ("py3-none-macosx_11_0_arm64", LINUX, False),
        ("cp312-none-manylinux_2_17_x86_64", LINUX, True),
        ("nonsense", LINUX, True),
        ("a-b-c-d-e", LINUX, True),
        ("cp312-cp312-win_amd64", WINDOWS, True),
        ("cp312-cp312-win32", WINDOWS, False),
        ("cp312-cp312-win_arm64", WINDOWS, False),
        ("cp312-cp312-win32", target(pe(0x14C), like="windows"), True),
        ("cp312-cp312-win_arm64", target(b"", like="windows"), True),
        ("cp312-cp312-macosx_11_0_arm64", MACOS, True),
        ("cp312-cp312-macosx_10_9_universal2", MACOS, True),
        ("cp312-cp312-macosx_10_9_x86_64", MACOS, False),
        ("cp312-cp312-macosx_10_9_ppc", MACOS, True),
        ("cp312-cp312-macosx_10_9_x86_64", target(b"\xca\xfe", like="macos"), True),
        ("cp313-cp313t-manylinux_2_17_x86_64", FREE, True),
        ("cp313-cp313-manylinux_2_17_x86_64", FREE, False),
        ("cp38-abi3-manylinux_2_17_x86_64", FREE, False),
        # rules of their own, or too old
        ("cp310-cp310-manylinux_2_17_x86_64", target(X86, library="pypy3.10", python="3.10"), True),
        ("cp36-cp36m-manylinux1_x86_64", target(X86, python="3.7.1"), True),
        ("cp36-cp36m-manylinux1_x86_64", target(X86, python=""), True),
    ],
)  # fmt: skip
def test_wheels(tags: str, found: Target, fits: bool) -> None:
    assert wrong(tags, found) is not fits


def test_one_that_fits_is_enough() -> None:
    assert not wrong("cp311-cp311-win_amd64 py3-none-any", LINUX)
    assert platform_fits("any", LINUX)
