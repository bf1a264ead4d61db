"""Verifying the log and the texts of a file that is not to be trusted, in one pass and in little memory.

Text is read as bytes, because whether it is text is one of the questions. Memory does not grow with the file: changes
are read one by one, large blobs by pieces. Only the names of texts are kept, some 200 bytes for each source. Rows are
found by their places: what indexes say is never asked.
"""

import codecs
import hashlib
import itertools
import math
import sqlite3
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from json import JSONDecoder

from annotator.core.changes import CHANGE_ID_LENGTH, canonical_json
from annotator.core.errors import ProjectFileError
from annotator.core.identity import UID_LENGTH
from annotator.core.records import Json
from annotator.store.log import COLUMNS

# Each is far above what annotator writes (an original is 64 MiB at most). In bytes.
LONGEST_BLOB = 256 * 1024**2
LONGEST_TEXT = 64 * 1024**2
LONGEST_VALUE = 16 * 1024**2
LONGEST_NAME = 1024
DEEPEST_VALUE = 64

DAMAGED = "{name} is damaged; nothing was taken from it. Ask for it again, or run `annotator doctor` on it."
TOO_LONG = "{name} holds something longer than annotator ever writes; nothing was taken from it."

_PIECE = 1024**2
_SHA256_LENGTH = 64
_BEFORE_ALL = -(2**63) - 1
_ROW_TYPES = (int, bytes, bytes, bytes, int, bytes, bytes, bytes, bytes, bytes)
_BLOCK_TYPES = (str, int, int, int, str, int, dict)
_WATCHED = (b"text", b"blocks", b"place", b"order")
_HEX = b"0123456789abcdef"
_length = struct.Struct(">Q").pack
_UID_PREFIX = _length(UID_LENGTH)
_CLOCK_PREFIX = _length(8)


_CHANGES = f"SELECT seq, {COLUMNS} FROM main.change NOT INDEXED WHERE seq BETWEEN ? AND ? ORDER BY seq"
# Of what is long only the length is looked at, which SQLite knows without reading it.
_BLOBS = "SELECT rowid, sha256, length(data), CASE WHEN length(data) <= ? THEN data END FROM {schema}.blob"
_EVERY_BLOB = f"{_BLOBS.format(schema='main')} NOT INDEXED ORDER BY rowid"
_NEW_BLOBS = (
    f"{_BLOBS.format(schema='main')} NOT INDEXED WHERE sha256 NOT IN (SELECT sha256 FROM ours.blob) ORDER BY rowid"
)
# The name as bytes, whatever the connection makes of text.
_BLOB = _BLOBS.replace("sha256,", "CAST(sha256 AS BLOB),") + " WHERE sha256 = CAST(? AS TEXT)"


