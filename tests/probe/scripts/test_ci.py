"""Steps and scripts of continuous integration."""

from __future__ import annotations

import pytest
import yaml

from tests.probe.seen import seen

FILES = [
    (
        ".gitlab-ci.yml",
        (
            ".a: &a\n  script: [sudo pip install x]\nb:\n  <<: *a\n"
            "c:\n  <<: [*a, {after_script: [sudo pip install y]}, 1]\n"
        ),
        ["2:12-20, sudo root", "6:28-36, sudo root"],
    ),
    (".gitlab-ci.yml", "? [a, b]\n: {script: sudo pip install x}\n<<: {? [c] : d}\n", []),
    (".circleci/config.yml", "a: &a\n  steps:\n    - run: sudo pip install x\nb: *a\n", ["3:12-20, sudo root"]),
    (".gitlab-ci.yml", "a: {script: &x [sudo pip install y, *x]}\n", ["1:17-25, sudo root"]),
    (".gitlab-ci.yml", "a: &a\n  script: [sudo pip install x]\n  b: *a\n", ["2:12-20, sudo root"]),
    ("azure-pipelines.yml", '- steps:\n  - bash: "a\\n\\\n     sudo pip install x"\n', ["2:11-25, sudo root"]),
    (
        ".github/workflows/a.yml",
        ("on: push\njobs:\n  a:\n    steps:\n      - run: |\n          echo a\n          sudo pip install x\n"),
        ["7:11-19, sudo root"],
    ),
    (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n    steps:\n      - run: >\n          sudo pip\n          install x\n",
        ["5:11-19, sudo root"],
    ),
    (
        ".github/workflows/a.yml",
        (
            "jobs:\n"
            "  a:\n"
            "    steps:\n"
            "      - run: >-\n"
            "\n"
            "          echo a &&\n"
            "          sudo pip install x\n"
            "      - run: sudo pip install y\n"
        ),
        ["7:11-19, sudo root", "8:14-22, sudo root"],
    ),
    (
        ".github/workflows/a.yml",
        (
            "jobs:\n"
            "  a:\n"
            "    steps:\n"
            '      - run: "sudo pip install \\"x\\""\n'
            "      - run: 'sudo pip install ''x'''\n"
        ),
        ["4:15-23, sudo root", "5:14-38, sudo root"],
    ),
    (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n    steps:\n      - run: echo a;\n          sudo pip install x\n",
        ["5:11-19, sudo root"],
    ),
    (".github/workflows/a.yml", "jobs: {a: {steps: [{run: sudo pip install x}]}}\n", ["1:26-34, sudo root"]),
    (
        ".github/workflows/a.yml",
        "env: {SUDO: sudo}\njobs:\n  a:\n    steps:\n      - run: $SUDO pip install x\n",
        ["5:14-23, sudo root"],
    ),
    (
        ".github/workflows/a.yml",
        (
            "jobs:\n"
            "  a:\n"
            "    runs-on: windows-latest\n"
            "    steps:\n"
            "      - run: sudo pip install x\n"
            "      - run: sudo pip install x\n"
            "        shell: bash\n"
        ),
        ["6:14-22, sudo root"],
    ),
    (
        ".github/workflows/a.yml",
        ("defaults:\n  run:\n    shell: pwsh\njobs:\n  a:\n    steps:\n      - run: sudo pip install x\n"),
        [],
    ),
    (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n    steps:\n      - run: sudo pip install x\n        shell: bash -el {0}\n",
        ["4:14-22, sudo root"],
    ),
    (".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - run: ${{ matrix.sudo }} pip install x\n", []),
    (
        ".github/workflows/a.yml",
        (
            "jobs:\n"
            "  a:\n"
            "    steps:\n"
            "      - run: |\n"
            "          python -m venv v\n"
            "          . v/bin/activate\n"
            "      - run: pip install --user x\n"
        ),
        ["7:14-17, --user"],
    ),
    (
        ".github/workflows/a.yml",
        (
            "jobs:\n"
            "  a:\n"
            "    steps:\n"
            "      - run: |\n"
            "            . v/bin/activate\n"
            "            pip install --user ${{ x }}\n"
        ),
        ["6:13-16, environment=v, --user"],
    ),
    (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n   steps:\n      - &a\n        run: sudo pip install x\n      - *a\n",
        ["5:14-22, sudo root"],
    ),
    (".github/workflows/a.yml", "a: [\n", []),
    (".github/workflows/a.yml", "a: b: c: sudo pip\n", ["unread: it is not valid YAML (line 1)"]),
    (
        ".github/workflows/a.yml",
        ("jobs:\r\n  a:\r\n    steps:\r\n      - run: |\r\n          echo\r\n          sudo pip install x\r\n"),
        ["6:11-19, sudo root"],
    ),
    (
        ".github/workflows/a.yml",
        "jobs:\n  é😀:\n    steps:\n      - run: é; sudo pip install x\n",
        ["4:17-25, sudo root"],
    ),
    (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n    steps:\n      - run: |2\n            sudo pip install x\n",
        ["5:13-21, sudo root"],
    ),
    (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n    if: false\n    steps:\n    - run: sudo pip install x\n      if: true\n",
        [],
    ),
    (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n    if: x\n    steps:\n    - run: sudo pip install x\n      if: ${{ false }}\n",
        [],
    ),
    (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n    if: x\n    steps:\n    - run: sudo pip install x\n      if: true\n",
        ["5:12-20, sudo root"],
    ),
    (
        "azure-pipelines.yml",
        (
            "jobs:\n- job: a\n  condition: false\n  steps:\n  - script: sudo pip install x\n"
            "- job: b\n  steps:\n  - script: sudo pip install y\n    condition: false\n  - script: sudo pip install z\n"
        ),
        ["10:13-21, sudo root"],
    ),
    (
        ".gitlab-ci.yml",
        "before_script:\n - sudo bash -c '. /srv/venv/bin/activate && pip install x'\n",
        ["2:4-49, sudo root, environment=/srv/venv"],
    ),
    (".github/workflows/a.yml", "jobs: x\n", []),
    (".github/workflows/a.yml", "sudo pip\n", []),
    (".github/workflows/a.yml", "- a\n- sudo pip\n", []),
    ("action.yml", "runs:\n  steps:\n    - run: sudo pip install x\n      shell: bash\n", ["3:12-20, sudo root"]),
    (
        ".gitlab-ci.yml",
        (
            "before_script:\n"
            "  - . v/bin/activate\n"
            "a:\n"
            "  script:\n"
            "    - pip install --user x\n"
            "b:\n"
            "  before_script: []\n"
            "  script: pip install --user y\n"
        ),
        ["5:7-10, environment=v, --user", "8:11-14, --user"],
    ),
    (
        ".gitlab-ci.yml",
        (
            "default:\n"
            "  before_script:\n"
            "    - sudo pip install x\n"
            ".a: &a\n"
            "  - sudo pip install y\n"
            "b:\n"
            "  script:\n"
            "    - *a\n"
            "    - [sudo pip install z]\n"
            "    - |\n"
            "      echo\n"
            "      sudo pip install w\n"
        ),
        ["3:7-15, sudo root", "5:5-13, sudo root", "9:8-16, sudo root", "12:7-15, sudo root"],
    ),
    (
        ".gitlab-ci.yml",
        ("variables: {S: sudo}\na:\n  script: $S pip install x\n  after_script:\n   - sudo pip install y\n"),
        ["3:11-17, sudo root", "5:6-14, sudo root"],
    ),
    (
        ".gitlab-ci.yml",
        "a:\n  variables:\n    S: {value: sudo}\n  script: [$S pip install x]\n",
        ["4:12-18, sudo root"],
    ),
    (".gitlab-ci.yml", "spec: {}\n---\na: {script: [sudo pip install x]}\n", ["3:14-22, sudo root"]),
    (
        ".travis.yml",
        (
            "sudo: required\n"
            "install:\n"
            "  - sudo pip install x\n"
            "  - . v/bin/activate\n"
            "script: pip install --user x\n"
            "jobs:\n"
            "  include:\n"
            "    - install: sudo pip install y\n"
        ),
        ["3:5-13, sudo root", "5:9-12, environment=v, --user", "8:16-24, sudo root"],
    ),
    (
        ".circleci/config.yml",
        (
            "jobs:\n"
            "  a:\n"
            "    steps:\n"
            "      - checkout\n"
            "      - run: sudo pip install x\n"
            "      - run:\n"
            "          name: sudo pip install\n"
            "          command: |\n"
            "            sudo pip install y\n"
            "      - when:\n"
            "          steps:\n"
            "            - run: {command: sudo pip install z, shell: python}\n"
        ),
        ["5:14-22, sudo root", "9:13-21, sudo root"],
    ),
    (
        "azure-pipelines.yml",
        ("steps:\n- script: sudo pip install x\n- bash: |\n    sudo pip install y\n- powershell: sudo pip install z\n"),
        ["2:11-19, sudo root", "4:5-13, sudo root"],
    ),
]


@pytest.mark.parametrize(("path", "text", "expected"), FILES)
def test_ci(path: str, text: str, expected: list[str]) -> None:
    assert seen(path, text) == expected


@pytest.mark.parametrize("deep", ["[" * 200_000, "{a: " * 100_000, "- " * 200_000, "? " * 200_000, "[{a: " * 600])
def test_what_would_crash_the_parser_is_not_given_to_it(deep: str) -> None:
    assert seen(".gitlab-ci.yml", f"# sudo pip\n{deep}") == ["unread: it is nested too deeply"]


def test_many_brackets_are_not_deep() -> None:
    text = "a:\n  script:\n" + "    - '[ -f x ] && sudo pip install x'\n" * 1000
    assert len(seen(".gitlab-ci.yml", text)) == 1000


def test_without_the_compiled_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert seen(".gitlab-ci.yml", "a: {script: [sudo pip install x]}\n") == ["1:14-22, sudo root"]
    assert seen(".gitlab-ci.yml", "# sudo pip\n" + "[" * 900) == ["unread: it is nested too deeply"]
