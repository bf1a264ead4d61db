"""Reading records straight from the pages of an SQLite file whose trees are damaged or whose end is missing.

The format is https://www.sqlite.org/fileformat2.html, sections 1.6 (b-tree pages) and 2.1 (records). Nothing that is
read here may be believed: the caller has to know by other means, by hashes, whether a record is what it seems.
"""

from collections.abc import Iterator
from mmap import mmap

Value = int | float | bytes | str | None
Record = tuple[Value, ...]

_LEAF_OF_TABLE, _LEAF_OF_INDEX = 0x0D, 0x0A
_FILE_HEADER = 100
_FIXED_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
_SMALLEST_PAGE, _LARGEST_PAGE = 512, 65_536


class Pages:
    """The pages of a file; `data` is all of it, as bytes or mapped into memory."""

    def __init__(self, data: bytes | mmap) -> None:
        self._data = memoryview(data)
        self._size = _page_size(self._data)
        self._usable = self._size - (self._data[20] if len(self._data) > 20 else 0)

    @property
    def count(self) -> int:
        """How many pages there are, the last of which may be cut short."""
        return -(-len(self._data) // self._size)

    def records(self) -> Iterator[Record]:
        """Give every record of every leaf that can be read, of tables and of tables without row numbers."""
        for number in range(1, self.count + 1):
            start = (number - 1) * self._size
            page = self._data[start : start + self._size]
            at = _FILE_HEADER if number == 1 else 0
            if len(page) > at + 8 and page[at] in (_LEAF_OF_TABLE, _LEAF_OF_INDEX):
                yield from self._records_of(page, at)

    def release(self) -> None:
        """Let the memory go, so that what it was made of can be closed."""
        self._data.release()

    def _records_of(self, page: memoryview, at: int) -> Iterator[Record]:
        is_table = page[at] == _LEAF_OF_TABLE
        cells = int.from_bytes(page[at + 3 : at + 5], "big")
        pointers = page[at + 8 : at + 8 + 2 * cells]
        for index in range(0, len(pointers) - 1, 2):
            try:
                yield _record(self._payload(page, int.from_bytes(pointers[index : index + 2], "big"), is_table))
            except (ValueError, IndexError):
                continue

    def _payload(self, page: memoryview, at: int, is_table: bool) -> bytes:
        length, at = _varint(page, at)
        if length > len(self._data):
            raise ValueError("longer than the file")
        if is_table:
            _, at = _varint(page, at)
        here = _local_length(length, self._usable, is_table)
        content = bytearray(page[at : at + here])
        if length > here:
            self._overflow(int.from_bytes(page[at + here : at + here + 4], "big"), length, content)
        if len(content) != length:
            raise ValueError("cut short")
        return bytes(content)

    def _overflow(self, number: int, length: int, content: bytearray) -> None:
        """Follow a chain of overflow pages; one that runs in a circle ends with its length."""
        while len(content) < length:
            start = (number - 1) * self._size
            page = self._data[start : start + self._usable] if number > 0 else self._data[:0]
            if len(page) < 5:
                raise ValueError("a page is missing")
            content += page[4 : 4 + length - len(content)]
            number = int.from_bytes(page[:4], "big")


def _page_size(data: memoryview) -> int:
    size = int.from_bytes(data[16:18], "big") if len(data) > 18 else 0
    size = _LARGEST_PAGE if size == 1 else size
    is_sound = _SMALLEST_PAGE <= size <= _LARGEST_PAGE and size & (size - 1) == 0
    return size if is_sound else 4096


def _local_length(length: int, usable: int, is_table: bool) -> int:
    """Give how many bytes of a payload stand in its own page."""
    most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    rest = least + (length - least) % (usable - 4)
    return rest if rest <= most else least


def _varint(data: memoryview | bytes, at: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = data[at + count]
        if count == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise AssertionError  # a varint has nine bytes at most


def _record(payload: bytes) -> Record:
    head, at = _varint(payload, 0)
    types = []
    while at < head:
        kind, at = _varint(payload, at)
        types.append(kind)
    values: list[Value] = []
    for kind in types:
        if kind in (10, 11):
            raise ValueError("a reserved type")
        size = _FIXED_SIZES[kind] if kind < 12 else (kind - 12) // 2
        piece = payload[at : at + size]
        if len(piece) != size:
            raise ValueError("cut short")
        values.append(_value(kind, piece))
        at += size
    return tuple(values)


def _value(kind: int, piece: bytes) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind == 7:
        return float("nan")  # none of our columns holds one
    if kind < 7:
        return int.from_bytes(piece, "big", signed=True)
    return piece if kind % 2 == 0 else piece.decode()
