from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.briefing.material import Material
from annotator.core.briefing.matrix import matrix as briefing_matrix
from annotator.core.compare.disagreements import Question
from annotator.core.compare.matrix import Grouping, Kind, Matrix, Measure
from annotator.core.dates import parse_date
from annotator.exchange.sample import build_sample
from annotator.session.compare_session import Watched, Wish, call_contradiction, read_disagreements, read_matrix
from annotator.store.reader import Reader
from annotator.store.viewing import view
from tests.ui.harbour import Harbour, harbour

__all__ = ["harbour"]
BY_SOURCE = Wish(grouping=Grouping.SOURCE)


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Reader]:
    path = tmp_path / "sample.annotator"
    build_sample(path)
    with view(path) as reader:
        yield reader


def test_the_matrix_counts_as_the_briefing_does(sample: Reader):
    (band,) = briefing_matrix(Material(sample, (), None)).bands
    names = [name for name, _ in band.heads]
    shown = read_matrix(sample, BY_SOURCE)
    columns = {column.name: column for column in shown.columns}
    rows = {row.uid: row for row in shown.rows}
    for told in band.rows:
        row = rows[told.chapter.target]
        cells = [shown.cell(row, columns[name]) for name in names]
        assert [(cell.statements, cell.contradicted > 0) for cell in cells] == [
            (cell.count, cell.is_contested) for cell in told.cells
        ]
        assert (shown.total(row).origins, shown.total(row).statements) == (told.origins, told.statements)


def test_each_kind_of_matrix_has_rows_and_columns(sample: Reader):
    for kind in Kind:
        shown = read_matrix(sample, Wish(kind))
        assert shown.kind is kind
        assert shown.rows
        assert shown.columns


def test_words_are_counted_only_where_they_are_wanted(sample: Reader):
    assert read_matrix(sample, BY_SOURCE).most(Measure.WORDS) == 0
    assert read_matrix(sample, Wish(measure=Measure.WORDS)).most(Measure.WORDS) > 10


def test_a_pair_whose_dates_differ_can_be_called_a_contradiction(harbour: Harbour):
    session = harbour.session
    one, other = harbour.statement_uids[0], harbour.statement_uids[4]
    for uid, words in ((one, "3 Mar 2024"), (other, "4 Mar 2024")):
        session.perform(edits.set_statement_field(uid, "event_date", parse_date(words)), "Date")
    session.perform(edits.link_statements(session.reader, "repeats", one, other), "Link")
    (found,) = read_disagreements(session.reader)
    session.perform(call_contradiction(session.reader, found), "Call it a contradiction")
    assert [each.question for each in read_disagreements(session.reader)] == [Question.CONTRADICTION]
    assert {link.kind for link in session.reader.links()} == {"repeats", "contradicts"}


class Answers:
    """A watched matrix, and every answer that came."""

    def __init__(self, harbour: Harbour) -> None:
        self.came: list[Matrix] = []
        self.watched = Watched(
            harbour.session, lambda reader: read_matrix(reader, BY_SOURCE), self.came.append, ("placement",)
        )


@pytest.fixture
def answers(harbour: Harbour) -> Iterator[Answers]:
    made = Answers(harbour)
    yield made
    made.watched.stop()


def test_nothing_is_asked_while_nobody_looks(answers: Answers, harbour: Harbour):
    harbour.place(1)
    answers.watched.ask()
    assert answers.came == []


def test_what_changed_meanwhile_is_asked_once_somebody_looks(answers: Answers, harbour: Harbour):
    harbour.place(1)
    harbour.place(2)
    answers.watched.set_watched(True)
    assert [each.cells.popitem()[1].statements for each in answers.came] == [2]


def test_a_change_that_touches_the_answer_asks_again_and_another_does_not(answers: Answers, harbour: Harbour):
    answers.watched.set_watched(True)
    harbour.session.perform(edits.add_tag(harbour.session.reader, "fog"), "Add tag")
    assert len(answers.came) == 1
    harbour.place(1)
    assert len(answers.came) == 2
