"""A worker like the real one, except that the names of some text files make it misbehave."""

import sys

import pytest

_CODE = """
import os, sys, time
from annotator.exchange.importing import plain_text, wire, worker

read = plain_text.read
answers = []
own_streams = worker._own_streams

def streams():
    both = own_streams()
    answers.append(both[1])
    return both

def misbehave(capture):
    name = capture.file_name
    if name.startswith("dies"):
        os._exit(3)
    if name.startswith("hangs"):
        time.sleep(600)
    if name.startswith("slow"):
        time.sleep(0.5)
    if name.startswith("fails"):
        raise ValueError("a fault of ours")
    if name.startswith("greedy"):
        raise MemoryError
    if name.startswith("prints"):
        print("not an answer", flush=True)
    if name.startswith("raves"):
        answers[0].write(b"\\x00\\x00\\x00\\x04what")
        answers[0].flush()
    if name.startswith("boasts"):
        answers[0].write(b"\\xff" * 64)
        answers[0].flush()
    if name.startswith("lies"):
        header = {"kind": "article", "place": [], "total": 1, "file_name": "a.txt", "media_type": "text/plain",
                  "metadata": {}, "encoding": "utf-8"}
        wire.write_frame(answers[0], wire.Frame(header, [b"x", b"words", b'[["paragraph",0,900,0,"",1,{}]]']))
    if name.startswith("last word"):
        write = wire.write_frame
        def write_and_die(stream, frame):
            if frame.header.get("kind") == worker.END:
                os._exit(3)
            write(stream, frame)
        worker.write_frame = write_and_die
    return read(capture)

plain_text.read = misbehave
worker._own_streams = streams
sys.exit(worker.main())
"""


def unruly_command() -> list[str]:
    return [sys.executable, "-c", _CODE]


@pytest.fixture
def unruly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pools start the worker that misbehaves."""
    monkeypatch.setattr("annotator.exchange.importing.worker_process._command", unruly_command)
