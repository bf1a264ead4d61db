"""Footnotes of a PDF: smaller lines at the foot of a column, each with its label, and the marks that refer to them."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_paragraphs import Paragraph
from annotator.exchange.importing.pdf_words import Word

_SMALLER = 0.95
_LABEL = re.compile(r"[\[(]?(\d{1,4}|[*†‡§¶]{1,4}|[a-z]|[ivxlc]{1,6})[\])]?[.)]?")
_PLAIN_LABEL = re.compile(r"[\[(]?(\d{1,4}|[*†‡§¶]{1,4})[\])]?[.)]?")
_MARK_IN_TEXT = re.compile(r"\[(\d{1,4})\]")
_GLUED = re.compile(r"(\d{1,3})([^\W\d_].*)")


def label_of(word: Word) -> str:
    """Give the label that a mark names, or "" where it is none."""
    match = _LABEL.fullmatch(unicodedata.normalize("NFKC", word.text))
    return match[1] if match else ""


def marks_in(lines: Iterable[Line]) -> set[str]:
    """Give the labels to which marks in some lines refer."""
    found: set[str] = set()
    for line in lines:
        found |= {label_of(word) for word in line.words[1:] if word.is_raised}
        found.update(_MARK_IN_TEXT.findall(line.text))
    return found - {""}


def split_notes(
    lines: Sequence[Line], body_size: float, referred: Collection[str]
) -> tuple[list[Line], list[Paragraph]]:
    """Part a region into its text and the notes at its foot; `referred` are the labels that marks in the text name."""
    start = len(lines)
    while start > 0 and _is_small(lines[start - 1], body_size):
        start -= 1
    for line in lines[start:]:
        _part_label(line, referred)
    while start < len(lines) and _note_label(lines[start]) not in referred:
        start += 1
    notes: list[Paragraph] = []
    for line in lines[start:]:
        label = _note_label(line)
        if label in referred and (not notes or _follows(notes[-1], line, label)):
            notes.append(Paragraph([line], BlockKind.FOOTNOTE, label=label))
        elif notes:
            notes[-1].lines.append(line)
    return list(lines[:start]), notes


def _is_small(line: Line, body_size: float) -> bool:
    return line.picture is None and line.size <= _SMALLER * body_size


def _part_label(line: Line, referred: Collection[str]) -> None:
    """Part a label from the word that it stands against: "1See"."""
    match = _GLUED.match(line.words[0].text)
    if match and match[1] in referred and not line.words[0].is_raised:
        first = line.words[0]
        middle = first.left + (first.right - first.left) * len(match[1]) / len(first.text)
        label = replace(first, text=match[1], right=middle)
        line.words[:1] = [label, replace(first, text=match[2], left=middle, is_spaced=True)]


def _note_label(line: Line) -> str:
    """Give the label with which a line begins: a raised one, or a number or sign with words behind it."""
    if line.picture is not None or len(line.words) < 2:
        return ""
    first = line.words[0]
    if first.is_raised:
        return label_of(first)
    match = _PLAIN_LABEL.fullmatch(first.text)
    return match[1] if match and line.words[1].is_spaced else ""


def _follows(last: Paragraph, line: Line, label: str) -> bool:
    """Tell whether a label is the next one, and no number at the beginning of a note's second line."""
    if line.words[0].is_raised or not (label.isdigit() and last.label.isdigit()):
        return line.words[0].is_raised or not label.isdigit()
    return int(label) == int(last.label) + 1
