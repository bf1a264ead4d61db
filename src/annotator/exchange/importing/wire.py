"""How a reader answers: a JSON header and raw bytes, which can say what an article is and can do nothing.

A frame is the header's length, the header, and what the header's `sizes` say. The side that reads believes nothing:
every length is checked before anything is taken in, and an article whose parts do not fit together is no article.
"""

import hashlib
import json
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from annotator.core.blocklist import dump_blocks, load_blocks
from annotator.core.likeness import words_of
from annotator.core.records import Article, Block, FuzzyDate, Inferred, Json
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.articles import LARGEST_FILE, Place
from annotator.exchange.importing.capture import Refusal
from annotator.exchange.importing.embedded import LARGEST_PICTURE

LARGEST_HEADER = 8 * 1024 * 1024
LARGEST_TEXT = 256 * 1024 * 1024
LARGEST_BLOCKS = 96 * 1024 * 1024
MOST_PICTURES = 5_000
LARGEST_FRAME = 512 * 1024 * 1024
_LENGTH = struct.Struct(">I")
_LONGEST_NAME = 4_000
_DEEPEST_PLACE = 16


class NonsenseError(Exception):
    """What came is no answer that a reader gives."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read: a file by its path, or bytes at hand under a name.

    `places` names which of the articles in it, or all where it is None.
    """

    path: Path
    data: bytes | None = None
    places: tuple[Place, ...] | None = None


@dataclass(frozen=True, slots=True)
class Sketch:
    """An article without its text and original: what a list shows of it.

    `said` are the words that count, one a line, by which it is held against the texts of a project (core.likeness).
    """

    file_name: str
    original_sha256: str
    media_type: str
    metadata: Mapping[str, Inferred]
    words: int
    images: int
    said: str = ""


def sketch_of(article: Article) -> Sketch:
    """Give what a list shows of an article."""
    images = sum(block.kind is BlockKind.IMAGE for block in article.blocks)
    sha256 = hashlib.sha256(article.original).hexdigest()
    said = "\n".join(words_of(article.text, article.blocks))
    return Sketch(article.file_name, sha256, article.media_type, article.metadata, article.words, images, said)


Result = Article | Sketch | Refusal


@dataclass(frozen=True, slots=True)
class Frame:
    """A header with the bytes that it announces."""

    header: Mapping[str, Json]
    pieces: Sequence[bytes] = ()

    @property
    def size(self) -> int:
        """How many bytes it holds, about."""
        return 1_000 + sum(map(len, self.pieces))


def write_frame(stream: BinaryIO, frame: Frame) -> None:
    """Send a frame; surrogates that stand for odd bytes of file names are kept."""
    header = json.dumps({**frame.header, "sizes": list(map(len, frame.pieces))}, separators=(",", ":")).encode()
    stream.write(_LENGTH.pack(len(header)) + header)
    for piece in frame.pieces:
        stream.write(piece)
    stream.flush()


def read_frame(stream: BinaryIO) -> Frame | None:
    """Receive a frame, or None at the end of the stream.

    Raises:
        NonsenseError: it is too large, cut off, or no frame at all.
    """
    length = stream.read(_LENGTH.size)
    if not length:
        return None
    if len(length) < _LENGTH.size:
        raise NonsenseError
    (size,) = _LENGTH.unpack(length)
    header = _loaded(_exactly(stream, size, LARGEST_HEADER))
    sizes = header.get("sizes") if isinstance(header, dict) else None
    if not isinstance(sizes, list) or not all(type(each) is int and each >= 0 for each in sizes):
        raise NonsenseError
    if sum(sizes) > LARGEST_FRAME:
        raise NonsenseError
    return Frame(header, [_exactly(stream, each, LARGEST_FRAME) for each in sizes])


def pack_request(files: Sequence[Wanted], is_sketch: bool) -> Frame:
    """Ask for files, each by its path or by its bytes."""
    asked = [{"path": str(each.path), "places": each.places, "has_data": each.data is not None} for each in files]
    return Frame({"files": asked, "sketch": is_sketch}, [each.data for each in files if each.data is not None])


def unpack_request(frame: Frame) -> tuple[list[Wanted], bool]:
    """Read a request; it comes from our own side."""
    pieces = iter(frame.pieces)
    files = [
        Wanted(
            Path(each["path"]),
            next(pieces) if each["has_data"] else None,
            None if each["places"] is None else tuple(map(tuple, each["places"])),
        )
        for each in frame.header["files"]
    ]
    return files, frame.header["sketch"]


