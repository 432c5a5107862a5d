"""pyproject.toml, setup.cfg and setup.py; mise's files and the Pipfile."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envdoctor.facts.python import Declaration
from envdoctor.probe.declarations import manifests, pyproject, setuptools

SIMPLE = '[project]\nname = "shop"\nrequires-python = ">=3.10,<3.13"\n'


def told(found: list[Declaration]) -> list[tuple[str, str, int, str]]:
    """Give what, specifier, line, and the text that the columns hold."""
    return [
        (one.what, one.specifier, one.location.line, one.source[one.location.column - 1 : one.location.end_column - 1])
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SIMPLE, [("requires-python", ">=3.10,<3.13", 3, '">=3.10,<3.13"')]),
        (
            '[build]\nrequires = []\n\n[project] # ours\r\nrequires-python = ">=3.10" #\r\n[x]\nx="""\n"""\n',
            [("requires-python", ">=3.10", 5, '">=3.10"')],
        ),
        ('[project]\nname = "größe"\nrequires-python=">= 3.10"\n', [("requires-python", ">= 3.10", 3, '">= 3.10"')]),
        ('[project]\nrequires-python = ">=3.8.*"\n', [("requires-python", "", 2, '">=3.8.*"')]),  # pip refuses it
        ('[project]\nrequires-python = "3.9"\n', [("requires-python", "", 2, '"3.9"')]),
        ('[project]\nname = "x"\n', []),
        ("", []),
    ],
)
def test_the_usual_pyproject_needs_no_parser(text: str, expected: list[tuple[str, str, int, str]]) -> None:
    quick = pyproject.quickly(text, "pyproject.toml")
    assert quick is not None
    assert told(quick) == expected
    assert pyproject.read(text, "pyproject.toml") == quick


@pytest.mark.parametrize(
    "text",
    [
        '[tool.x]\nrequires-python = ">=3.9"\n',
        '[project]\nname = "x"\n[tool.x]\nrequires-python = ">=3.9"\n',
        '[ project ]\nrequires-python = ">=3.9"\n',
        'project.requires-python = ">=3.9"\n',
        '[project]\n"requires-python" = ">=3.9"\n',
        "[project]\nrequires-python = '>=3.9'\n",
        '[project]\nrequires-python = """>=3.9"""\n',
        '[project]\nrequires-python = ">=3.9\\u002c<4"\n',
        '[project]\ndescription = """\n[project]\n"""\nrequires-python = ">=3.9"\n',
        '[tool.x]\ny = """\n[project]\nrequires-python = ">=3.9"\n"""\n',
        "[tool.x]\ny = '''\n[project]\nrequires-python = \">=3.9\"\n'''\n",
        '[project]\ndynamic = ["requires-python"]\n',
        "[project]\nrequires-python = 3.9\n",
        '[tool.poetry.dependencies]\npython = "^3.9"\n',
        '[tool.flit.metadata]\nrequires-python = ">=3.9"\n',
        '[project]\nrequires-python = ">=3.9"\nrequires-python = ">=3.10"\n',
    ],
)
def test_any_other_pyproject_is_left_to_the_parser(text: str) -> None:
    assert pyproject.quickly(text, "pyproject.toml") is None


LINES = st.sampled_from(
    [
        "[project]",
        "[project]  # x",
        "[ project ]",
        "[tool.black]",
        "[[tool.mypy.overrides]]",
        "[tool.poetry.dependencies]",
        'requires-python = ">=3.9"',
        'requires-python = ">=3.10" # x',
        "requires-python = '>=3.11'",
        'python = "^3.9"',
        '  requires-python = ">=3.12"',
        'name = "x"',
        'x = """',
        '"""',
        "x = '''",
        "'''",
        'dynamic = ["requires-python"]',
        "list = [",
        "]",
        '"[project]",',
        '# requires-python = ">=3.8"',
        "",
        'project.requires-python = ">=3.7"',
    ]
)


