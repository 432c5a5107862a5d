"""Which installs run as another user, in shell text of all shapes."""

from __future__ import annotations

import pytest

from tests.probe.seen import seen

USERS = [
    ("sudo -H pip3 install -r requirements.txt\n", ["1:1-13, sudo root"]),
    ("sudo -E PIP_INDEX_URL=https://x pip install x\n", ["1:1-36, sudo root"]),
    ("sudo -E 'PIP_X=1' pip install x\n", ["1:1-22, sudo root"]),
    ("sudo -u root -- pip install x\n", ["1:1-20, sudo root"]),
    ("sudo -uroot pip install x\n", ["1:1-16, sudo root"]),
    ("sudo --user=root pip install x\n", ["1:1-21, sudo root"]),
    ("sudo --user root pip install x\n", ["1:1-21, sudo root"]),
    ("sudo -u '#0' pip install x\n", ["1:1-17, sudo root"]),
    ("sudo -u $USER pip install x\n", ["1:1-18, sudo ?"]),
    ("sudo -u $(whoami) pip install --user x\n", ["1:1-22, sudo ?, --user"]),
    ("sudo -u app /home/app/venv/bin/pip install x\n", ["1:1-35, sudo app, environment=/home/app/venv"]),
]
PLACES = [
    ("sudo /opt/x/venv/bin/python -m pip install x\n", ["1:1-35, sudo root, environment=/opt/x/venv"]),
    ("VENV=/opt/app/venv\nsudo $VENV/bin/pip install x\n", ["2:1-19, sudo root, environment=/opt/app/venv"]),
    ("sudo $VENV/bin/pip install x\n", ["1:1-19, sudo root, python=$VENV"]),
    ('sudo "${VENV}/bin/pip" install x\n', ["1:1-23, sudo root, python=${VENV}"]),
    ("sudo ~/env/bin/pip install x\n", ["1:1-19, sudo root, python=~/env"]),
    ("sudo ./venv/bin/pip install x\n", ["1:1-20, sudo root, environment=venv"]),
    ("PIP=/usr/bin/pip3; sudo $PIP install x\n", ["1:20-29, sudo root, system"]),
]
VARIABLES = [
    ("sudo $PYTHON -m pip install x\n", []),
    ("PYTHON=python3\nsudo $PYTHON -m pip install x\n", ["2:1-20, sudo root"]),
    ("PYTHON=${PYTHON:-python3}\nsudo $PYTHON -m pip install x\n", ["2:1-20, sudo root"]),
    ("PYTHON=$(which python3)\nsudo $PYTHON -m pip install x\n", []),
    ("SUDO=$(command -v sudo)\n$SUDO pip install x\n", ["2:1-10, sudo root"]),
    ("SUDO=`which sudo`; $SUDO pip install x\n", ["1:20-29, sudo root"]),
    ('if [ "$(id -u)" -ne 0 ]; then SUDO=sudo; else SUDO=; fi\n$SUDO pip install x\n', ["2:1-10, sudo root"]),
    ('SUDO=""\n[ $EUID -ne 0 ] && SUDO="sudo -E"\n$SUDO pip install x\n', ["3:1-10, sudo root"]),
    ("SUDO=sudo\nSUDO=\n$SUDO pip install x\n", []),
    ("$SUDO pip install x\n", []),
    ("${SUDO} pip install x\n", []),
    ('PIP="sudo pip"\nif [ -n "$VIRTUAL_ENV" ]; then\n PIP=pip\n $PIP install x\nfi\n', []),
    ("case $OS in\n linux) SUDO=sudo;;\n *) SUDO=;;\nesac\n$SUDO pip install x\n", ["5:1-10, sudo root"]),
    ("for p in pip pip3; do sudo $p install x; done\n", ["1:23-30, sudo root"]),
    ("for p in a b; do sudo pip install $p; done\n", ["1:18-26, sudo root"]),
    ('CMD=(sudo pip install)\n"${CMD[@]}" x\n', ["2:1-12, sudo root"]),
]
SHELLS = [
    ("bash -c 'sudo pip install x'\n", ["1:10-18, sudo root"]),
    ("sudo bash -c 'pip install x'\n", ["1:1-18, sudo root"]),
    ('sudo sh -lc "cd /x && pip install \\"x>1\\""\n', ["1:1-26, sudo root"]),
    ("sudo bash -ec 'pip install x'\n", ["1:1-19, sudo root"]),
    ("sudo bash <<EOF\napt update\npip install x\nEOF\n", ["3:1-4, sudo root"]),
    ("sudo bash <<'EOF'\npip install x\nEOF\n", ["2:1-4, sudo root"]),
    ("sudo -s <<EOF\npip install x\nEOF\n", ["2:1-4, sudo root"]),
    ("sudo su <<EOF\npip install x\nEOF\n", ["2:1-4, su root"]),
    ("cat <<EOF | sudo bash\npip install x\nEOF\n", ["2:1-4, sudo root"]),
    ("cat <<EOF > x.sh\nsudo pip install x\nEOF\n", []),
    ("sudo tee x.sh <<EOF\npip install x\nEOF\n", []),
    ("sudo bash -s arg <<EOF\npip install x\nEOF\n", ["2:1-4, sudo root"]),
    ("bash x.sh <<EOF\nsudo pip install x\nEOF\n", []),
    ("cat <<EOF\n$(sudo pip install x)\nEOF\n", ["2:3-11, sudo root"]),
    ("cat <<'EOF'\n$(sudo pip install x)\nEOF\n", []),
    ("su -c 'pip install x'\n", ["1:1-11, su root"]),
    ("su - alice -c 'pip install x'\n", ["1:1-19, su alice"]),
    ("su alice -c 'pip install x'\n", ["1:1-17, su alice"]),
    ("su root -c 'pip install x'\n", ["1:1-16, su root"]),
    ("su -l -c 'pip install x' root\n", ["1:1-14, su root"]),
    ("sudo su - -c 'pip install x'\n", ["1:6-18, su root"]),
    ("su $USER -c 'pip install x'\n", ["1:1-17, su ?"]),
    ("su -cpip\n", []),
]
WRAPPERS = [
    ("doas pip install x\n", ["1:1-9, doas root"]),
    ("doas -u alice pip install x\n", ["1:1-18, doas alice"]),
    ("pkexec pip install x\n", []),
    ("ssh -p 22 host sudo pip install x\n", ["1:16-24, sudo root"]),
    ("ssh host <<EOF\nsudo pip install x\nEOF\n", ["2:1-9, sudo root"]),
    ("ssh host 'bash -s' <<EOF\nsudo pip install x\nEOF\n", []),
    ("find . -name r.txt -exec sudo pip install -r {} \\;\n", ["1:26-34, sudo root"]),
    ("xargs -n 1 sudo pip install < r.txt\n", ["1:12-20, sudo root"]),
    ("sudo xargs -a r.txt pip install\n", ["1:1-24, sudo root"]),
    ("sudo xargs apt install < p; pip3 install --user x\n", ["1:29-33, --user"]),
    ("eval 'sudo pip install x'\n", ["1:7-15, sudo root"]),
    ("eval sudo pip install x\n", ["1:6-14, sudo root"]),
    ('eval "$CMD"\n', []),
    ('CMD="sudo pip install x"\neval "$CMD"\n$CMD\n', ["2:7-11, sudo root", "3:1-5, sudo root"]),
    ("time sudo pip install x\n", ["1:6-14, sudo root"]),
    ("nice -n 10 sudo pip install x\n", ["1:12-20, sudo root"]),
    ("travis_retry sudo pip install x\n", ["1:14-22, sudo root"]),
    ("command sudo pip install x\n", ["1:9-17, sudo root"]),
    ("command -v sudo pip install\n", []),
    ("exec sudo pip install x\n", ["1:6-14, sudo root"]),
    ("! sudo pip install x\n", ["1:3-11, sudo root"]),
    ("if sudo pip install x; then :; fi\n", ["1:4-12, sudo root"]),
    ("while ! sudo pip install x; do sleep 1; done\n", ["1:9-17, sudo root"]),
    ("(sudo pip install x)\n", ["1:2-10, sudo root"]),
    ("{ sudo pip install x; }\n", ["1:3-11, sudo root"]),
]
FUNCTIONS = [
    ('as_root() { sudo "$@"; }\nas_root pip install x\n', ["2:1-12, sudo root"]),
    ('run() {\n if [ $UID = 0 ]; then "$@"; else sudo "$@"; fi\n}\nrun pip install x\n', ["4:1-8, sudo root"]),
    ('sudo() { "$@"; }\nsudo pip install x\n', []),
    ('sudo() { command sudo "$@"; }\nsudo pip install x\n', ["2:1-9, sudo root"]),
    ("pip() { echo no; }\nsudo pip install x\n", []),
]
NOT_INSTALLS: list[tuple[str, list[str]]] = [
    ("sudo apt install python3-pip\n", []),
    ("sudo update-alternatives --install /usr/bin/pip pip /usr/bin/pip3 1\n", []),
    ("sudo ln -sf /usr/bin/pip3 /usr/bin/pip\n", []),
    ("sudo pip3 --version\n", []),
    ("sudo pip check\n", []),
    ("sudo pip download x\n", []),
    ("sudo pip install --help\n", []),
    ("sudo pip install --dry-run x\n", []),
    ("sudo pipx install x\n", []),
    ("sudo python setup.py install\n", []),
    ("sudo python -c 'import pip'\n", []),
    ("sudo python -m venv x\n", []),
    ("sudo python -m piptools install\n", []),
    ("sudo conda install pip\n", []),
    ("sudo docker run x pip install y\n", []),
    ("sudo chroot /mnt pip install x\n", []),
    ("sudo -R /mnt pip install x\n", []),
    ("sudo -l pip install x\n", []),
    ("sudo -k\n", []),
    ("sudo -h\n", []),
]
MORE_VARIABLES = [
    ('A=sudo\nA+=" pip"\n$A install x\n', ["3:1-3, sudo root"]),
    ("SUDO=sudo\nread SUDO\n$SUDO pip install x\n", []),
    ("SUDO=sudo\nunset SUDO\n$SUDO pip install x\n", []),
    ("SUDO=sudo\necho | read SUDO\n$SUDO pip install x\n", ["3:1-10, sudo root"]),
    ("A=\n$A\n$A sudo pip install x\n", ["3:4-12, sudo root"]),
    ("A=sudo\nexport A B=pip $C\n$A $B install x\n", ["3:1-6, sudo root"]),
    ("local -r A=sudo; $A pip install x\n", ["1:18-24, sudo root"]),
    ("A=' sudo  pip '\n$A install x\n", ["2:1-3, sudo root"]),
    ('A="sudo pip"\n"$A" install x\n', []),
    ("(SUDO=sudo)\n$SUDO pip install x\n", []),
    ("SUDO=sudo | a\n$SUDO pip install x\n", []),
    ("f() { SUDO=sudo; }\n$SUDO pip install x\n", ["2:1-10, sudo root"]),
    ("for s in sudo ''; do $s pip install x; done\n", ["1:22-28, sudo root"]),
    ("for s; do $s pip install x; done\n", []),
    ("a && { SUDO=sudo; }\n$SUDO pip install x\n", ["2:1-10, sudo root"]),
    ("A=$(echo sudo)\n$A pip install x\n", []),
    ("A=$(which sudo pip; b)\n$A pip install x\n", []),
    ("A=1 A[2]=sudo\n$A pip install x\n", []),
    ("A=$A$A$A; " * 20 + "sudo pip install $A\n", ["1:201-209, sudo root"]),
    ("${A:-${B:-sudo}} pip install x\n", ["1:1-21, sudo root"]),
    ("A=\n${A:-sudo} pip install x\n", ["2:1-15, sudo root"]),
    ("A=b\n${A:-sudo} pip install x\n", []),
    ("${A:+sudo} pip install x\n", []),
]
MORE_SHELLS = [
    ("bash -o pipefail -c 'sudo pip install x'\n", ["1:22-30, sudo root"]),
    ("bash --rcfile a -ec 'sudo pip install x'\n", ["1:22-30, sudo root"]),
    ("bash --login <<E\nsudo pip install x\nE\n", ["2:1-9, sudo root"]),
    ("bash - <<E\nsudo pip install x\nE\n", ["2:1-9, sudo root"]),
    ("bash +x -- a sudo\nbash -c\nbash $A -c 'sudo pip'\nbash -$A 'sudo pip install x'\n", []),
    ("sudo bash -c pip; bash -c $A\n", []),
    ("eval ls; eval; find; sudo\n", []),
    ("cat a <<E | bash\nsudo pip install x\nE\n", []),
    ("cat <<E | tee a | bash\nsudo pip install x\nE\n", []),
    ('A=\'eval "$A"\'\neval "$A" sudo pip\neval "$A"\n', ["unread: it is nested too deeply"]),
    ("bash -c \"bash -c 'sudo pip install x'\"\n", ["1:19-27, sudo root"]),
    ("sudo sh -c '\n  pip install x\n'\n", ["2:3-6, sudo root"]),
]
MORE_WRAPPERS = [
    ("sudo -u\n", []),
    ("sudo -$A pip install x\n", []),
    ("sudo --u$A pip install x\n", []),
    ("sudo $A pip install x\n", []),
    ("sudo -AHE --preserve-env=A,B pip install x\n", ["1:1-33, sudo root"]),
    ("sudo -- sudo pip install x\n", ["1:9-17, sudo root"]),
    (
        "travis_wait 30 sudo pip install x; travis_wait sudo pip install y\n",
        ["1:16-24, sudo root", "1:48-56, sudo root"],
    ),
    ("doas -L; doas -C a pip install x; doas -s <<E\npip install y\nE\n", ["2:1-4, doas root"]),
    ("env - A=b sudo pip install x; env -i -u A sudo pip install y\n", ["1:11-19, sudo root", "1:43-51, sudo root"]),
    ("env -S 'sudo pip install x'; env --help; env\n", []),
    (
        "su --help; su -s /bin/sh a -c 'pip install x'; su - <<E\npip install y\nE\n",
        ["1:12-35, su a", "2:1-4, su root"],
    ),
    ("su a b; su --command='pip install x'\n", []),
    ("ssh -V; ssh; ssh host -V; ssh -p 1 host -t sudo pip install x\n", ["1:44-52, sudo root"]),
    ("timeout --help; timeout 1 sudo pip install x\n", ["1:27-35, sudo root"]),
    ("find . -exec sudo pip install x + -exec sudo pip install y\n", ["1:14-22, sudo root", "1:41-49, sudo root"]),
    ("sudo pip install -tlib x\n", ["1:1-9, sudo root, folder=lib"]),
    ("sudo pip --python venv/bin/python install x\n", ["1:1-9, sudo root, python=venv/bin/python"]),
    ("sudo pip; sudo python -m; sudo python; sudo python -W; sudo uv; sudo uv add x\n", []),
    ("sudo uv pip list; sudo uv pip install --help\n", []),
]
OPTIONS = [
    ("sudo pip config set global.user true\n", []),
    ("sudo pip $ARGS install x\n", ["1:1-9, sudo root"]),
    ("sudo pip $CMD\n", []),
    ("sudo pip -v install x\n", ["1:1-9, sudo root"]),
    ("sudo python -Im pip install x\n", ["1:1-20, sudo root"]),
    ("sudo python -I -m pip install x\n", ["1:1-22, sudo root"]),
    ("sudo python3 -W ignore -m pip install x\n", ["1:1-30, sudo root"]),
    ("sudo pip install --target /opt/x y\n", ["1:1-9, sudo root, folder=/opt/x"]),
    ("sudo pip install -t lib x\n", ["1:1-9, sudo root, folder=lib"]),
    ("sudo pip install --prefix=/usr x\n", ["1:1-9, sudo root, system"]),
    ("sudo pip install --user x\n", ["1:1-9, sudo root, --user"]),
    ("sudo -H pip install --user x\n", ["1:1-12, sudo root, --user"]),
    ("sudo uv pip install x\n", ["1:1-12, sudo root, environment=the environment that uv finds"]),
    ("sudo uv pip install --system x\n", ["1:1-12, sudo root"]),
    ("sudo uv pip install --python /usr/bin/python3 x\n", ["1:1-12, sudo root, system"]),
    ("sudo uv --quiet pip install --system x\n", ["1:1-20, sudo root"]),
    ("uv pip install --user x\n", []),
    ('sudo env "PATH=$PATH" pip install x\n', ["1:1-26, sudo root"]),
    ("source venv/bin/activate\nsudo env PATH=$PATH pip install x\n", ["2:1-24, sudo root, environment=venv"]),
    ("source venv/bin/activate\nsudo pip install x\n", ["2:1-9, sudo root"]),
    ("source venv/bin/activate\nsudo -E pip install x\n", ["2:1-12, sudo root"]),
    ("sudo env PATH=$VIRTUAL_ENV/bin:$PATH pip install x\n", ["1:1-41, sudo root, python=the environment"]),
    ("sudo PATH=/opt/v/bin:$PATH pip install x\n", ["1:1-31, sudo root, python=/opt/v"]),
    ("sudo pip install x \\\n  y \\\n  z\n", ["1:1-9, sudo root"]),
    ("sudo \\\n-H pip install x\n", ["1:1-7, sudo root"]),
    ("sudo pip install 'x>1' # c\n", ["1:1-9, sudo root"]),
    ("echo $(sudo pip install x) `sudo pip install y`\n", ["1:8-16, sudo root", "1:29-37, sudo root"]),
    ('git commit -m "$(sudo pip install x)"\n', ["1:18-26, sudo root"]),
    ("PIP_USER=1 sudo pip install x\n", ["1:12-20, sudo root"]),
    ("sudo PIP_USER=1 pip install x\n", ["1:1-20, sudo root"]),
    ("alias sudo='sudo '\nsudo pip install x\n", ["2:1-9, sudo root"]),
    ("trap 'sudo pip install x' EXIT\n", []),
    ("sudo nohup timeout -k 5 60 pip install x &\n", ["1:1-31, sudo root"]),
    ("sudo -S pip install x <<< pw\n", ["1:1-12, sudo root"]),
    ("echo pw | sudo -S pip install x\n", ["1:11-22, sudo root"]),
]
ROOT_SHELLS = [
    (
        'sudo bash -c "source /opt/app/venv/bin/activate && pip install x"\n',
        ["1:1-55, sudo root, environment=/opt/app/venv"],
    ),
    (
        'sudo bash <<"EOF"\npython3 -m venv venv\nsource venv/bin/activate\npip install x\nEOF\n',
        ["4:1-4, sudo root, environment=venv"],
    ),
    ("sudo su <<EOF\n. /srv/venv/bin/activate\npip install x\nEOF\n", ["3:1-4, su root, environment=/srv/venv"]),
    ('su - root -c ". /srv/venv/bin/activate; pip install x"\n', ["1:1-44, su root, environment=/srv/venv"]),
    ('sudo -E bash -c "source venv/bin/activate; pip install x"\n', ["1:1-47, sudo root, environment=venv"]),
    ('sudo sh -c "export PATH=/opt/venv/bin:\\$PATH; pip install x"\n', ["1:1-50, sudo root, environment=/opt/venv"]),
    ('sudo sh -c "export PATH=/opt/foo/bin:\\$PATH; pip install x"\n', ["1:1-49, sudo root, python=/opt/foo"]),
    ("sudo sh -c 'export PATH=$FOO/bin:$PATH; pip install x'\n", ["1:1-44, sudo root, python=$FOO"]),
    ('sudo sh -c "export PATH=/usr/local/bin:\\$PATH; pip install x"\n', ["1:1-51, sudo root"]),
    ('sudo sh -c "export PATH=\\$HOME/.local/bin:\\$PATH; pip install x"\n', ["1:1-54, sudo root"]),
    ('sudo bash -c "source activate e && pip install x"\n', ["1:1-39, sudo root, conda=e"]),
    ("sudo -i <<EOF\nconda activate e\npip install x\nEOF\n", ["3:1-4, sudo root, conda=e"]),
    (
        'sudo bash -c "conda activate && pip install x"\n',
        ["1:1-36, sudo root, environment=the environment that is active there"],
    ),
    (
        'sudo bash -c "source $D/bin/activate && pip install x"\n',
        ["1:1-44, sudo root, environment=the environment that is active there"],
    ),
    ('sudo bash -c "[ -d v ] && . v/bin/activate; pip install x"\n', ["1:1-48, sudo root, environment=v"]),
    ('sudo bash -c ". v/bin/activate; deactivate; pip install x"\n', ["1:1-48, sudo root"]),
    ('. v/bin/activate\nsudo bash -c "pip install x"\n', ["2:1-18, sudo root"]),
    ('. v/bin/activate\nsudo env PATH=$PATH bash -c "pip install x"\n', ["2:1-33, sudo root, environment=v"]),
    ('sudo PATH=/opt/v/bin:$PATH bash -c "pip install x"\n', ["1:1-40, sudo root, python=/opt/v"]),
    ('sudo PATH=/usr/bin:$PATH bash -c "pip install x"\n', ["1:1-38, sudo root"]),
    ('. v/bin/activate\nPATH=/usr/bin bash -c "pip install --user x"\n', ["2:24-27, --user"]),
    ('sudo bash -c ". v/bin/activate; sudo pip install x"\n', ["1:33-41, sudo root"]),
    ('sudo -u app bash -c ". v/bin/activate; pip install x"\n', ["1:1-43, sudo app"]),
    ('ssh h ". v/bin/activate; pip install --user x"\n', ["1:26-29, environment=v, --user"]),
    ('sudo bash -c ". v/bin/activate"\nsudo pip install x\n', ["2:1-9, sudo root"]),
    ("sudo PIP_TARGET=/opt/x pip install y\n", ["1:1-27, sudo root, folder"]),
]


@pytest.mark.parametrize(("text", "expected"), ROOT_SHELLS)
def test_what_a_shell_of_root_activates(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), USERS)
def test_users(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), VARIABLES)
def test_variables(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), SHELLS)
def test_shells(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), WRAPPERS)
def test_wrappers(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), FUNCTIONS)
def test_functions(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), NOT_INSTALLS)
def test_not_installs(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), OPTIONS)
def test_options(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected


@pytest.mark.parametrize(("text", "expected"), [*MORE_VARIABLES, *MORE_SHELLS, *MORE_WRAPPERS])
def test_more(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text + "# sudo pip\n") == expected
