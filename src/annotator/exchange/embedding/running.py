"""A model at work: sentences in, vectors out. Imported only when there is a model to run."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer
from tokenizers.implementations import BertWordPieceTokenizer

from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.exchange.embedding.finding import FoundModel

# Longer sentences are cut, and few are: the time a batch takes grows with its longest sentence.
_MOST_TOKENS = 128
_AT_ONCE = 16
_BLOCK = 1 << 20
_READY_MADE = "sentence_embedding"
# What is no model of sentences is told before it is used.
_TRIAL = ("The ferry was late.",)


class OnnxModel:
    """Implements store.embeddings.Model with ONNX Runtime, on one processor, so that the window keeps the others.

    Raises:
        AnnotatorError: the files cannot be read as a model.
    """

    def __init__(self, found: FoundModel) -> None:
        self.name = found.name
        self.languages = found.languages
        self._is_of_first_token = found.is_of_first_token
        try:
            self.key = f"{found.name} {_sha256(found)}"
            self._cut = _tokenizer(found)
            self._session = onnxruntime.InferenceSession(
                str(found.weights), _options(), providers=["CPUExecutionProvider"]
            )
            self._wanted = {each.name for each in self._session.get_inputs()}
            outputs = [each.name for each in self._session.get_outputs()]
            self._output = _READY_MADE if _READY_MADE in outputs else outputs[0]
            self.vectors(_TRIAL)
        except OSError as error:
            raise EnvironmentFaultError(f"{found.weights} cannot be read: {error.strerror}.") from error
        except Exception as error:  # both libraries raise errors of their own that have no common name
            raise RefusedError(f"{found.weights.parent} holds no model that can be run here.") from error

    def vectors(self, texts: Sequence[str]) -> Any:
        """Give one vector of length 1 for each text, as rows."""
        cut = self._cut.encode_batch(list(texts))
        # Like lengths together: each batch is filled up to its longest.
        order = sorted(range(len(texts)), key=lambda at: len(cut[at].ids))
        rows: list[Any] = [None] * len(texts)
        for first in range(0, len(order), _AT_ONCE):
            places = order[first : first + _AT_ONCE]
            for at, row in zip(places, self._run([cut[at].ids for at in places]), strict=True):
                rows[at] = row
        return np.stack(rows).astype(np.float32)

    def _run(self, ids: Sequence[Sequence[int]]) -> Any:
        shape = len(ids), max(map(len, ids))
        tokens, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for at, each in enumerate(ids):
            tokens[at, : len(each)] = each
            mask[at, : len(each)] = 1
        given = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros(shape, np.int64)}
        found = self._session.run([self._output], {name: each for name, each in given.items() if name in self._wanted})
        told = np.asarray(found[0], np.float32)
        if told.ndim == 3:
            told = told[:, 0] if self._is_of_first_token else (told * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
        lengths = np.linalg.norm(told, axis=1, keepdims=True)
        return told / np.where(lengths > 0, lengths, 1)


def _options() -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


def _sha256(found: FoundModel) -> str:
    made = hashlib.sha256()
    for path in (found.weights, found.vocabulary):
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                made.update(block)
    return made.hexdigest()


def _tokenizer(found: FoundModel) -> Any:
    if found.vocabulary.suffix == ".json":
        made = Tokenizer.from_file(str(found.vocabulary))
    else:
        made = BertWordPieceTokenizer(str(found.vocabulary), lowercase=True)
    made.no_padding()
    made.enable_truncation(_MOST_TOKENS)
    return made
