"""A piece of shell text, and where in its file each part of it stands."""

from __future__ import annotations

from bisect import bisect_right


class Excerpt:
    """Shell text that a reader took out of a file, put together from pieces of it.

    A piece that reads in the file as it does here is exact: every character has its own place. Of any other (a
    variable that was filled in, an escape that was taken away) only the place as a whole is known.
    """

    __slots__ = ("_origins", "_parts", "_size", "_sizes", "_starts", "_text")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._origins: list[int] = []
        self._sizes: list[int] = []
        self._size = 0
        self._text: str | None = None

    @classmethod
    def whole(cls, text: str, start: int = 0, end: int | None = None) -> Excerpt:
        """Take a slice of a file as it is."""
        excerpt = cls()
        excerpt.add(text[start:end], start)
        return excerpt

    def add(self, text: str, origin: int, size: int = -1) -> None:
        """Put text at the end; it stands at `origin` in the file, as `size` characters if it reads otherwise there."""
        if text:
            self._parts.append(text)
            self._starts.append(self._size)
            self._origins.append(origin)
            self._sizes.append(len(text) if size < 0 else size)
            self._size += len(text)
            self._text = None

    def take(self, other: Excerpt, start: int, end: int, text: str | None = None) -> None:
        """Put a slice of another excerpt of the same file at the end; `text`: what it reads as here."""
        if text is not None and text != other.text[start:end]:
            begin, stop = other.span(start, end)
            self.add(text, begin, stop - begin)
            return
        while start < end:
            number = bisect_right(other._starts, start) - 1
            first = other._starts[number]
            part = other._parts[number]
            stop = min(end, first + len(part))
            size, origin = other._sizes[number], other._origins[number]
            if size == len(part):
                self.add(part[start - first : stop - first], origin + start - first)
            else:
                self.add(part[start - first : stop - first], origin, size)
            start = stop

    @property
    def text(self) -> str:
        """The shell text."""
        if self._text is None:
            self._text = "".join(self._parts)
        return self._text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where a slice that is not empty begins and ends in the file."""
        begin, _ = self._place(start)
        _, stop = self._place(end - 1)
        return begin, max(begin, stop)

    def _place(self, offset: int) -> tuple[int, int]:
        number = max(0, bisect_right(self._starts, offset) - 1)
        if number >= len(self._starts):
            return 0, 0
        origin, size, length = self._origins[number], self._sizes[number], len(self._parts[number])
        if size != length:
            return origin, origin + size
        here = origin + min(offset - self._starts[number], length)
        return here, here + 1
