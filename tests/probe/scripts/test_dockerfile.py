"""What the RUN instructions of a Dockerfile run."""

from __future__ import annotations

import pytest

from tests.probe.seen import seen

FILES = [
    ("FROM python\nENV PATH=/opt/venv/bin:$PATH\nRUN pip install --user x\n", ["3:5-8, environment=/opt/venv, --user"]),
    ("FROM python\nENV PATH /opt/venv/bin:$PATH\nRUN pip install --user x\n", ["3:5-8, environment=/opt/venv, --user"]),
    (
        ("FROM python\nENV VIRTUAL_ENV=/app/env PATH=/app/env/bin:$PATH\nRUN pip install --user x\n"),
        ["3:5-8, environment=/app/env, --user"],
    ),
    (
        (
            "FROM python\n"
            "ENV VIRTUAL_ENV=/app/e\n"
            'ENV PATH="$VIRTUAL_ENV/bin:$PATH"\n'
            "RUN apt && \\\n"
            " pip install --user x\n"
        ),
        ["5:2-5, environment=/app/e, --user"],
    ),
    (
        "FROM python\nRUN python -m venv /e\nENV PATH=/e/bin:$PATH\nRUN pip install --user x\n",
        ["4:5-8, environment=/e, --user"],
    ),
    ("FROM python AS b\nENV PATH=/opt/venv/bin:$PATH\nFROM python\nRUN pip install --user x\n", ["4:5-8, --user"]),
    (
        "FROM python AS b\nENV PATH=/opt/venv/bin:$PATH\nFROM b\nRUN pip install --user x\n",
        ["4:5-8, environment=/opt/venv, --user"],
    ),
    ("FROM python\nRUN . /opt/venv/bin/activate\nRUN pip install --user x\n", ["3:5-8, --user"]),
    ("FROM python\nRUN . /opt/venv/bin/activate && pip install --user x\n", ["2:33-36, environment=/opt/venv, --user"]),
    ("FROM python\nENV PATH=/root/.local/bin:$PATH\nRUN pip install --user x\n", ["3:5-8, --user"]),
    (
        "FROM python\nARG PIP_USER=1\nENV PATH=/opt/venv/bin:$PATH\nRUN pip install x\n",
        ["4:5-8, environment=/opt/venv, PIP_USER"],
    ),
    (
        "FROM x\nENV PATH=/opt/venv/bin:$PATH PIP_USER=1\nRUN pip install x\n",
        ["3:5-8, environment=/opt/venv, PIP_USER"],
    ),
    ('FROM x\nRUN ["sudo","pip","install","x"]\n', ["2:6-18, sudo root"]),
    ('FROM x\nRUN ["bash", "-c", "sudo pip install \'x>1\' && echo"]\n', ["2:21-29, sudo root"]),
    ("FROM x\nRUN --mount=type=cache,target=/x sudo pip install x\n", ["2:34-42, sudo root"]),
    ("FROM x\nRUN <<EOF\nsudo pip install x\nEOF\nRUN echo\n", ["3:1-9, sudo root"]),
    ("FROM x\nRUN bash <<EOF\nsudo pip install x\nEOF\n", ["3:1-9, sudo root"]),
    ("FROM x\nRUN python3 <<EOF\nsudo pip install x\nEOF\n", []),
    ("FROM x\nCOPY <<EOF /x\nRUN sudo pip install x\nEOF\nRUN sudo pip install y\n", ["5:5-13, sudo root"]),
    ('FROM x\nSHELL ["pwsh", "-c"]\nRUN sudo pip install x\n', []),
    ('FROM x\nSHELL ["/bin/bash", "-c"]\nRUN sudo pip install x\n', ["3:5-13, sudo root"]),
    ("FROM x\nARG SUDO=sudo\nRUN $SUDO pip install x\n", ["3:5-14, sudo root"]),
    ("FROM x\nCMD sudo pip install x\n", []),
    ("from x\nrun sudo pip install x\r\n", ["2:5-13, sudo root"]),
    ("FROM x\nRUN echo a \\\n\n  # c\n  && sudo pip install x\n", ["5:6-14, sudo root"]),
    ("FROM x\nRUN \\\n  sudo pip install x\n", ["3:3-11, sudo root"]),
    ('FROM x\nONBUILD ENV A=b\nONBUILD RUN ["sudo", "pip", "install"]\n', ["3:14-27, sudo root"]),
    ("FROM x\nRUN echo \\\n", []),
    ("FROM x\nRUN [sudo pip install x]\n", []),
    ('RUN ["sudo", 1]\n', []),
    (
        'FROM x\nENV A="a \\\n  b" PATH="/opt/venv/bin:$PATH"\nRUN pip install --user x\n',
        ["4:5-8, environment=/opt/venv, --user"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FILES)
def test_dockerfile(text: str, expected: list[str]) -> None:
    assert seen("Dockerfile", text) == expected
