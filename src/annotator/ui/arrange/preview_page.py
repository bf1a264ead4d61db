"""What a chapter of the briefing says, written into a text document: a picture of the page for the screen."""

from collections.abc import Iterable

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)

from annotator.core.briefing import (
    ChapterPart,
    Footnote,
    KeyJudgement,
    Label,
    Paragraph,
    Quotation,
    Reference,
    Remark,
    Run,
)
from annotator.core.briefing.tree import Inline, Item, Picture, PicturesPart
from annotator.core.words import Words
from annotator.ui.theme import Step, Theme, colour, interface_font, reading_font

# Properties of a block, each the name of a token: the rules that are drawn above, below and at the left of it.
ABOVE, BELOW, LEFT = (int(QTextFormat.Property.UserProperty) + number for number in (1, 2, 3))
INDENT = 22.0
WIDEST_PICTURE = 360
_JOINT = "      "
_TONES = {"warning": "warn", "supported": "success", "contradicted": "warn"}


class PreviewPage:
    """Write chapters, their pictures and their footnotes; `places` are the blocks that references lead to."""

    def __init__(self, document: QTextDocument, words: Words) -> None:
        self._document = document
        self._words = words
        self._cursor = QTextCursor(document)
        self._notes: list[Footnote] = []
        self.places: dict[str, int] = {}

    def write(self, part: ChapterPart, pictures: PicturesPart | None) -> None:
        """Write everything."""
        self._cursor.beginEditBlock()
        self._write_part(part, is_first=True)
        for picture in pictures.pictures if pictures else ():
            self._write_picture(picture)
        self._write_notes()
        self._cursor.endEditBlock()

    # Chapters

    def _write_part(self, part: ChapterPart, *, is_first: bool) -> None:
        self._begin(top=20.0 if is_first else 26.0, bottom=10, place=part.uid)
        heading = _reading(Step.CHAPTER, "accent")
        heading.setFontWeight(700)
        self._cursor.insertText(f"{part.number} {part.title}".lstrip(), heading)
        for item in part.items:
            self._write_item(item)
        for child in part.children:
            self._write_part(child, is_first=False)

    def _write_item(self, item: Item) -> None:
        if isinstance(item, Paragraph):
            self._begin(bottom=10)
            self._write_all(item.parts)
        elif isinstance(item, KeyJudgement):
            self._write_judgement(item)
        elif isinstance(item, Label):
            self._begin(top=8, bottom=6)
            tone = "text" if item.level == 1 else "muted"
            self._cursor.insertText(item.text, _small(tone, is_bold=True, step=Step.BASE))
        elif isinstance(item, Remark):
            self._begin(bottom=10)
            self._cursor.insertText(item.text, _reading(Step.READER, "muted"))
        else:
            self._write_quotation(item)

    def _write_judgement(self, item: KeyJudgement) -> None:
        """Write a key judgement between rules, likelihood and confidence apart."""
        words = self._words
        self._begin(top=14, bottom=2, place=item.uid, rules={ABOVE: "accent"})
        self._cursor.insertText(words.key_judgement, _small("accent", is_bold=True))
        self._begin(bottom=3)
        self._write_all(item.parts)
        self._begin(bottom=20, rules={BELOW: "control_border"})
        for at, (name, value) in enumerate(((words.likelihood, item.likelihood), (words.confidence, item.confidence))):
            self._cursor.insertText(f"{_JOINT if at else ''}{name}  ", _small("text", is_bold=True))
            self._cursor.insertText(value or words.not_stated, _small("muted" if value else "warn"))

    def _write_quotation(self, item: Quotation) -> None:
        is_paraphrase = item.form == "paraphrased"
        place = item.statement_uid
        for number, paragraph in enumerate(item.paragraphs, 1):
            self._begin(left=INDENT, bottom=2, place=place, rules={} if is_paraphrase else {LEFT: "accent"})
            self._cursor.insertText(paragraph, _reading(Step.CARD, "muted" if is_paraphrase else "text"))
            if number == len(item.paragraphs):
                self._write_note_mark(item.footnote, Step.CARD)
        below: list[Iterable[Inline]] = [line.parts for line in item.corroboration]
        if item.pictures:
            below.append(_listed(item.pictures))
        self._begin(left=INDENT, bottom=1 if below else 10, place=place)
        self._cursor.insertText(item.source_line, _small("muted"))
        if not item.paragraphs:
            self._write_note_mark(item.footnote, Step.BASE)
        for at, parts in enumerate(below, 1):
            self._begin(left=INDENT, bottom=10 if at == len(below) else 1)
            self._write_all(parts, is_small=True)

    # Pictures and footnotes

    def _write_picture(self, picture: Picture) -> None:
        self._begin(top=16, bottom=4, place=picture.uid)
        image = QImage.fromData(picture.data)
        if not image.isNull():
            name = f"picture:{picture.uid}"
            self._document.addResource(int(QTextDocument.ResourceType.ImageResource.value), QUrl(name), image)
            shape = QTextImageFormat()
            shape.setName(name)
            shape.setWidth(min(WIDEST_PICTURE, image.width()))
            self._cursor.insertImage(shape)
            lines = self._cursor.blockFormat()
            lines.setLineHeight(0, int(QTextBlockFormat.LineHeightTypes.SingleHeight.value))
            self._cursor.setBlockFormat(lines)
            self._begin(bottom=4)
        self._cursor.insertText(self._words.picture.format(number=picture.number), _small("text", is_bold=True))
        rest = [each.strip() for each in (picture.caption, picture.credit, picture.source_line) if each.strip()]
        self._cursor.insertText(f"  {'  '.join(rest)}", _small("muted"))

    def _write_notes(self) -> None:
        for number, note in enumerate(self._notes, 1):
            self._begin(top=22.0 if number == 1 else 0.0, bottom=3, rules={ABOVE: "line"} if number == 1 else {})
            self._cursor.insertText(f"{number}  ", _small("muted"))
            self._write_all(note.runs, is_small=True)

    # Words

    def _write_all(self, parts: Iterable[Inline], *, is_small: bool = False) -> None:
        for part in parts:
            if isinstance(part, Footnote):
                self._write_note_mark(part, Step.READER)
            else:
                self._cursor.insertText(part.text, _set(part, is_small=is_small))

    def _write_note_mark(self, note: Footnote, step: Step) -> None:
        raised = QTextCharFormat.VerticalAlignment.AlignSuperScript
        mark = _reading(step, "accent")
        mark.setVerticalAlignment(raised)
        self._notes.append(note)
        cursor = self._cursor
        is_second = cursor.positionInBlock() > 0 and cursor.charFormat().verticalAlignment() == raised
        cursor.insertText(f",{len(self._notes)}" if is_second else f"{len(self._notes)}", mark)

    def _begin(
        self,
        *,
        top: float = 0,
        bottom: float = 0,
        left: float = 0,
        place: str = "",
        rules: dict[int, str] | None = None,
    ) -> None:
        """Begin a block; the first that has a place is where references to that lead."""
        shape = QTextBlockFormat()
        shape.setLeftMargin(left)
        shape.setTopMargin(top)
        shape.setBottomMargin(bottom)
        shape.setLineHeight(122, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        for rule, token in (rules or {}).items():
            shape.setProperty(rule, token)
        if self._document.isEmpty():
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape)
        if place:
            self.places.setdefault(place, self._cursor.block().blockNumber())


def _listed(references: tuple[Reference, ...]) -> list[Inline]:
    parts: list[Inline] = []
    for reference in references:
        parts += [Run(", "), reference] if parts else [reference]
    return parts


def _reading(step: Step, role: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(reading_font(step))
    made.setForeground(colour(getattr(Theme.active().tokens, role)))
    return made


def _set(part: Run | Reference, *, is_small: bool) -> QTextCharFormat:
    """Make the format of words: how they stand out, or that they lead somewhere."""
    if isinstance(part, Reference):
        made = _small("muted") if is_small else _reading(Step.READER, "text")
        made.setAnchor(True)
        made.setAnchorHref(part.target)
        made.setFontUnderline(True)
        return made
    tone = _TONES.get(part.mark, "muted" if is_small else "text")
    made = _small(tone) if is_small else _reading(Step.READER, tone)
    if part.mark in ("strong", "supported", "contradicted"):
        made.setFontWeight(700)
    made.setFontItalic(part.mark == "italic")
    return made


def _small(role: str, *, is_bold: bool = False, step: Step = Step.META) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(interface_font(step))
    made.setForeground(colour(getattr(Theme.active().tokens, role)))
    if is_bold:
        made.setFontWeight(700)
    return made
