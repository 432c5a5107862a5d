"""Which installs are user installs, and which environment is in use where they run."""

from __future__ import annotations

import pytest

from tests.probe.seen import seen

ACTIVATION = [
    ("source .venv/bin/activate\npip install --user x\n", ["2:1-4, environment=.venv, --user"]),
    (". venv/bin/activate\npip install x --user\n", ["2:1-4, environment=venv, --user"]),
    ("pip install --user virtualenv\nvirtualenv venv\n. venv/bin/activate\npip install x\n", ["1:1-4, --user"]),
    ("source .venv/bin/activate\ndeactivate\npip install --user x\n", ["3:1-4, --user"]),
    ("source .venv/bin/activate && pip install --user x\n", ["1:30-33, environment=.venv, --user"]),
    ("cd x && source .venv/bin/activate\npip install --user x\n", ["2:1-4, environment=.venv, --user"]),
    ("[ -d .venv ] && source .venv/bin/activate\npip install --user x\n", ["2:1-4, --user"]),
    ("[[ -d .venv ]] && source .venv/bin/activate\npip install --user x\n", ["2:1-4, --user"]),
    ("if [ -d .venv ]; then source .venv/bin/activate; fi\npip install --user x\n", ["2:1-4, --user"]),
    (
        "if [ -d .venv ]; then source .venv/bin/activate; pip install --user x; fi\n",
        ["1:50-53, environment=.venv, --user"],
    ),
    (
        "if x; then . a/bin/activate; else . b/bin/activate; fi\npip install --user x\n",
        ["2:1-4, environment=a, --user"],
    ),
    ("source .venv/bin/activate || exit 1\npip install --user x\n", ["2:1-4, environment=.venv, --user"]),
    ("false || source .venv/bin/activate\npip install --user x\n", ["2:1-4, --user"]),
    ("(source .venv/bin/activate)\npip install --user x\n", ["2:1-4, --user"]),
    ("(source .venv/bin/activate; pip install --user x)\n", ["1:29-32, environment=.venv, --user"]),
    ("echo | source .venv/bin/activate\npip install --user x\n", ["2:1-4, --user"]),
    ("f() { source .venv/bin/activate; }\nf\npip install --user x\n", ["3:1-4, --user"]),
    ("source $DIR/bin/activate\npip install --user x\n", ["2:1-4, --user"]),
    ('source "$VENV/bin/activate"\npip install --user x\n', ["2:1-4, environment=$VENV, --user"]),
    ("VENV=/opt/v\nsource $VENV/bin/activate\npip install --user x\n", ["3:1-4, environment=/opt/v, --user"]),
    ("source $HOME/venv/bin/activate\npip3 install --user x\n", ["2:1-5, environment=$HOME/venv, --user"]),
    ("source activate foo\npip install --user x\n", ["2:1-4, conda=foo, --user"]),
    ("conda activate foo\npip install --user x\n", ["2:1-4, conda=foo, --user"]),
    ("conda activate\npip install --user x\n", ["2:1-4, --user"]),
    ("conda activate base\npip install --user x\n", ["2:1-4, --user"]),
    ("conda activate $ENV\npip install --user x\n", ["2:1-4, --user"]),
    ("pyenv activate foo\npip install --user x\n", ["2:1-4, environment=foo, --user"]),
    ("workon foo\npip install --user x\n", ["2:1-4, environment=foo, --user"]),
]
MORE_ACTIVATION = [
    ("source; . /opt/conda/bin/activate\npip install --user x\n", ["2:1-4, --user"]),
    ("source /opt/conda/bin/activate foo\npip install --user x\n", ["2:1-4, conda=foo, --user"]),
    ("source $CONDA/bin/activate\npip install --user x\n", ["2:1-4, --user"]),
    ("source ~/miniforge3/bin/activate foo\npip install --user x\n", ["2:1-4, conda=foo, --user"]),
    ("source $DIR/bin/activate\npip install --user x\n", ["2:1-4, --user"]),
    ("source $MY_ENV/bin/activate\npip install --user x\n", ["2:1-4, environment=$MY_ENV, --user"]),
    ("conda activate foo\nconda deactivate\npip install --user x\n", ["3:1-4, --user"]),
    ("conda activate foo\nconda install pip\npip install --user x\n", ["3:1-4, conda=foo, --user"]),
    ("source activate foo\nsource deactivate\npip install --user x\n", ["3:1-4, --user"]),
    ("conda activate foo\nsource activate\npip install --user x\n", ["3:1-4, --user"]),
    ("conda activate foo\nsource deactivate\npip install --user x\n", ["3:1-4, --user"]),
    ("source lib.sh\nworkon\npip install --user x\n", ["3:1-4, --user"]),
    ("python -m venv $A\nsource $A/bin/activate\npip install --user x\n", ["3:1-4, --user"]),
    ("uv sync\nuv venv\nPATH=.venv/bin:$PATH\npip install --user x\n", ["4:1-4, environment=.venv, --user"]),
    ("python -m venv /a/env\nPATH=/b/env/bin:$PATH\npip install --user x\n", ["3:1-4, --user"]),
]
PATHS = [
    ("export PATH=/opt/venv/bin:$PATH\npip install --user x\n", ["2:1-4, environment=/opt/venv, --user"]),
    ('export PATH="$PWD/.venv/bin:$PATH"\npip install --user x\n', ["2:1-4, environment=.venv, --user"]),
    ("python -m venv env\nPATH=$PWD/env/bin:$PATH\npip install --user x\n", ["3:1-4, environment=env, --user"]),
    ("PATH=$PWD/env/bin:$PATH\npip install --user x\n", ["2:1-4, --user"]),
    ("export PATH=$HOME/.local/bin:$PATH\npip install --user x\n", ["2:1-4, --user"]),
    (
        ("export PATH=/opt/venv/bin:$PATH\nexport PATH=$HOME/.local/bin:$PATH\npip install --user x\n"),
        ["3:1-4, --user"],
    ),
    (
        "export PATH=/opt/venv/bin:$PATH\nexport PATH=$PATH:/x\npip install --user x\n",
        ["3:1-4, environment=/opt/venv, --user"],
    ),
    ("PATH=$PATH:/opt/venv/bin\npip install --user x\n", ["2:1-4, --user"]),
    (".venv/bin/pip install --user x\n", ["1:1-14, environment=.venv, --user"]),
    ("/usr/bin/pip install --user x\n", ["1:1-13, system, --user"]),
    ("source .venv/bin/activate\n/usr/bin/pip install --user x\n", ["2:1-13, system, --user"]),
    ("source .venv/bin/activate\npython3.11 -m pip install --user x\n", ["2:1-18, --user"]),
    ("source .venv/bin/activate\npython -m pip install --user x\n", ["2:1-14, environment=.venv, --user"]),
    ("env/bin/pip install --user x\n", ["1:1-12, python=env, --user"]),
    ("python3 -m venv env\nenv/bin/pip install --user x\n", ["2:1-12, environment=env, --user"]),
    ("virtualenv -p python3 env\n./env/bin/python -m pip install --user x\n", ["2:1-24, environment=env, --user"]),
    ("uv venv foo\nfoo/bin/pip install --user x\n", ["2:1-12, environment=foo, --user"]),
]
ASKED = [
    ("source .venv/bin/activate\nFLAGS=--user\npip install $FLAGS x\n", []),
    ("source .venv/bin/activate\npip install ${USER_FLAG:---user} x\n", []),
    ("source .venv/bin/activate\npip install --user --no-user x\n", []),
    ("source .venv/bin/activate\npip config set --user x y\n", []),
    ("source .venv/bin/activate\nsudo pip install --user x\n", ["2:1-9, sudo root, --user"]),
    ("source .venv/bin/activate\nssh host pip install --user x\n", ["2:10-13, --user"]),
    ("source .venv/bin/activate\nssh host 'pip install --user x'\n", ["2:11-14, --user"]),
    ("source .venv/bin/activate\nbash -c 'pip install --user x'\n", ["2:10-13, environment=.venv, --user"]),
    ("source .venv/bin/activate\nPATH=/usr/bin:$PATH pip install --user x\n", ["2:21-24, --user"]),
    ("source .venv/bin/activate\nenv PATH=/usr/bin pip install --user x\n", ["2:19-22, system, --user"]),
    ("source .venv/bin/activate\nexport PIP_USER=1\npip install x\n", ["3:1-4, environment=.venv, PIP_USER"]),
    ("source .venv/bin/activate\nPIP_USER=1 pip install x\n", []),
    ("export PIP_USER=yes\nsource .venv/bin/activate\nPIP_USER=0 pip install x\n", []),
    ("export PIP_USER=0\nsource .venv/bin/activate\npip install x\n", []),
    ("PIP_USER=1\nexport PIP_USER\nsource .venv/bin/activate\npip install --no-user x\n", []),
    ("PIP_USER=1\nexport PIP_USER\nsource .venv/bin/activate\npip install x\n", ["4:1-4, environment=.venv, PIP_USER"]),
    ("PIP_USER=1\nsource .venv/bin/activate\npip install x\n", []),
    ("source .venv/Scripts/activate\npip install --user x\n", ["2:1-4, environment=.venv, --user"]),
    ("source .venv/bin/activate.fish\npip install --user x\n", ["2:1-4, --user"]),
    ("source .venv/bin/activate\npip install x  # --user\n", []),
    ("source .venv/bin/activate\necho pip install --user x\n", []),
    ("source .venv/bin/activate\npip install --user \\\n  x\n", ["2:1-4, environment=.venv, --user"]),
    ("source .venv/bin/activate\npip install \\\n  --user x\n", ["2:1-4, environment=.venv, --user"]),
    (
        "for v in a b; do source $v/bin/activate; pip install --user x; deactivate; done\n",
        ["1:42-45, environment=b, --user"],
    ),
    ("case x in a) . v/bin/activate;; b) ;; esac\npip install --user x\n", ["2:1-4, --user"]),
    (
        "case x in a) . v/bin/activate;; *) . w/bin/activate;; esac\npip install --user x\n",
        ["2:1-4, environment=v, --user"],
    ),
    (
        "export VIRTUAL_ENV=/opt/x\nexport PATH=$VIRTUAL_ENV/bin:$PATH\npip install --user x\n",
        ["3:1-4, environment=/opt/x, --user"],
    ),
]
TAKEN_BACK: list[tuple[str, list[str]]] = [
    (". .venv/bin/activate\nexport PIP_USER=1\nunset PIP_USER\npip install x\n", []),
    (". .venv/bin/activate\nexport PIP_USER=1\nexport -n PIP_USER\npip install x\n", []),
    (". .venv/bin/activate\nexport PIP_USER=1\nPIP_USER=\npip install x\n", []),
    (". .venv/bin/activate\nexport PIP_USER=1\npip --isolated install x\n", []),
    (". .venv/bin/activate\nexport PIP_USER=1\nenv -u PIP_USER pip install x\n", []),
    (". .venv/bin/activate\nexport PIP_USER=1\nenv A=1 pip install x\n", ["3:9-12, environment=.venv, PIP_USER"]),
]


@pytest.mark.parametrize(("text", "expected"), TAKEN_BACK)
def test_taken_back(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), [*ACTIVATION, *MORE_ACTIVATION])
def test_activation(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), PATHS)
def test_paths(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_asked(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected
