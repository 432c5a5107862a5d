"""Windows' registry."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class RegistryKey(Record):
    """A key of Windows' registry: its values as text (the one without a name under ""), and the keys below."""

    values: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]

    def get(self, name: str) -> str:
        """Give a value; empty: there is none."""
        return dict(self.values).get(name, "")


def read(root: str, key: str) -> RegistryKey | None:  # pragma: no cover - there is a registry on Windows alone
    """Read a key; None: there is none."""
    import winreg

    reg: Any = winreg
    hive = {"HKCU": reg.HKEY_CURRENT_USER, "HKLM": reg.HKEY_LOCAL_MACHINE}[root]
    values: dict[str, str] = {}
    keys: dict[str, None] = {}
    found = False
    for half in (reg.KEY_WOW64_64KEY, reg.KEY_WOW64_32KEY):
        try:
            with reg.OpenKey(hive, key, 0, reg.KEY_READ | half) as opened:
                below, own, _ = reg.QueryInfoKey(opened)
                said = [reg.EnumValue(opened, number) for number in range(own)]
                keys.update(dict.fromkeys(reg.EnumKey(opened, number) for number in range(below)))
        except OSError:
            continue
        found = True
        values = {**{name: str(value) for name, value, _ in said if isinstance(value, (str, int))}, **values}
    return RegistryKey(tuple(values.items()), tuple(keys)) if found else None
