"""The change: the one unit of which the project's log, and so everything else, is made."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from annotator.core.records import Json

ChangeKind = Literal["create", "set", "delete", "void"]
CHANGE_ID_LENGTH = 16
# json.dumps would make one for every call, json.loads look for spaces that are not there; large work reads and writes
# hundreds of thousands of values.
_DECODER = json.JSONDecoder()
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A change before it is applied: the applier adds author, clock and parents.

    - create: `field` is the entity's type, `value` an object: the first head of every field in it.
    - set: `field` and its new `value`.
    - delete: `field` is the entity's type, `value` None.
    - void: takes earlier changes of the entity back; `value` is the list of their ids in hexadecimal.
    """

    kind: ChangeKind
    entity_uid: str
    field: str
    value: Json = None


@dataclass(frozen=True)
class Change:
    """One entry of the log. `value` is canonical JSON text; `parents` are the changes its author saw and replaces.

    `clock` is a hybrid logical clock, for display order only; nothing that is derived depends on it but which of
    several conflicting values is shown first.
    """

    transaction_uid: str
    reviewer_uid: str
    clock: int
    kind: str
    entity_uid: str
    field: str
    value: str
    parents: tuple[bytes, ...]

    @cached_property
    def change_id(self) -> bytes:
        """The first 16 bytes of the SHA-256 over the length-prefixed fields."""
        digest = hashlib.sha256()
        parts = (
            self.transaction_uid.encode(),
            self.reviewer_uid.encode(),
            self.clock.to_bytes(8, "big"),
            self.kind.encode(),
            self.entity_uid.encode(),
            self.field.encode(),
            self.value.encode(),
            join_ids(self.parents),
        )
        for part in parts:
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.digest()[:CHANGE_ID_LENGTH]

    @cached_property
    def loaded(self) -> Json:
        """The value as an object."""
        return _DECODER.raw_decode(self.value)[0]


def canonical_json(value: Json) -> str:
    """Write a value the one way it is stored: sorted keys, no spaces, characters as they are."""
    return _ENCODER.encode(value)


def join_ids(ids: Iterable[bytes]) -> bytes:
    """Store a set of change ids as one byte string, in ascending order."""
    return b"".join(sorted(ids))


def split_ids(data: bytes) -> tuple[bytes, ...]:
    """Read back what join_ids stored."""
    return tuple(data[at : at + CHANGE_ID_LENGTH] for at in range(0, len(data), CHANGE_ID_LENGTH))
