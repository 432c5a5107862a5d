"""What is shown to others holds no secrets and no names; what is equal stays equal."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.masking import Mask
from envdoctor.testing import Machine


def mask(home: str = "/home/alice", user: str = "alice", **more: Any) -> Mask:
    return Mask(Machine({"env": {"HOME": home, "USER": user}, **more}))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("", ""),
        ("flask==3.0.3", "flask==3.0.3"),
        ("/usr/bin/python3", "/usr/bin/python3"),
        ("/home/alice/shop/.venv", "/home/user/shop/.venv"),
        ("/home/alice", "/home/user"),
        ("/home/alice-tools/x", "/home/user3/x"),
        ("/home/bob/x:/home/alice/y:/home/bob/z", "/home/user2/x:/home/user/y:/home/user2/z"),
        ("C:\\Users\\Alice\\x", "C:\\Users\\user\\x"),
        ("c:/users/alice/x", "c:/users/user/x"),
        ("/mnt/c/Users/Bob Smith/x", "/mnt/c/Users/user3/x"),
        ("/Users/alice/x", "/Users/user/x"),
        ("/private/var/home/alice", "/private/var/home/user"),
        ("/run/media/alice/usb", "/run/media/user/usb"),
        ("/tmp/pytest-of-alice/x", "/tmp/pytest-of-user/x"),
        ("/data/alice/x", "/data/user/x"),
        ("/data/malice/alices", "/data/malice/alices"),
        ("/home/runner/work", "/home/runner/work"),
        ("alice", "alice"),  # not a path: it may be the name of a package
        ("https://me:hunter2@pypi.example.org/simple", "https://xx:xxxxxxx@pypi.example.org/simple"),
        ("https://tok3n@github.com/o/r", "https://xxxxx@github.com/o/r"),
        ("git+ssh://git@github.com/o/r@v1", "git+ssh://git@github.com/o/r@v1"),
        ("https://${USER}:${TOKEN}@x.org/", "https://${USER}:${TOKEN}@x.org/"),
        ("https://${USER}:hunter2@x.org/", "https://${USER}:xxxxxxx@x.org/"),
        ("x @ https://github.com/o/r/archive/v1.zip", "x @ https://github.com/o/r/archive/v1.zip"),
        ("PASSWORD=hunter2", "PASSWORD=xxxxxxx"),
        ("db_password: 'hunter2'", "db_password: 'xxxxxxx'"),
        ("https://x.org/?token=abcdef&a=b", "https://x.org/?token=xxxxxx&a=b"),
        ("--token abcdef", "--token xxxxxx"),
        ("Authorization: Bearer abcdef", "Authorization: Bearer xxxxxx"),
        ("API_KEY=${API_KEY}", "API_KEY=${API_KEY}"),
        ("tokenizers==0.15.0", "tokenizers==0.15.0"),
        ("secretstorage>=3.3 token>=1.0", "secretstorage>=3.3 token>=1.0"),
        ("ghp_" + "a1" * 18, "x" * 40),
        ("pypi-AgEIcHlwaS5vcmc" + "x" * 20, "x" * 40),
        ("AKIAABCDEFGHIJKLMNOP", "x" * 20),
    ],
)
def test_text(text: str, masked: str) -> None:
    found = mask()
    found.text("/home/bob/")
    assert found.text(text) == masked
    assert len(found.text(masked)) == len(masked)


def test_everything_in_the_data_is_masked_but_the_names_of_types() -> None:
    data = {"is": "Host", "home": "/home/alice", "sudo_user": "alice", "n": 1, "none": None, "list": ["/home/alice", 2]}
    assert mask().over(data) == {
        "is": "Host", "home": "/home/user", "sudo_user": "user", "n": 1, "none": None, "list": ["/home/user", 2],
    }  # fmt: skip
    assert mask().over({"sudo_user": "root"}) == {"sudo_user": "root"}


@pytest.mark.parametrize(
    ("home", "text", "masked"),
    [
        ("/data/people/carol", "/data/people/carol/x", "/data/people/user/x"),
        ("/home/me", "/home/me/shop/me/x", "/home/user/shop/me/x"),
        ("/root", "/root/x", "/root/x"),
        ("/home/app", "/home/app/x", "/home/app/x"),
        ("", "/home/alice/x", "/home/user/x"),
    ],
)
def test_the_home_directory_may_be_anywhere(home: str, text: str, masked: str) -> None:
    assert mask(home, "").text(text) == masked


def test_windows() -> None:
    found = Mask(
        Machine({"machine": {"like": "windows"}, "env": {"USERPROFILE": "D:\\people\\Dora", "USERNAME": "Dora"}})
    )
    assert found.text("d:\\people\\dora\\x") == "d:\\people\\user\\x"
    assert found.text("D:\\people\\Dora") == "D:\\people\\user"
