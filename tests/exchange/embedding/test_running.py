"""The real model at work, where it is installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.core.errors import RefusedError
from annotator.exchange.embedding.finding import FoundModel, installed_model, model_in
from tests.tools import CHECKOUT

if TYPE_CHECKING:
    from annotator.exchange.embedding.running import OnnxModel

LATE = "The ferry left the harbour an hour late."
DELAYED = "The boat's departure was delayed by sixty minutes."
COWS = "Cattle grazed on the meadow."

pytestmark = pytest.mark.skipif(installed_model() is None, reason="no model: it comes with the extra `semantic`")


@pytest.fixture(scope="module")
def found() -> FoundModel:
    made = installed_model()
    assert made is not None
    return made


@pytest.fixture(scope="module")
def model(found: FoundModel) -> "OnnxModel":
    from annotator.exchange.embedding.running import OnnxModel

    return OnnxModel(found)


def test_other_words_for_the_same_are_nearer_than_other_things(model: "OnnxModel"):
    late, delayed, cows = model.vectors([LATE, DELAYED, COWS])
    assert late @ delayed > 0.5 > 0.2 > late @ cows


def test_vectors_have_the_length_one(model: "OnnxModel"):
    (vector,) = model.vectors([LATE])
    assert vector @ vector == pytest.approx(1.0, abs=1e-5)


def test_vectors_come_in_the_order_of_the_texts(model: "OnnxModel"):
    texts = [COWS + " " + LATE, COWS, LATE, DELAYED]
    together = model.vectors(texts)
    assert all(row @ model.vectors([text])[0] > 0.98 for row, text in zip(together, texts, strict=True))


def test_a_text_longer_than_the_model_can_take_is_cut(model: "OnnxModel"):
    long = " ".join([LATE] * 60)
    assert model.vectors([long]) @ model.vectors([long + COWS])[0] == pytest.approx(1.0, abs=1e-3)


def test_a_folder_with_the_same_files_runs_the_same(found: FoundModel, model: "OnnxModel", tmp_path: Path):
    from annotator.exchange.embedding.running import OnnxModel

    shutil.copy(found.weights, tmp_path / "model.onnx")
    shutil.copy(found.vocabulary, tmp_path / "vocab.txt")
    other = OnnxModel(model_in(tmp_path))
    assert other.vectors([LATE])[0] @ model.vectors([LATE])[0] == pytest.approx(1.0, abs=1e-5)


def test_a_file_that_is_no_model_is_refused(found: FoundModel, tmp_path: Path):
    from annotator.exchange.embedding.running import OnnxModel

    (tmp_path / "model.onnx").write_bytes(b"no numbers")
    shutil.copy(found.vocabulary, tmp_path / "vocab.txt")
    with pytest.raises(RefusedError):
        OnnxModel(model_in(tmp_path))


def test_it_runs_where_no_network_can_be_reached():
    script = (
        "import socket\n"
        "def refuse(*_, **__): raise AssertionError('the network was asked')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from annotator.exchange.embedding.finding import installed_model\n"
        "from annotator.exchange.embedding.running import OnnxModel\n"
        "print(OnnxModel(installed_model()).vectors(['Fog.']).shape)\n"
    )
    path = os.pathsep.join([str(CHECKOUT / "src"), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert done.stdout.strip() == "(1, 384)", done.stderr
