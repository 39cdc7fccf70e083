"""The texts of a workbook, each kept once and called by its number: on the disk, so that any number fits."""

from __future__ import annotations

from array import array
from functools import lru_cache
from tempfile import SpooledTemporaryFile

_BLOCK = 1 << 16
_BLOCKS_IN_MEMORY = 256
_BYTES_IN_MEMORY = 8 << 20
_SHORT = 100
_MOST_SHORT = 50_000
"""So many texts of at most a hundred bytes are kept at hand: names of programmes stand in every row."""


class SharedTexts:
    """Texts by number, in the order in which they were added.

    Small workbooks stay in memory; the texts of the official list (some 150 MB) lie in a temporary file of which 16 MB
    are at hand.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_BYTES_IN_MEMORY)  # noqa: SIM115  Closed by `close`.
        self._ends = array("Q", [0])
        self._at_hand: dict[int, str] = {}
        self._block = lru_cache(maxsize=_BLOCKS_IN_MEMORY)(self._read_block)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, text: str) -> None:
        """Put a text behind the others; all are added before the first is asked for."""
        content = text.encode("utf-8", "surrogatepass")
        self._file.write(content)
        self._ends.append(self._ends[-1] + len(content))

    def __getitem__(self, number: int) -> str:
        """The text with a number.

        Raises:
            IndexError: If there is none.
        """
        known = self._at_hand.get(number)
        if known is not None:
            return known
        if not 0 <= number < len(self):
            raise IndexError(number)
        text = self._content(number).decode("utf-8", "surrogatepass")
        if len(text) <= _SHORT and len(self._at_hand) < _MOST_SHORT:
            self._at_hand[number] = text
        return text

    def _content(self, number: int) -> bytes:
        start, end = self._ends[number], self._ends[number + 1]
        first, last = start // _BLOCK, end // _BLOCK
        content = self._block(first)
        if first == last:
            return content[start % _BLOCK : end % _BLOCK]
        content = b"".join(self._block(block) for block in range(first, last + 1))
        return content[start - first * _BLOCK : end - first * _BLOCK]

    def close(self) -> None:
        """Let go of the temporary file."""
        self._file.close()
        self._block.cache_clear()

    def _read_block(self, number: int) -> bytes:
        self._file.seek(number * _BLOCK)
        return self._file.read(_BLOCK)
