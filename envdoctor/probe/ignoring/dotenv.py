"""Does a .env file hold something that must stay secret?

Not every one does: some only set PYTHONPATH, choose public settings of a front end, are a template with empty or
made-up values, or are encrypted in order to be committed.
"""

from __future__ import annotations

import re

_ASSIGNMENT = re.compile(r"^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=([^\n]*)", re.MULTILINE)
_QUOTED = re.compile(r"(['\"`])(.*?)\1")
# prefixes of what a front end shows to every visitor
_PUBLIC = re.compile(
    r"(?:VITE|NEXT_PUBLIC|NUXT_PUBLIC|REACT_APP|GATSBY|EXPO_PUBLIC|PUBLIC|VUE_APP|NG_APP|STORYBOOK|DOTENV_PUBLIC_KEY)(?:_|$)"
)
_SETTING = re.compile(
    r"PYTHON\w*|DJANGO_SETTINGS_MODULE|FLASK_(?:APP|ENV|DEBUG|RUN_\w+)|COMPOSE_\w+|DOCKER_\w+|BUILDKIT_\w+|NODE_ENV|TZ|LANG"
    r"|LC_\w+|\w*(?:^|_)(?:ENV|ENVIRONMENT|DEBUG|LOG_?LEVEL|HOST|HOSTNAME|PORT|VERSION|TAG|PATH|DIR|REGION|STAGE|MODE|UID|GID)"
)
_SECRET = re.compile(
    r"SECRET|TOKEN|PASS|PWD|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|(?:^|_)(?:KEY|AUTH|DSN|SALT|PIN)(?:_|$)"
)
_WORD = re.compile(
    r"true|false|yes|no|on|off|none|null|localhost|test(?:ing)?|dev(?:elopment)?|sqlite:.*"
    r"|\w+://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?:[:/][^@]*)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9.:]+")
_MADE_UP = re.compile(
    r"(?:<.*>|\{\{.*\}\}|\$\{?\w+\}?|x{3,}|\*{3,}|\.{3}|change[-_ ]?(?:me|this|it)\W*|replace[-_ ]?me|todo|tbd"
    r"|(?:example|placeholder|dummy|fake|sample)(?:[-_ ].*)?|foo(?:bar)?|bar|baz|(?:your|my)[-_ ].*|your\w*|.*[-_ ]here"
    r"|(?:\w+[-_])?x{3,})",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"encrypted:|ENC\[|(?:op|vault|ref\+\w+|awssm|gcpsm|doppler)://"
)  # encrypted, or kept by another


def secret(text: str) -> bool:
    """Say whether some value of it looks like more than a setting."""
    return any(_secret(found[1].upper(), _value(found[2])) for found in _ASSIGNMENT.finditer(text))


def _value(written: str) -> str:
    quoted = _QUOTED.match(written.strip())
    return quoted[2].strip() if quoted else re.split(r"(?:^|[ \t])#", written, maxsplit=1)[0].strip()


def _secret(name: str, value: str) -> bool:
    if not value or _WORD.fullmatch(value) or _MADE_UP.fullmatch(value) or _ELSEWHERE.match(value):
        return False
    inside = re.search(r"://[^/\s:@]*:([^/\s@]+)@", value)
    if inside:
        return not _MADE_UP.fullmatch(inside[1])  # a password in an address, whatever its name
    if _PUBLIC.match(name):
        return False
    if _NUMBER.fullmatch(value):  # TOKEN_LIFETIME=30 is a setting, DB_PASSWORD=123456 is not
        return any(name.endswith(end) for end in ("PASSWORD", "PASS", "PIN", "SECRET", "TOKEN", "KEY"))
    return bool(_SECRET.search(name)) or not _SETTING.fullmatch(name)