def pack_result(result: Article | Refusal, place: Place, total: int, is_sketch: bool) -> Frame:
    """Say what stands at a place of the file; `total` is how many places it has."""
    where: dict[str, Json] = {"place": place, "total": total, "file_name": result.file_name}
    if isinstance(result, Refusal):
        return Frame(where | {"kind": "refusal", "reason": result.reason})
    where |= {"media_type": result.media_type, "metadata": _packed(result.metadata)}
    if is_sketch:
        sketch = sketch_of(result)
        counts = {"words": sketch.words, "images": sketch.images}
        where |= counts | {"kind": "sketch", "original": sketch.original_sha256}
        return Frame(where, [sketch.said.encode()])
    blocks = dump_blocks(result.blocks)
    pieces = [result.original, result.text.encode(), blocks, *result.pictures.values()]
    return Frame(where | {"kind": "article", "encoding": result.encoding, "words": result.words}, pieces)


def unpack_result(frame: Frame) -> tuple[Result, Place, int]:
    """Read an answer.

    Raises:
        NonsenseError: it does not fit together.
    """
    header = frame.header
    try:
        place = tuple(_number(each) for each in header["place"][:_DEEPEST_PLACE])
        name = _words(header["file_name"])
        return _UNPACKERS[header["kind"]](name, frame), place, _number(header["total"])
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
        raise NonsenseError from error


def _unpack_article(name: str, frame: Frame) -> Article:
    original, text, blocks, *pictures = frame.pieces
    most = (LARGEST_FILE, LARGEST_TEXT, LARGEST_BLOCKS)
    if any(len(piece) > limit for piece, limit in zip((original, text, blocks), most, strict=True)):
        raise NonsenseError
    if len(pictures) > MOST_PICTURES or any(len(each) > LARGEST_PICTURE for each in pictures):
        raise NonsenseError
    words, listed = text.decode(), load_blocks(blocks)
    _check_blocks(words, listed)
    return Article(
        name,
        original,
        words,
        listed,
        _unpacked(frame.header["metadata"]),
        _words(frame.header["media_type"]),
        _words(frame.header["encoding"]),
        {hashlib.sha256(each).hexdigest(): each for each in pictures},
        _number(frame.header["words"]),
    )


def _unpack_sketch(name: str, frame: Frame) -> Sketch:
    header = frame.header
    sha256 = _words(header["original"])
    if len(bytes.fromhex(sha256)) != hashlib.sha256().digest_size:
        raise NonsenseError
    (said,) = frame.pieces
    if len(said) > LARGEST_TEXT:
        raise NonsenseError
    return Sketch(
        name,
        sha256,
        _words(header["media_type"]),
        _unpacked(header["metadata"]),
        _number(header["words"]),
        _number(header["images"]),
        said.decode(),
    )


def _unpack_refusal(name: str, frame: Frame) -> Refusal:
    return Refusal(name, " ".join(_words(frame.header["reason"]).split()))


_UNPACKERS: Mapping[str, Callable[[str, Frame], Result]] = {
    "article": _unpack_article,
    "sketch": _unpack_sketch,
    "refusal": _unpack_refusal,
}


def _check_blocks(text: str, blocks: Sequence[Block]) -> None:
    """See that blocks cover the text in order, one line feed apart."""
    if not blocks or blocks[0].start != 0 or blocks[-1].end != len(text):
        raise NonsenseError
    if any(behind.start != before.end + 1 or text[before.end] != "\n" for before, behind in pairwise(blocks)):
        raise NonsenseError
    if any(type(block.start) is not int or block.end < block.start or not block.kind for block in blocks):
        raise NonsenseError
    if not all(
        type(block.level) is int and type(block.line) is int and isinstance(block.fold, str) for block in blocks
    ):
        raise NonsenseError


def _packed(metadata: Mapping[str, Inferred]) -> Json:
    """Give metadata as JSON; a date is an object, everything else is itself."""
    return {
        name: [known.value.to_json() if isinstance(known.value, FuzzyDate) else known.value, known.origin, known.sure]
        for name, known in metadata.items()
    }


def _unpacked(metadata: Mapping[str, Json]) -> dict[str, Inferred]:
    return {
        _words(name): Inferred(_value(value), _words(origin), sure is True)
        for name, (value, origin, sure) in metadata.items()
    }


def _value(value: Json) -> Json:
    if isinstance(value, dict):
        return FuzzyDate.from_json(value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise NonsenseError


def _words(value: Json) -> str:
    if not isinstance(value, str):
        raise NonsenseError
    return value


def _number(value: Json) -> int:
    if type(value) is not int or value < 0:
        raise NonsenseError
    return value


def _exactly(stream: BinaryIO, size: int, most: int) -> bytes:
    data = stream.read(size) if size <= most else b""
    if len(data) != size:
        raise NonsenseError
    return data


def _loaded(data: bytes) -> Json:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NonsenseError from error
