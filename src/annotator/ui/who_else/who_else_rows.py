"""The rows of the panel: headings, linked statements, and passages alike."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from annotator.core.similarity.answers import Alike, AlikePassage, Group, Sharing
from annotator.session.details import LONGEST_LABEL, locator_of
from annotator.session.who_else_question import Answer, LinkedStatement, WordedPassage
from annotator.ui.read.headed_rows import HeadedRows
from annotator.ui.read.link_words import LINK_ORDER, link_words

Choice = LinkedStatement | AlikePassage


class WhoElseRows(HeadedRows):
    """Linked statements first, contradictions before the rest; then passages, those of one origin together."""

    def key_of(self, row: int) -> tuple[str, int]:
        """Give what tells a row from others when the rows are new: its revision and where it begins."""
        choice = self._rows[row] if 0 <= row < len(self._rows) else None
        if isinstance(choice, LinkedStatement):
            return choice.other.anchor.revision_uid, choice.other.anchor.start
        return (choice.revision_uid, choice.start) if isinstance(choice, AlikePassage) else ("", 0)

    def row_of(self, key: tuple[str, int]) -> int:
        """Give the row of a key, or -1."""
        return next((at for at in range(len(self._rows)) if self.key_of(at) == key and key[0]), -1)

    def show_answer(self, answer: Answer | None) -> None:
        """Show another answer."""
        rows: list[object] = []
        if answer is not None and answer.linked:
            order = sorted(answer.linked, key=lambda each: (LINK_ORDER.index(each.link.kind), each.other.number))
            rows += [_tr("Linked"), *order]
        for group in answer.groups if answer is not None else ():
            rows += [head_words(group), *group.passages]
        self.set_rows(rows)

    def spoken_words_of(self, row: object) -> str:
        """Say a row to a screen reader, its place before its words."""
        return f"{place_words(row)}: {quote_of(row)}" if isinstance(row, Choice) else ""

    def tip_of(self, row: object) -> str:
        """Give the whole passage."""
        return quote_of(row) if isinstance(row, Choice) else ""

    def words_of(self, row: object) -> str:
        """Give what can be searched for in a row."""
        return self.spoken_words_of(row)


def alike_words(alike: Alike) -> str:
    """Say how alike passages are."""
    words: Mapping[Alike, str] = {
        Alike.MUCH: _tr("very alike"),
        Alike.SOME: _tr("alike"),
        Alike.LITTLE: _tr("a little alike"),
    }
    return words[alike]


def count_words(answer: Answer) -> str:
    """Say how many sources say it, and of how many origins they are: "5 sources, 2 origins".

    Where there are more than are listed, their number says nothing.
    """
    if not answer.sources:
        return ""
    if answer.is_cut:
        return _tr("the {0} most alike").format(len(answer.passages))
    sources = _tr("1 source") if answer.sources == 1 else _tr("{0} sources").format(answer.sources)
    if answer.has_own_origin:
        origins = {0: _tr("no other origin"), 1: _tr("1 other origin")}
        said = origins.get(answer.origins) or _tr("{0} other origins").format(answer.origins)
    else:
        said = _tr("1 origin") if answer.origins == 1 else _tr("{0} origins").format(answer.origins)
    return _tr("{0}, {1}").format(sources, said)


def detail_words(row: Choice) -> str:
    """Say where in its source a row stands and how it is to what is asked about: "¶4, supports"."""
    if isinstance(row, LinkedStatement):
        words = link_words(row.link.kind, is_from=row.is_from)
        parts = [locator_of(row.other.locator_kind, row.other.locator), words[:1].lower() + words[1:]]
    else:
        alike = "" if isinstance(row, WordedPassage) else alike_words(row.alike)
        parts = [locator_of(row.locator_kind, row.locator), alike]
        parts += [row.statement.code] if row.statement else []
    return ", ".join(part for part in parts if part)


def head_words(group: Group) -> str:
    """Say what the sources of a group have in common."""
    is_worded = any(isinstance(each, WordedPassage) for each in group.passages)
    words = {
        Sharing.NOTHING: _tr("With these words in other sources") if is_worded else _tr("Alike in other sources"),
        Sharing.ORIGIN: _tr("Same origin: {0}").format(group.name),
        Sharing.PERHAPS: _tr("Perhaps one origin: their texts are alike"),
        Sharing.OWN_ORIGIN: _tr("Same origin as this source"),
    }
    return words[group.sharing]


def place_words(row: Choice) -> str:
    """Say source, place and relation."""
    return f"{source_words(row)} {detail_words(row)}"


def quote_of(row: Choice) -> str:
    """Give the words of a row on one line."""
    text = row.other.anchor.quote if isinstance(row, LinkedStatement) else row.text
    return " ".join(text.split())


def source_words(row: Choice) -> str:
    """Name the source of a row."""
    label = row.source.label
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def _tr(words: str) -> str:
    return QCoreApplication.translate("WhoElse", words)