@given(st.lists(LINES, max_size=10).map("\n".join))
def test_the_quick_reading_never_says_what_the_parser_does_not(text: str) -> None:
    quick = pyproject.quickly(text, "pyproject.toml")
    try:
        slow = pyproject.read(text, "pyproject.toml")
    except ValueError:
        return  # broken further down, which the quick reading need not see
    assert quick is None or quick == slow


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[project]\nrequires-python = '>=3.9'\n", [("requires-python", ">=3.9", 2, "'>=3.9'")]),
        ('project.requires-python = ">=3.9"\n', [("requires-python", ">=3.9", 1, '">=3.9"')]),
        ('project = { requires-python = ">=3.9" }\n', [("requires-python", ">=3.9", 1, '">=3.9"')]),
        ('[project]\nrequires-python = """>=3.9"""\n', [("requires-python", ">=3.9", 1, "")]),  # no one place
        (
            '[tool.x]\nrequires-python = ">=3.8"\n[project]\nrequires-python = ">=3.9"\n',
            [("requires-python", ">=3.9", 4, '">=3.9"')],
        ),
        ('[tool.flit.metadata]\nrequires-python = ">=3.9"\n', [("requires-python", ">=3.9", 2, '">=3.9"')]),
        ('[tool.poetry.dependencies]\nflask = "*"\npython = "^3.9"\n', [("poetry", ">=3.9,<4", 3, '"^3.9"')]),
        (
            '[project]\nrequires-python = ">=3.9"\n[tool.poetry.dependencies]\npython = ">=3.9,<4"\n',
            [("requires-python", ">=3.9", 2, '">=3.9"'), ("poetry", ">=3.9,<4", 4, '">=3.9,<4"')],
        ),
        ('[project]\ndynamic = ["requires-python"]\n', []),
        ("[project]\nrequires-python = 3.9\n", []),
        ('[project]\nrequires-python = ""\n', []),
        ('project = "requires-python"\n', []),
        ('[tool]\npoetry = "x"\n', []),
        ('[tool.poetry.dependencies]\npython = { version = "^3.9" }\n', []),
        ('[tool.poetry.dependencies]\npython = ""\n', []),
    ],
)
def test_pyproject(text: str, expected: list[tuple[str, str, int, str]]) -> None:
    assert told(pyproject.read(text, "pyproject.toml")) == expected


