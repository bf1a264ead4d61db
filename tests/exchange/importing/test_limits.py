"""A process that reads files can read files, and nothing else."""

import subprocess
import sys

import pytest

_TRY = """
import contextlib, os, pathlib, subprocess, sys
from annotator.exchange.importing import limits
limits.confine()
try:
    {action}
except (PermissionError, MemoryError) as error:
    print(type(error).__name__)
except FileNotFoundError:
    print("no temporary folder")
else:
    print("done")
"""


def _tried(action: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _TRY.format(action=action), *arguments], capture_output=True, text=True
    )
    return done.stdout.strip() or done.stderr


@pytest.mark.parametrize(
    "action",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://localhost/')",
        "subprocess.run([sys.executable, '-c', ''])",
        "os.system('true')",
        "open(sys.argv[1], 'w')",
        "open(sys.argv[1], 'r+')",
        "os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)",
        "os.remove(sys.argv[1])",
        "os.rename(sys.argv[1], sys.argv[1] + '2')",
        "os.mkdir(sys.argv[1] + '2')",
        "pathlib.Path(sys.argv[1]).chmod(0o777)",
        "import pickle; pickle.loads(pickle.dumps(print))",
        "import ctypes; ctypes.CDLL('libc.so.6')",
    ],
)
def test_it_may_not(action: str, tmp_path):
    (tmp_path / "a.txt").write_text("The ferry.", encoding="utf-8")
    assert _tried(action, str(tmp_path / "a.txt")) == "PermissionError"
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("a.txt", "The ferry.")]


@pytest.mark.parametrize(
    "action",
    [
        "pathlib.Path(sys.argv[1]).read_bytes()",
        "import pypdfium2; pypdfium2.PdfDocument.new()",
        "import trafilatura, htmldate, lxml.html, charset_normalizer, markdown_it",
    ],
)
def test_it_may(action: str, tmp_path):
    (tmp_path / "a.txt").write_text("The ferry.", encoding="utf-8")
    assert _tried(action, str(tmp_path / "a.txt")) == "done"


@pytest.mark.skipif(sys.platform != "linux", reason="only here the system says how much memory a process has")
def test_it_may_not_take_all_memory():
    assert _tried("bytearray(limits.MOST_MEMORY + 1)") == "MemoryError"


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_it_leaves_no_memory_behind_when_it_dies():
    action = "import resource; assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)"
    assert _tried(action) == "done"
