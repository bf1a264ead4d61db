"""The process that reads files: it takes requests on its input, answers on its output, and can do little else."""

import os
import sys
import traceback
from collections.abc import Iterator
from typing import BinaryIO

from annotator.core.errors import AnnotatorError
from annotator.exchange.importing import limits
from annotator.exchange.importing.articles import Entry, capture_file, entries
from annotator.exchange.importing.capture import Capture, Refusal
from annotator.exchange.importing.wire import Frame, Wanted, pack_result, read_frame, unpack_request, write_frame

# What the packaged program is started with to be a reader and nothing else (see packaging/launch.py).
ARGUMENT = "--read-for-import"
READY, END, FAULT = "ready", "end", "fault"
TOO_MUCH_MEMORY = (
    "Reading this file needed more memory than an article should, so it was left out; "
    "split it, or save it in another format, and import that."
)
STOPPED = "The file could not be read: its reader stopped. Save it in another format and import that."
_LARGEST_REASON = 2_000


def main() -> int:
    """Answer requests until the input ends."""
    requests, answers = _own_streams()
    limits.confine()
    size_at_start = limits.memory_in_use()
    write_frame(answers, Frame({"kind": READY}))
    while (frame := read_frame(requests)) is not None:
        files, is_sketch = unpack_request(frame)
        for wanted in files:
            is_well = _answer(answers, wanted, is_sketch)
            is_leaving = not is_well or limits.memory_in_use() > size_at_start + limits.OVERGROWN
            write_frame(answers, Frame({"kind": END, "is_leaving": is_leaving}))
            if is_leaving:
                return 0
    return 0


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Take the standard streams for the requests and answers alone: a library that prints must not be heard."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, answers


def _answer(answers: BinaryIO, wanted: Wanted, is_sketch: bool) -> bool:
    """Read one file and send what is in it; give whether this process is still in a state to read another."""
    name = wanted.path.name.encode(errors="replace").decode()
    try:
        for entry in _entries(wanted):
            write_frame(answers, pack_result(entry.result, entry.place, entry.total, is_sketch))
    except AnnotatorError as error:
        _refuse(answers, name, str(error))
    except MemoryError:
        _refuse(answers, name, TOO_MUCH_MEMORY)
        return False
    except BrokenPipeError:
        raise
    except Exception:
        write_frame(answers, Frame({"kind": FAULT, "words": traceback.format_exc()[-_LARGEST_REASON:]}))
        _refuse(answers, name, STOPPED)
    return True


def _entries(wanted: Wanted) -> Iterator[Entry]:
    if wanted.data is None:
        capture = capture_file(wanted.path)
    else:
        capture = Capture(wanted.data, wanted.path.name)
    limits.limit_processor_time(len(capture.data))
    yield from entries(capture, wanted.places)


def _refuse(answers: BinaryIO, name: str, reason: str) -> None:
    write_frame(answers, pack_result(Refusal(name, reason), (), 1, is_sketch=False))


if __name__ == "__main__":
    sys.exit(main())
