"""Write text to a stream that may be closed, broken or full."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_EINVAL = 22  # what Windows calls a broken pipe


def write(stream: TextIO | None, text: str, *, utf8: bool = False) -> None:
    """Write a text at once; `utf8`: in this encoding, whatever the stream's own is.

    Nobody may be listening any more, as behind `| head`: that is no failure, and nothing is said.

    Raises:
        OSError: it cannot be written, as on a full disk.
    """
    if stream is None or stream.closed:  # Python was started without it, or it failed before
        return
    try:
        below = getattr(stream, "buffer", None)
        if utf8 and below is not None:
            stream.flush()
            below.write(text.encode("utf-8"))
        else:
            stream.write(text)
        stream.flush()
    except OSError as error:
        try:
            stream.close()  # or Python would try once more as it ends, and speak of it
        except OSError:
            pass
        if not isinstance(error, BrokenPipeError) and error.errno != _EINVAL:
            raise