class Verifier:
    """Verify a database with our schema whose text factory is bytes.

    With `is_beside_ours` the project of whoever asks is attached to the connection as `ours`, and what is the same
    there was verified before.

    Raises: every method raises a ProjectFileError that says what is wrong, or what SQLite raises.
    """

    def __init__(
        self, connection: sqlite3.Connection, name: str, project_uid: str, *, is_beside_ours: bool = False
    ) -> None:
        self._connection = connection
        self._is_beside_ours = is_beside_ours
        self._name = name
        self._project_uid = project_uid.encode()
        self._decoder = JSONDecoder(parse_int=_integer, parse_float=_number, parse_constant=_no_number)
        self._texts: set[bytes] = set()
        self._block_lists: set[bytes] = set()
        self.unseen_texts: frozenset[str] = frozenset()

    def verify_meta(self) -> None:
        """Verify what the file says of itself; what a newer version says there is let through."""
        for key, value in self._connection.execute("SELECT key, value FROM meta"):
            if type(key) is not bytes or type(value) is not bytes:
                raise self._damaged()
            if len(key) > LONGEST_NAME or len(value) > LONGEST_NAME:
                raise self._too_long()
            if value.count(b"[") + value.count(b"{") > DEEPEST_VALUE:
                raise self._refused("holds a value that is nested too deeply")
            try:
                key.decode()
                value.decode()
            except UnicodeDecodeError as error:
                raise self._no_utf_8() from error

    def verify_pages(self) -> None:
        """Verify that the pages of what is read are sound, and that none of them leads back to another.

        Indexes need not say the same as their tables, nor are the derived tables looked at: nobody reads either.
        """
        for statement in ("quick_check('meta')", "quick_check('change')", "quick_check('blob')"):
            if self._connection.execute(f"PRAGMA main.{statement}").fetchone() != (b"ok",):
                raise self._damaged()

    def verify_changes(self, first: int, last: int) -> None:
        """Verify that each change between two places has the right shape and is what its identity says."""
        before = first - 1
        for row in self._connection.execute(_CHANGES, (first, last)):
            if tuple(map(type, row)) != _ROW_TYPES or row[0] <= before:
                raise self._damaged()
            before, change_id, transaction, reviewer, clock, kind, entity, field, value, parents = row
            if not _are_uids(transaction, entity, reviewer):
                raise self._refused("holds a change whose identifiers annotator does not make")
            if clock < 0:
                raise self._refused("holds a change with an impossible time")
            if len(kind) > LONGEST_NAME or len(field) > LONGEST_NAME:
                raise self._too_long()
            if _change_id(transaction, reviewer, clock, kind, entity, field, value, parents) != change_id:
                raise self._tampered()
            if parents and not _are_ids(parents):
                raise self._refused("holds a change that does not say properly what it replaces")
            self._verify_content(kind, entity, field, value)

    def verify_blobs(self) -> dict[str, int]:
        """Verify that each new text and original is what its name says, and that texts can be read as such.

        Gives the rows of the new ones by their names. What is here already and is called a text only by a new change
        is looked at again; what is so called and found nowhere is kept in `unseen_texts`.
        """
        rows: dict[str, int] = {}
        last_row = _BEFORE_ALL
        called = self._texts | self._block_lists
        if self._is_beside_ours:
            self._note_our_texts()
        for blob in self._connection.execute(_NEW_BLOBS if self._is_beside_ours else _EVERY_BLOB, (_PIECE,)):
            row, sha256, length, _ = blob
            if row <= last_row or type(sha256) is not bytes or type(length) is not int:
                raise self._damaged()
            last_row = row
            self._verify_blob("main", *blob)
            rows[sha256.decode()] = row
        if self._is_beside_ours:
            elsewhere = [sha256 for sha256 in called if sha256.decode() not in rows]
            self.unseen_texts = frozenset(each.decode() for each in elsewhere if not self._is_sound("ours", each))
        return rows

    def verify_text(self, sha256: str, blocks_sha256: str) -> None:
        """Verify that what is here already can be read as a text and as its blocks."""
        self._note_texts(sha256, blocks_sha256)
        self._is_sound("main", sha256.encode())
        self._is_sound("main", blocks_sha256.encode())

    def _is_sound(self, schema: str, sha256: bytes) -> bool:
        """Verify a blob that is found by its name; tell whether it is there."""
        blob = self._connection.execute(_BLOB.format(schema=schema), (_PIECE, sha256)).fetchone()
        if blob is not None:
            self._verify_blob(schema, *blob)
        return blob is not None

    def _verify_blob(self, schema: str, row: int, sha256: bytes, length: int, data: bytes | None) -> None:
        is_text, is_block_list = sha256 in self._texts, sha256 in self._block_lists
        if length > (LONGEST_VALUE if is_block_list else LONGEST_TEXT if is_text else LONGEST_BLOB):
            raise self._too_long()
        digest = hashlib.sha256()
        decoder = codecs.getincrementaldecoder("utf-8")() if is_text or is_block_list else None
        try:
            for piece in self._pieces(schema, row) if data is None else (data,):
                digest.update(piece)
                if decoder:
                    decoder.decode(piece)
            if decoder:
                decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise self._no_utf_8() from error
        if digest.hexdigest().encode() != sha256:
            raise self._refused("holds a text or an original that was tampered with or damaged")
        if is_block_list and not _is_block_list(self._loaded(data or b"".join(self._pieces(schema, row)))):
            raise self._refused("holds a text whose paragraphs cannot be told")

    def _note_our_texts(self) -> None:
        """Remember what revisions here call their texts: an extract came without them, and they may come now."""
        for text, blocks in self._connection.execute("SELECT text_sha256, blocks_sha256 FROM ours.revision"):
            self._texts.add(text)
            self._block_lists.add(blocks)

    def _verify_content(self, kind: bytes, entity: bytes, field: bytes, value: bytes) -> None:
        """Verify what a change says; a kind or a field of a newer version is let through."""
        try:
            kind.decode()
            field.decode()
        except UnicodeDecodeError as error:
            raise self._no_utf_8() from error
        loaded = self._loaded(value)
        if kind == b"create":
            if not isinstance(loaded, dict):
                raise self._refused("holds something that was made without any content")
            if field == b"project" and entity != self._project_uid:
                raise self._refused("holds another project under the name of its own")
            self._verify_fields(loaded)
        elif kind == b"set" and field in _WATCHED:
            self._verify_fields({field.decode(): loaded})

    def _verify_fields(self, fields: Mapping[str, Json]) -> None:
        """Verify where something stands: a key that is no text would upset its neighbours, whoever made them."""
        self._note_texts(fields.get("text"), fields.get("blocks"))
        place = fields.get("place")
        if not isinstance(fields.get("order", ""), str) or (place and not _is_place(place)):
            raise self._refused("holds something that stands nowhere")

    def _note_texts(self, text: Json, blocks: Json) -> None:
        """Remember which blobs the reader will take for a text and its blocks; prose has a text as well, of words."""
        for name, names in ((text, self._texts), (blocks, self._block_lists)):
            if isinstance(name, str) and len(name) == _SHA256_LENGTH:
                with suppress(UnicodeEncodeError):
                    names.add(name.encode())

    def _loaded(self, value: bytes) -> Json:
        """Read a value, however it was made."""
        try:
            text = value.decode()
        except UnicodeDecodeError as error:
            raise self._no_utf_8() from error
        try:
            loaded, end = self._decoder.raw_decode(text)
        except RecursionError:
            raise self._refused("holds a value that is nested too deeply") from None
        except ValueError as error:
            raise self._refused("holds a value that cannot be read") from error
        if end != len(text):
            raise self._refused("holds a value that cannot be read")
        if value.count(b"[") + value.count(b"{") > DEEPEST_VALUE and _is_too_deep(loaded):
            raise self._refused("holds a value that is nested too deeply")
        if b"\\u" in value:
            try:
                canonical_json(loaded).encode()
            except UnicodeEncodeError as error:
                raise self._refused("holds half a character, which cannot be stored") from error
        return loaded

    def _pieces(self, schema: str, row: int) -> Iterator[bytes]:
        with self._connection.blobopen("blob", "data", row, readonly=True, name=schema) as blob:
            while piece := blob.read(_PIECE):
                yield piece

    def _damaged(self) -> ProjectFileError:
        return ProjectFileError(DAMAGED.format(name=self._name))

    def _no_utf_8(self) -> ProjectFileError:
        return self._refused("holds words that are not in UTF-8")

    def _refused(self, words: str) -> ProjectFileError:
        return ProjectFileError(f"{self._name} {words}; nothing was taken from it. Ask for it again.")

    def _tampered(self) -> ProjectFileError:
        return self._refused("holds a change that was tampered with or damaged")

    def _too_long(self) -> ProjectFileError:
        return ProjectFileError(TOO_LONG.format(name=self._name))


