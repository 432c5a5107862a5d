"""The files of an environment, where a machine is odder than the pages of the checks show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from envdoctor.facts import Snapshot
from envdoctor.probe import look
from envdoctor.probe.dists.digest import agrees
from envdoctor.probe.dists.editables import local
from envdoctor.probe.dists.recorded import foremost, needed
from envdoctor.probe.project import aim
from envdoctor.record import CannotKnow, from_data, to_data
from envdoctor.testing import Machine, snapshot

SITE = ".venv/lib/python3.12/site-packages"
CONDA = "/home/me/miniconda3/envs/shop"


def dist(name: str, record: str, installer: str = "pip", site: str = SITE) -> dict[str, str]:
    info = f"{site}/{name}-1.0.dist-info"
    head = f"Name: {name}\nVersion: 1.0\n"
    return {f"{info}/METADATA": head, f"{info}/INSTALLER": installer, f"{info}/RECORD": record}


class Closed(Machine):
    """A machine on which some folders cannot be listed, for one reason or another."""

    def __init__(self, changes: dict[str, Any], errno: int, *folders: str) -> None:
        super().__init__(changes)
        self.errno, self.closed = errno, {self.at(folder) for folder in folders}

    def names(self, path: str) -> list[str]:
        if self.path.normpath(path) in self.closed:
            raise OSError(self.errno, "no", path)
        return super().names(path)

    def kind(self, path: str, *, follow: bool = True) -> str:
        folder = self.path.dirname(self.path.normpath(path))
        return "" if folder in self.closed else super().kind(path, follow=follow)

    def snap(self) -> Snapshot:
        return look(self, aim(self, ()))


FILES = {
    **dist("one", "one/__init__.py,,\none/deep/__init__.py,,\none/deep/x.py,,\n"),
    f"{SITE}/one/__init__.py": "",
    f"{SITE}/one/deep/__init__.py": "",
}


def test_what_is_gone() -> None:
    (lost,) = snapshot({"files": FILES}).records.lost
    assert (lost.key, lost.gone, lost.of, lost.sample) == ("one", 1, 3, "one/deep/x.py")


def large(count: int) -> str:
    return "".join(f"big/deep/m{number}.py,sha256={'0' * 43},1\n" for number in range(count))


LARGE = large(200)


@pytest.mark.parametrize("count", [200, 260, 2000])  # read at once, in two pieces and in ten
def test_a_large_package(count: int) -> None:
    """Its packages are looked at; what else it has is looked at only together with those."""
    names = ["big/__init__.py", "big/deep/__init__.py", "big/data/x.py", "alone.py"]
    others = large(count)
    record = "big/__init__.py,sha256=a,1\n" + others + "".join(f"{name},sha256=a,1\n" for name in names[1:])
    modules = {f"{SITE}/{line.partition(',')[0]}": "" for line in others.splitlines()}
    whole = {**dist("big", record), **modules, **{f"{SITE}/{name}": "" for name in names}}
    assert snapshot({"files": whole}).records.sound
    for gone, number in (
        ("big", count + 3),
        ("big/deep", count + 1),
        ("big/deep/__init__.py", 1),
        ("big/deep/m7.py", 1),
    ):
        (lost,) = snapshot({"files": {**whole, f"{SITE}/{gone}": False}}).records.lost
        assert (lost.gone, lost.of) == (number, count + 4)
    assert snapshot({"files": {**whole, f"{SITE}/alone.py": False}}).records.sound
    both = {**whole, f"{SITE}/alone.py": False, f"{SITE}/big/deep/m7.py": False}
    assert [one.gone for one in snapshot({"files": both}).records.lost] == [2]


def test_a_large_distribution_without_packages() -> None:
    record = LARGE.replace("big/deep/", "")
    modules = {f"{SITE}/{line.partition(',')[0]}": "" for line in record.splitlines()}
    assert snapshot({"files": {**dist("big", record), **modules}}).records.sound
    (lost,) = snapshot({"files": {**dist("big", record), **modules, f"{SITE}/m7.py": False}}).records.lost
    assert lost.sample == "m7.py"


@pytest.mark.parametrize("errno", [13, 5, 116])
def test_of_a_folder_that_cannot_be_listed_nothing_is_known(errno: int) -> None:
    """Also where the package lost another file, so that all of it is looked at closely."""
    assert Closed({"files": FILES}, errno, f"{SITE}/one/deep").snap().records.sound
    more = {**FILES, **dist("one", FILES[f"{SITE}/one-1.0.dist-info/RECORD"] + "one/y.py,,\n")}
    (lost,) = Closed({"files": more}, errno, f"{SITE}/one/deep").snap().records.lost
    assert (lost.gone, lost.sample) == (1, "one/y.py")


def test_a_file_in_the_place_of_a_folder() -> None:
    files = {**dist("one", "one/__init__.py,,\none/x.py,,\nmore.py,,\n"), f"{SITE}/one": "a file"}
    (lost,) = Closed({"files": files}, 20, f"{SITE}/one").snap().records.lost
    assert (lost.gone, lost.of) == (3, 3)


def test_a_site_that_cannot_be_listed() -> None:
    with pytest.raises(CannotKnow, match="site-packages cannot be read: no"):
        _ = Closed({}, 13, SITE).snap().records


def test_a_list_that_is_no_list_is_left_alone() -> None:
    assert snapshot({"files": dist("one", 'one/"' + "x" * 200_000 + '\n"one/y.py\r\n')}).records.lost == ()


@pytest.mark.parametrize("record", ["one/x.py,,\n", "one/__init__.py,,\n" + large(300)])
def test_a_list_that_goes_away_is_left_alone(record: str) -> None:
    """It is gone by the time that it is read closely, or on."""
    machine = Machine({"files": dist("one", record)})
    snap = look(machine, aim(machine, ()))
    read = machine.heads

    def heads(folder: str, names: Iterable[str], size: int) -> Iterator[bytes | None]:
        names = list(names)
        found = list(read(folder, names, size))
        for name in names:
            if name.endswith("RECORD"):
                machine.files.pop(machine.at(folder + name), None)
        return iter(found)

    machine.heads = heads  # type: ignore[method-assign]
    assert snap.records.sound


def test_a_link_that_leads_nowhere_is_there() -> None:
    changes = {"files": dist("one", "one.py,,\n"), "links": {f"{SITE}/one.py": "/home/me/gone.py"}}
    assert snapshot(changes).records.sound


def test_facts_survive_a_file() -> None:
    files = {
        **FILES,
        **dist("two", "one/deep/__init__.py,sha256=a,1\nuse.py,sha256=b,1\n"),
        **dist("three", "use.py,sha256=c,1\n"),
        f"{SITE}/use.py": "",
        f"{SITE}/~old.py": "",
        f"{SITE}/x.egg-link": "/home/me/gone\n",
    }
    records = snapshot({"files": files}).records
    assert not records.sound
    assert all((records.lost, records.shared, records.leftovers, records.astray))
    assert from_data(json.loads(json.dumps(to_data(records)))) == records


def test_times_decide_which_folders_are_listed() -> None:
    """A folder that is older than the RECORD is not listed: nothing was taken out of it since."""
    machine = Machine({"files": FILES})
    listed: list[str] = []
    names = machine.names
    machine.names = lambda path: listed.append(path) or names(path)  # type: ignore[func-returns-value,method-assign]
    machine.times = lambda folder, names: [0 if machine.kind(folder + one) else -1 for one in names]  # type: ignore[method-assign]
    assert look(machine, aim(machine, ())).records.sound
    assert not any(path.endswith(("one", "deep")) for path in listed)


@pytest.mark.parametrize(
    ("url", "windows", "expected"),
    [
        ("file:///home/me/my%20tools/", False, "/home/me/my tools"),
        ("file://localhost/home/me", False, "/home/me"),
        ("file:///home/me/%C3%A9t%C3%A9%", False, "/home/me/été%"),
        ("file:///", False, "/"),
        ("file://server/share", False, ""),
        ("file:///C:/x", False, ""),
        ("https://example.org/x", False, ""),
        ("", False, ""),
        ("file:///C:/my%20tools", True, "C:\\my tools"),
        ("FILE:///c:/x/", True, "c:\\x"),
        ("file://server/share/x", True, "\\\\server\\share\\x"),
        ("file:///home/me", True, ""),
    ],
)
def test_addresses_of_folders(url: str, *, windows: bool, expected: str) -> None:
    assert local(url, windows=windows) == expected


def editable(**files: str) -> Snapshot:
    record = "tools-1.0.dist-info/direct_url.json,,\n" + "".join(f"{name},,\n" for name in files)
    whole = {f"{SITE}/{name}": text for name, text in files.items()}
    url = '{"url": "file:///home/me/tools", "dir_info": {"editable": true}}'
    changes = {**dist("tools", record), f"{SITE}/tools-1.0.dist-info/direct_url.json": url, **whole}
    return snapshot({"files": changes})


@pytest.mark.parametrize(
    ("name", "text", "file"),
    [
        ("__editable___tools_finder.py", "MAPPING = {'a': 1, 'b': '/home/me/b'}\n", "__editable___tools_finder.py"),
        # what says nothing that can be read leaves the address
        ("__editable___tools_finder.py", "MAPPING = {a}\n", "direct_url.json"),
        ("__editable___tools_finder.py", "MAPPING = {'a': }\n", "direct_url.json"),
        ("__editable___tools_finder.py", "MAPPING = {'a', 'b'}\n", "direct_url.json"),
        ("__editable___tools_finder.py", "other = 1\n", "direct_url.json"),
        ("tools.pth", "# a comment\n\nimport x\n/home/me/tools/src  \n", "tools.pth"),
        ("tools.txt", "/home/me/elsewhere\n", "direct_url.json"),
    ],
)
def test_ways_of_editables(name: str, text: str, file: str) -> None:
    (astray,) = editable(**{name: text}).records.astray
    assert astray.file == file


def test_a_way_that_is_gone_itself() -> None:
    files = dist("tools", "tools-1.0.dist-info/direct_url.json,,\ntools.pth,,\n")
    url = '{"url": "https://example.org", "dir_info": {"editable": true}}'
    assert snapshot({"files": {**files, f"{SITE}/tools-1.0.dist-info/direct_url.json": url}}).records.astray == ()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("requests/api.py", True),
        ("six.py", True),
        ("numpy/core/_multiarray.cpython-312.so", True),
        ("certifi/cacert.pem", True),
        ("numpy/core/tests/test_x.py", False),
        ("requests/py.typed", False),
        ("requests/api.pyi", False),
        ("docs/conf.py", False),
        ("setup.py", False),
        ("tools/run.py", False),
        ("requests/tools/run.py", True),
    ],
)
def test_what_is_needed(path: str, *, expected: bool) -> None:
    assert needed(path) is expected


def test_the_foremost_file() -> None:
    assert foremost(["a/b/__init__.py", "a/z.py", "a/__init__.py"]) == "a/__init__.py"
    assert foremost(["b.py", "a/__init__.py"]) == "b.py"


def test_digests() -> None:
    assert agrees(b"", "sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU") is True
    assert agrees(b"x", "sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU") is False
    assert agrees(b"", "md5=1B2M2Y8AsgTpgAmY7PhCfg") is None


def conda(book: str, name: str = "one-0.9-py312_0.json") -> Snapshot:
    files = {
        ".venv": False,
        "environment.yml": "name: shop\n",
        f"{CONDA}/conda-meta/history": "",
        f"{CONDA}/conda-meta/{name}": book,
        f"{CONDA}/bin/python": "",
        **dist("one", "", site=f"{CONDA}/lib/python3.12/site-packages"),
    }
    path = f"{CONDA}/bin:/usr/bin:/bin"
    return snapshot({"files": files, "env": {"VIRTUAL_ENV": False, "CONDA_PREFIX": CONDA, "PATH": path}})


@pytest.mark.parametrize(
    ("book", "expected"),
    [
        ('{"files": ["lib/python3.12/site-packages/one-0.9.dist-info/METADATA"]}', [("one", "1.0", "0.9")]),
        ('{"files": ["lib/python3.12/site-packages/one-1.0.dist-info/METADATA"]}', []),
        ('{"files": ["lib/python3.12/site-packages/other-0.9.dist-info/METADATA"]}', []),
        ('{"files": 1}', []),
        ("[]", []),
        ("{", []),
    ],
)
def test_books_of_conda(book: str, expected: list[tuple[str, str, str]]) -> None:
    found = conda(book).records.overwritten
    assert [(one.key, one.version, one.believed) for one in found] == expected


def test_books_of_conda_that_cannot_be_listed() -> None:
    snap = conda("{}")
    from envdoctor.probe.dists.condas import overwritten

    machine = Machine({})
    assert overwritten(machine, "/nowhere", snap.distributions) == ()


def test_a_shared_file_that_is_gone_has_no_owner() -> None:
    files = {**dist("one", "x.py,sha256=a,1\n"), **dist("two", "x.py,sha256=b,1\n")}
    (shared,) = snapshot({"files": files}).records.shared
    assert shared.now == ""


def test_a_shared_package_that_is_gone_is_open() -> None:
    files = {**dist("one", "x/__init__.py,sha256=a,1\n"), **dist("two", "x/__init__.py,sha256=b,1\n")}
    assert snapshot({"files": files}).records.shared == ()


def test_a_site_that_was_there_a_moment_ago() -> None:
    machine = Machine()
    snap = look(machine, aim(machine, ()))
    assert snap.distributions.sites
    machine.put({SITE: False}, {})
    with pytest.raises(CannotKnow, match="site-packages cannot be read"):
        _ = snap.records
