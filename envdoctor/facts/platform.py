"""What about this machine itself gets in the way of Python environments."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.obstacles import MissingBundle, ScriptPolicy, StoreStub, Synced


class Platform(Record):
    """What was found out about drives, synced folders, policies and certificates; what is empty is in order."""

    drive: str = ""  # inside WSL: where the drive of Windows is mounted that the project lies on
    synced: Synced | None = None
    scripts: ScriptPolicy | None = None  # only where it keeps scripts from running
    stub: StoreStub | None = None
    bundles: tuple[MissingBundle, ...] = ()

    @property
    def sound(self) -> bool:
        """Nothing of all this is in the way; CannotKnow: a part of it could not be found out."""
        return not (self.drive or self.synced or self.scripts or self.stub or self.bundles)
