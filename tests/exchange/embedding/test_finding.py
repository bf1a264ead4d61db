"""Which model there is on this computer, told without loading it."""

import json
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from annotator.core.errors import RefusedError
from annotator.exchange.embedding import finding
from annotator.exchange.embedding.finding import can_run, installed_model, model_in

PACKAGES = ("numpy", "onnxruntime", "tokenizers")


@pytest.fixture
def _runnable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "find_spec", lambda name: ModuleSpec(name, None) if name in PACKAGES else None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "many-languages"
    (made / "onnx").mkdir(parents=True)
    (made / "onnx" / "model.onnx").write_bytes(b"numbers")
    (made / "tokenizer.json").write_text("{}", encoding="utf-8")
    return made


def card(folder: Path, words: str) -> None:
    (folder / "README.md").write_text(f"---\n{words}\nlicense: apache-2.0\n---\n# A model\n", encoding="utf-8")


def test_without_the_extra_no_model_is_installed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finding, "find_spec", lambda name: None)
    assert not can_run()
    assert installed_model() is None


def test_the_installed_model_lies_in_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "model.onnx").write_bytes(b"numbers")
    spec = ModuleSpec("model", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(finding, "find_spec", lambda name: spec)
    found = installed_model()
    assert found is not None
    assert found.weights == tmp_path / "model.onnx"
    assert found.languages == {"en"}


def test_the_vocabulary_of_the_installed_model_comes_with_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "model.onnx").write_bytes(b"numbers")
    spec = ModuleSpec("model", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(finding, "find_spec", lambda name: spec)
    found = installed_model()
    assert found is not None
    assert found.vocabulary.read_text(encoding="utf-8").split("\n")[101:103] == ["[CLS]", "[SEP]"]


def test_looking_for_a_model_imports_nothing_of_it(monkeypatch: pytest.MonkeyPatch):
    for name in PACKAGES:
        monkeypatch.delitem(sys.modules, name, raising=False)
    installed_model()
    assert not set(PACKAGES) & set(sys.modules)


def test_a_folder_without_what_runs_it_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finding, "find_spec", lambda name: None)
    with pytest.raises(RefusedError, match=r"annotator\[semantic\]"):
        model_in(folder)


@pytest.mark.usefixtures("_runnable")
def test_a_folder_gives_weights_vocabulary_and_its_name(folder: Path):
    found = model_in(folder)
    assert (found.name, found.weights, found.vocabulary) == (
        "many-languages",
        folder / "onnx" / "model.onnx",
        folder / "tokenizer.json",
    )


@pytest.mark.usefixtures("_runnable")
def test_a_folder_without_a_model_is_refused(tmp_path: Path):
    with pytest.raises(RefusedError, match=r"model\.onnx"):
        model_in(tmp_path)


@pytest.mark.usefixtures("_runnable")
def test_a_model_without_a_vocabulary_is_refused(folder: Path):
    (folder / "tokenizer.json").unlink()
    with pytest.raises(RefusedError, match=r"tokenizer\.json"):
        model_in(folder)


@pytest.mark.usefixtures("_runnable")
@pytest.mark.parametrize(
    ("words", "languages"),
    [
        ("language: en", {"en"}),
        ("language:\n- de\n- fr\ntags: [it]", {"de", "fr"}),
        ("language: [en, ko]", {"en", "ko"}),
        ("language:\n- multilingual\n- ar", set()),
        ("tags: [en]", set()),
    ],
)
def test_the_card_says_which_languages_it_is_for(folder: Path, words: str, languages: set[str]):
    card(folder, words)
    assert model_in(folder).languages == languages


@pytest.mark.usefixtures("_runnable")
def test_without_a_card_it_is_asked_about_every_text(folder: Path):
    assert model_in(folder).languages == set()


@pytest.mark.usefixtures("_runnable")
@pytest.mark.parametrize("is_first", [True, False])
def test_the_folder_says_whether_the_first_token_speaks_for_the_sentence(folder: Path, is_first: bool):
    (folder / "1_Pooling").mkdir()
    pooling = {"pooling_mode_cls_token": is_first, "pooling_mode_mean_tokens": not is_first}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling), encoding="utf-8")
    assert model_in(folder).is_of_first_token is is_first


@pytest.mark.usefixtures("_runnable")
def test_a_damaged_account_of_pooling_counts_as_none(folder: Path):
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text("{", encoding="utf-8")
    assert not model_in(folder).is_of_first_token