def _are_uids(transaction: bytes, entity: bytes, reviewer: bytes) -> bool:
    """Tell whether these are identifiers; what no reviewer made has none."""
    return (
        len(transaction) == UID_LENGTH
        and len(entity) == UID_LENGTH
        and len(reviewer) in (UID_LENGTH, 0)
        and not (transaction + entity + reviewer).strip(_HEX)
    )


def _change_id(
    transaction: bytes,
    reviewer: bytes,
    clock: int,
    kind: bytes,
    entity: bytes,
    field: bytes,
    value: bytes,
    parents: bytes,
) -> bytes:
    """Give the identity as Change.change_id does, from the bytes as they are stored and in a third of the time."""
    parts = (
        *(_UID_PREFIX, transaction, _length(len(reviewer)), reviewer, _CLOCK_PREFIX, _length(clock)),
        *(_length(len(kind)), kind, _UID_PREFIX, entity, _length(len(field)), field),
        *(_length(len(value)), value, _length(len(parents)), parents),
    )
    return hashlib.sha256(b"".join(parts)).digest()[:CHANGE_ID_LENGTH]


def _are_ids(parents: bytes) -> bool:
    """Tell whether these are whole ids, each once, in ascending order, as they are stored."""
    if len(parents) == CHANGE_ID_LENGTH:
        return True
    ids = [parents[at : at + CHANGE_ID_LENGTH] for at in range(0, len(parents), CHANGE_ID_LENGTH)]
    return len(ids[-1]) == CHANGE_ID_LENGTH and all(one < other for one, other in itertools.pairwise(ids))


def _integer(digits: str) -> int:
    """Read a whole number that SQLite can hold."""
    number = int(digits)
    if not -(2**63) <= number < 2**63:
        raise ValueError("a whole number beyond 64 bits")
    return number


def _number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number beyond all bounds")
    return number


def _no_number(name: str) -> float:
    """Refuse NaN, which is no JSON and would be in conflict with itself."""
    raise ValueError(name)


def _is_too_deep(value: Json) -> bool:
    level = [value]
    for _ in range(DEEPEST_VALUE):
        level = [
            child
            for each in level
            if isinstance(each, dict | list)
            for child in (each.values() if isinstance(each, dict) else each)
        ]
    return any(isinstance(each, dict | list) for each in level)


def _is_block_list(value: Json) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, list)
        and len(row) == len(_BLOCK_TYPES)
        and all(map(isinstance, row, _BLOCK_TYPES))
        and 0 <= row[1] <= row[2]
        for row in value
    )


def _is_place(value: Json) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("order"), str)
        and all(isinstance(value.get(name), str | None) for name in ("parent", "chapter"))
    )
