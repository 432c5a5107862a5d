"""Ansible: the pip module and shell text, with `become`."""

from __future__ import annotations

import pytest

from tests.probe.seen import seen

FILES = [
    ("site.yml", "- become: true\n  shell: {chdir: sudo pip}\n  args: {pip: x}\n- pip: name=x\n- sudo\n", []),
    ("site.yml", "- &a\n  become: yes\n  block: [*a, *a, *a, *a, {pip: requirements=x}]\n", ["3:28-31, become root"]),
    ("site.yml", "- block: &a\n  - block: *a\n  - pip: name=x\n    become: true\n", ["3:5-8, become root"]),
    ("site.yml", "- become: yes\n  pip: {name: x}\n  vars: {ansible_python_interpreter: /v/bin/python}\n", []),
    ("site.yml", "- become: yes\n  pip: {name: x, extra_args: --target=/x}\n", []),
    (
        "site.yml",
        "- hosts: a\n  become: yes\n  vars: {ansible_python_interpreter: /v/bin/python}\n  tasks: [{pip: {name: x}}]\n",
        [],
    ),
    (
        "site.yml",
        "- become: yes\n  command: /v/venv/bin/pip install x\n",
        ["2:12-27, become root, environment=/v/venv"],
    ),
    ("site.yml", "- hosts: a\n  become: yes\n  tasks:\n  - name: x\n    pip: name=x\n", ["5:5-8, become root"]),
    (
        "site.yml",
        (
            "- hosts: a\n"
            "  become: yes\n"
            "  tasks:\n"
            "  - pip: {name: x, virtualenv: /v}\n"
            "  - pip: name=x virtualenv=/v\n"
            "  - pip: {name: x, state: absent}\n"
            "  - pip: {name: x, executable: /v/bin/pip}\n"
            "  - pip: {name: x}\n"
            "    become: false\n"
            "  - pip: {name: x}\n"
            "    become_user: app\n"
            "  - ansible.builtin.pip: {requirements: x}\n"
            "  - pip: {name: x, extra_args: --user}\n"
        ),
        ["12:5-24, become root"],
    ),
    (
        "site.yml",
        (
            "- hosts: a\n"
            "  tasks:\n"
            "  - pip: {name: x}\n"
            "  - block:\n"
            "    - pip: {name: y}\n"
            "    become: true\n"
            "  - shell: sudo pip install z\n"
            "  - shell: pip install w\n"
            "    become: true\n"
            "  - command:\n"
            "      cmd: pip install v\n"
            "    become: true\n"
            "    become_user: '{{ u }}'\n"
            "  - become: '{{ b }}'\n"
            "    pip: name=x\n"
        ),
        ["5:7-10, become root", "7:12-20, sudo root", "8:12-15, become root", "11:12-15, become ?"],
    ),
    ("site.yml", "- name: t\n  become: true\n  pip: name=pip state=latest\n", ["3:3-6, become root"]),
    ("site.yml", "- become: yes\n  pip: {name: x}\n  environment: {PATH: '/v/bin:{{ x }}'}\n", []),
    ("site.yml", "- become: yes\n  shell: pip install x\n  environment: {PATH: '/v/bin:{{ x }}'}\n", []),
    ("site.yml", "- become: yes\n  pip: {name: x}\n  environment: '{{ e }}'\n", []),
    ("site.yml", "- become: yes\n  shell: pip install x\n  environment: '{{ e }}'\n", []),
    ("site.yml", "- become: yes\n  pip: {name: x}\n  environment: {HTTP_PROXY: x}\n", ["2:3-6, become root"]),
    ("site.yml", "- become: yes\n  shell: pip install x\n  environment: {HTTP_PROXY: x}\n", ["2:10-13, become root"]),
    ("site.yml", "- become: yes\n  pip: {name: x}\n  module_defaults: {pip: {virtualenv: /v}}\n", []),
    (
        "site.yml",
        "- become: yes\n  shell: pip install x\n  module_defaults: {pip: {virtualenv: /v}}\n",
        ["2:10-13, become root"],
    ),
    ("site.yml", "- become: yes\n  pip: {name: x}\n  vars: {ansible_become: no}\n", []),
    ("site.yml", "- become: yes\n  shell: pip install x\n  vars: {ansible_become: no}\n", []),
    ("site.yml", "- become: yes\n  pip: {name: x}\n  when: false\n", []),
    ("site.yml", "- become: yes\n  shell: pip install x\n  when: false\n", []),
    ("site.yml", "- become: yes\n  pip: {name: x}\n  when: [a, no]\n", []),
    ("site.yml", "- become: yes\n  shell: pip install x\n  when: [a, no]\n", []),
    ("site.yml", "- become: yes\n  pip: {name: x}\n  when: a\n", ["2:3-6, become root"]),
    ("site.yml", "- become: yes\n  shell: pip install x\n  when: a\n", ["2:10-13, become root"]),
    ("site.yml", "- become: yes\n  pip: {name: x}\n  environment: [{VIRTUAL_ENV: /v}]\n", []),
    ("site.yml", "- become: yes\n  shell: pip install x\n  environment: [{VIRTUAL_ENV: /v}]\n", []),
    (
        "site.yml",
        "- become: yes\n  shell: . /srv/venv/bin/activate && pip install x\n",
        ["2:38-41, become root, environment=/srv/venv"],
    ),
    ("site.yml", "x: y become pip\n", []),
]


@pytest.mark.parametrize(("path", "text", "expected"), FILES)
def test_ansible(path: str, text: str, expected: list[str]) -> None:
    assert seen(path, text) == expected
