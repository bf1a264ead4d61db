"""What goes between a reader of files and its parent, and what is not believed."""

import io
import json
import struct
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.records import Article, FuzzyDate, Inferred
from annotator.exchange.importing import Refusal, article_from_bytes
from annotator.exchange.importing.wire import (
    Frame,
    NonsenseError,
    Sketch,
    Wanted,
    pack_request,
    pack_result,
    read_frame,
    sketch_of,
    unpack_request,
    unpack_result,
    write_frame,
)
from tests.exchange.importing.test_articles import TEXTS, hold_the_laws
from tests.pictures import png

DAY = FuzzyDate(date(2024, 3, 5), date(2024, 3, 5), "day", "5 March")


def _carried(frame: Frame) -> Frame:
    stream = io.BytesIO()
    write_frame(stream, frame)
    stream.seek(0)
    carried = read_frame(stream)
    assert carried is not None
    return carried


def _article() -> Article:
    made = article_from_bytes("The ferry\n\nIt was late. Nobody knew why, 漢字 😀.\n".encode(), "ferry.txt")
    return replace(made, metadata={**made.metadata, "published": Inferred(DAY, "line 1", sure=False)})


@given(TEXTS)
def test_an_article_arrives_as_it_was_sent(text: str):
    try:
        article = article_from_bytes(text.encode(), "a.txt")
    except RefusedError:
        return
    assert unpack_result(_carried(pack_result(article, (3, 1), 7, is_sketch=False))) == (article, (3, 1), 7)


def test_dates_and_pictures_arrive_too():
    data = png(3, 2)
    article = _article()
    sent = pack_result(article, (), 1, is_sketch=False)
    carried, _, _ = unpack_result(_carried(Frame(sent.header, [*sent.pieces, data])))
    assert isinstance(carried, Article)
    assert carried.metadata["published"] == Inferred(DAY, "line 1", sure=False)
    assert list(carried.pictures.values()) == [data]


def test_every_field_of_an_article_is_carried():
    carried = {"file_name", "original", "text", "blocks", "metadata", "media_type", "encoding", "pictures", "words"}
    assert {field.name for field in fields(Article)} == carried


def test_a_sketch_says_what_a_list_shows_and_no_more():
    sent = pack_result(_article(), (2,), 5, is_sketch=True)
    assert sent.pieces == [sketch_of(_article()).said.encode()]
    sketch, place, total = unpack_result(_carried(sent))
    assert isinstance(sketch, Sketch)
    assert sketch == sketch_of(_article())
    assert (place, total, sketch.words) == ((2,), 5, 10)


def test_a_refusal_is_one_line():
    sent = pack_result(Refusal("a.pdf", "It is\nlocked."), (), 1, is_sketch=False)
    assert unpack_result(_carried(sent))[0] == Refusal("a.pdf", "It is locked.")


def test_a_request_names_files_bytes_and_places():
    files = [Wanted(Path("a\udc80.txt")), Wanted(Path("b.csv"), b"x,y", ((4,), (5, 0)))]
    assert unpack_request(_carried(pack_request(files, is_sketch=True))) == (files, True)


def test_the_end_of_the_stream_is_no_frame():
    assert read_frame(io.BytesIO()) is None


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x00",
        b"\xff\xff\xff\xff",
        b"\x00\x00\x00\x04what",
        b"\x00\x00\x00\x02{}",
        b"\x00\x00\x00\x02[]",
        struct.pack(">I", 15) + b'{"sizes":[9e9]}',
        struct.pack(">I", 14) + b'{"sizes":[-1]}',
        struct.pack(">I", 23) + b'{"sizes":[999999999999]}'[:23],
        struct.pack(">I", 13) + b'{"sizes":[4]}abc',
    ],
)
def test_what_is_cut_off_or_too_large_is_no_answer(data: bytes):
    with pytest.raises(NonsenseError):
        read_frame(io.BytesIO(data))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_frame_or_nonsense(data: bytes):
    try:
        frame = read_frame(io.BytesIO(struct.pack(">I", len(data)) + data))
    except NonsenseError:
        return
    assert frame is not None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 2**40) | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(["article", "sketch", "refusal"]), st.data())
def test_an_answer_with_anything_in_any_field_is_sound_or_nonsense(kind: str, data: st.DataObject):
    result = Refusal("a", "No.") if kind == "refusal" else _article()
    sent = pack_result(result, (), 1, is_sketch=kind == "sketch")
    header, pieces = dict(sent.header), list(sent.pieces)
    field = data.draw(st.sampled_from([*header, *range(len(pieces))]))
    if isinstance(field, int):
        pieces[field] = data.draw(st.binary(max_size=9) | VALUES.map(lambda value: json.dumps(value).encode()))
    else:
        header[field] = data.draw(VALUES)
    try:
        carried, place, total = unpack_result(Frame(header, pieces))
    except NonsenseError:
        return
    assert all(number >= 0 for number in (*place, total))
    if isinstance(carried, Article) and field != "metadata":
        hold_the_laws(carried)


def test_blocks_that_do_not_cover_the_text_are_nonsense():
    sent = pack_result(_article(), (), 1, is_sketch=False)
    with pytest.raises(NonsenseError):
        unpack_result(Frame(sent.header, [sent.pieces[0], b"other words", *sent.pieces[2:]]))


def test_deeply_nested_answers_are_nonsense():
    sent = pack_result(_article(), (), 1, is_sketch=False)
    with pytest.raises(NonsenseError):
        unpack_result(Frame(sent.header, [*sent.pieces[:2], b"[" * 100_000]))