@pytest.mark.parametrize("text", ["[project\n", "\ufeff[project]\n", "a = 1\na = 2\n", "x = " + "[" * 3000, "{{ x }}"])
def test_broken_toml(text: str) -> None:
    for read in (pyproject.read, manifests.read_mise, manifests.read_pipfile):
        with pytest.raises(ValueError, match="it is not valid TOML"):
            read(text + "# python python_version\n", "x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[options]\npython_requires = >=3.8\n", [("setup.cfg", ">=3.8", 2, ">=3.8")]),
        (
            "[metadata]\nname = x\n[options]\nzip_safe = no\npython-requires: >=3.8, <4\n[x]\n",
            [("setup.cfg", ">=3.8, <4", 5, ">=3.8, <4")],
        ),
        ("[options]\r\npython_requires = >=3.8\r\n", [("setup.cfg", ">=3.8", 2, ">=3.8")]),
        (
            "[options]\npython_requires =\n    >=3.8,\n    # not yet\n    <4\nx = 1\n",
            [("setup.cfg", ">=3.8,<4", 3, ">=3.8,")],
        ),
        (
            "[options]\npython_requires = >=3.8  # why\n",
            [("setup.cfg", "", 2, ">=3.8  # why")],
        ),  # setuptools refuses it
        ("[options]\npython_requires =\n", []),
        ("[options]\n# python_requires = >=3.8\n", []),
        ("[metadata]\npython_requires = >=3.8\n", []),
        ("[options.extras_require]\npython_requires = >=3.8\n", []),
        ("[options]\npython_requires = >=3.8\npython_requires = >=3.9\n", []),
        ("[options]\n[options]\npython_requires = >=3.9\n", []),
        ("", []),
    ],
)
def test_setup_cfg(text: str, expected: list[tuple[str, str, int, str]]) -> None:
    assert told(setuptools.read_cfg(text, "setup.cfg")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("setup(python_requires='>=3.8')\n", [("setup.py", ">=3.8", 1, "'>=3.8'")]),
        (
            "import setuptools\nsetuptools.setup(\n    name='größe', python_requires=\">=3.8\",\n)\n",
            [("setup.py", ">=3.8", 3, '">=3.8"')],
        ),
        ("NEEDS = '>=3.8'\nsetup(python_requires=NEEDS)\n", [("setup.py", ">=3.8", 1, "'>=3.8'")]),
        ("setup(python_requires='>=3.8'\n'<4')\n", [("setup.py", "", 1, "")]),
        ("setup(python_requires='3.8')\n", [("setup.py", "", 1, "'3.8'")]),
        ("setup(path='\\d', python_requires='>=3.8')\n", [("setup.py", ">=3.8", 1, "'>=3.8'")]),
        ("setup(python_requires='>=' + oldest())\n", []),
        ("setup(python_requires=f'>={x}')\n", []),
        ("setup(python_requires=3.8)\n", []),
        ("setup(python_requires=x)\n", []),
        ("x = '>=3.8'\nif y:\n    x = '>=3.9'\nsetup(python_requires=x)\n", []),
        ("setup(**{'python_requires': '>=3.8'})\n", []),
        ("if x:\n    setup(python_requires='>=3.8')\nelse:\n    setup(python_requires='>=3.9')\n", []),
        ("other(python_requires='>=3.8')\n", []),
        ("(lambda **x: 1)(python_requires='>=3.8')\n", []),
        ("# python_requires\nx[0].y = 1\n", []),
        ("", []),
    ],
)
def test_setup_py(text: str, expected: list[tuple[str, str, int, str]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert told(setuptools.read_py(text, "setup.py")) == expected


@pytest.mark.parametrize("text", ["print 'python_requires'\n", "python_requires\0", "(" * 500 + "python_requires"])
def test_setup_py_that_is_no_python(text: str) -> None:
    with pytest.raises(ValueError, match="it is not valid Python: "):
        setuptools.read_py(text, "setup.py")


def test_setup_py_is_never_run() -> None:
    text = "raise SystemExit\nsetup(python_requires='>=3.8')\n"
    assert told(setuptools.read_py(text, "setup.py")) == [("setup.py", ">=3.8", 2, "'>=3.8'")]


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (manifests.read_mise, '[tools]\npython = "3.12"\n', [("mise", "==3.12.*", 2, '"3.12"')]),
        (
            manifests.read_mise,
            '[tools]\nnode = "3.12"\npython = ["3.12", "3.11.7"]\n',
            [("mise", "==3.12.* || ==3.11.7", 3, '"3.12"')],
        ),
        (
            manifests.read_mise,
            "[tools]\npython = { version = '3.12.4', virtualenv = '.venv' }\n",
            [("mise", "==3.12.4", 2, "'3.12.4'")],
        ),
        (manifests.read_mise, '[tools]\npython = [{ version = "3.12" }]\n', [("mise", "==3.12.*", 2, '"3.12"')]),
        (manifests.read_mise, '[tools.python]\nversion = "prefix:3.12"\n', [("mise", "==3.12.*", 2, '"prefix:3.12"')]),
        (manifests.read_mise, '[tools]\npython = "latest"\n', [("mise", "", 2, '"latest"')]),
        (manifests.read_mise, "[tools]\npython = \"{{ env['PY'] }}\"\n", [("mise", "", 2, "\"{{ env['PY'] }}\"")]),
        (manifests.read_mise, "[tools]\npython = 3.12\n", []),
        (manifests.read_mise, "[tools]\npython = []\n", []),
        (manifests.read_mise, '[tools]\npython = ["3.12", 3]\n', []),
        (manifests.read_mise, '[env]\npython = "3.12"\n', []),
        (manifests.read_mise, "", []),
        (manifests.read_pipfile, '[requires]\npython_version = "3.11"\n', [("Pipfile", "==3.11.*", 2, '"3.11"')]),
        (
            manifests.read_pipfile,
            '[requires]\npython_version = "3.11"\npython_full_version = "3.11.4"\n',
            [("Pipfile", "==3.11.4", 3, '"3.11.4"')],
        ),
        (manifests.read_pipfile, '[requires]\npython_version = ">=3.8"\n', [("Pipfile", "", 2, '">=3.8"')]),
        (manifests.read_pipfile, '[requires]\npython_version = "*"\n', []),
        (manifests.read_pipfile, "[requires]\npython_version = 3.11\n", []),
        (manifests.read_pipfile, '[packages]\npython_version = "3.11"\n', []),
        (manifests.read_pipfile, "", []),
    ],
)
def test_manifests(
    read: Callable[[str, str], list[Declaration]], text: str, expected: list[tuple[str, str, int, str]]
) -> None:
    assert told(read(text, "x.toml")) == expected
