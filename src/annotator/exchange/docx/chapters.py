"""The chapters: headings, prose with its footnotes, and statements as quotations that can be found again."""

from collections.abc import Iterator

from annotator.core.briefing import ChapterPart, KeyJudgement, Label, Paragraph, Quotation, Remark
from annotator.core.briefing.tree import Item, Reference, Run
from annotator.core.directions import is_right_to_left
from annotator.exchange.docx.inline import inline, plain
from annotator.exchange.docx.inline import words as set_words
from annotator.exchange.docx.judgements import judgement
from annotator.exchange.docx.numbering import ChapterNumbers
from annotator.exchange.docx.roles import HEADINGS, Role
from annotator.exchange.docx.typesetting import Typesetter
from annotator.exchange.docx.xml import language_properties

TAG_PREFIX = "ann:"
_SHARED_PAGE = '<w:spacing w:before="560"/>'
_FOLLOWED, _CLOSE = "<w:keepNext/>", '<w:spacing w:after="0"/>'
# A block control of this kind stays one in LibreOffice; any other it turns into a control inside the first paragraph,
# and moves that paragraph's footnote to its beginning.
_BLOCK = '<w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj>'


def chapter(setter: Typesetter, numbers: ChapterNumbers, part: ChapterPart, shares_page: bool = False) -> Iterator[str]:
    """Write one chapter without those below it; one at the top that shares a page is set off from what precedes."""
    level = min(part.level, len(HEADINGS))
    start, end = setter.handles.bookmark(setter.handles.heading(part.uid))
    numbering = numbers.properties(part.number, part.level)
    space = _SHARED_PAGE if shares_page else ""
    title = setter.comments.around(part.uid, start + setter.run(part.title) + end)
    yield setter.paragraph(HEADINGS[level - 1], title, numbering, part.title, space)
    for item in part.items:
        yield _item(setter, item)


def _item(setter: Typesetter, item: Item) -> str:
    match item:
        case Paragraph():
            content = setter.comments.around(item.uid, inline(setter, item.parts))
            return setter.paragraph(Role.BODY, content, words=plain(item.parts))
        case Quotation():
            return _quotation(setter, item)
        case KeyJudgement():
            return judgement(setter, item)
        case Label():
            role = Role.EVIDENCE_HEADING if item.level == 1 else Role.EVIDENCE_GROUP
            return setter.paragraph(role, setter.run(item.text), words=item.text)
        case Remark():
            return setter.paragraph(Role.REMARK, setter.run(item.text))


def _quotation(setter: Typesetter, quotation: Quotation) -> str:
    """Write a statement in a control that holds its uid, with a bookmark in each of its paragraphs.

    The bookmark encloses the words alone, and the control the lines below too, so that an edited file can be read
    back: programs other than Word keep the bookmarks and the alias, but drop the tag.
    """
    content = "".join((*_words(setter, quotation), *_lines(setter, quotation)))
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Statement [{quotation.code}]"/>'
        f'<w:tag w:val="{TAG_PREFIX}{quotation.statement_uid}"/>'
        f'<w:id w:val="{setter.handles.control(quotation.uid)}"/>'
        f"{_BLOCK}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _words(setter: Typesetter, quotation: Quotation) -> Iterator[str]:
    """Write what is quoted; a statement that is only cited has none."""
    properties = language_properties(quotation.language) if quotation.language != setter.words.language else ""
    is_paraphrase = quotation.form == "paraphrased"
    role = Role.PARAPHRASE if is_paraphrase else Role.QUOTATION
    last = len(quotation.paragraphs) - 1
    for index, line in enumerate(quotation.paragraphs):
        reference = setter.footnote(quotation.footnote) if index == last else ""
        # A paraphrase is in the editor's own language.
        content = _marked(setter, quotation, setter.run(line, None, "" if is_paraphrase else properties)) + reference
        rule = setter.template.mirrored_rule if is_right_to_left(line) and not is_paraphrase else ""
        kept = _FOLLOWED if role in setter.template.unkept else ""
        yield setter.paragraph(role, content, kept + rule, line)


def _lines(setter: Typesetter, quotation: Quotation) -> Iterator[str]:
    """Write the line that says whose the words are, and below it what supports and what contradicts them."""
    below: list[tuple[Run | Reference, ...]] = [line.parts for line in quotation.corroboration]
    if quotation.pictures:
        below.append(_list_of(quotation.pictures))
    source = setter.comments.around(quotation.statement_uid, setter.run(quotation.source_line))
    reference = "" if quotation.paragraphs else setter.footnote(quotation.footnote)
    yield setter.paragraph(
        Role.SOURCE_LINE,
        _marked(setter, quotation, source) + reference,
        _FOLLOWED if below else "",
        quotation.source_line,
        _CLOSE if below else "",
    )
    for index, parts in enumerate(below):
        is_last = index == len(below) - 1
        written = _marked(setter, quotation, "".join(set_words(setter, part) for part in parts))
        properties, layout = ("", "") if is_last else (_FOLLOWED, _CLOSE)
        yield setter.paragraph(Role.CORROBORATION, written, properties, plain(parts), layout)


def _marked(setter: Typesetter, quotation: Quotation, content: str) -> str:
    start, end = setter.handles.bookmark(setter.handles.statement(quotation.statement_uid))
    return f"{start}{content}{end}"


def _list_of(references: tuple[Reference, ...]) -> tuple[Run | Reference, ...]:
    parts: list[Run | Reference] = []
    for reference in references:
        parts += [Run(", "), reference] if parts else [reference]
    return tuple(parts)
