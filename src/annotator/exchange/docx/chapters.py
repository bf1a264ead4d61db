"""The chapters: headings, prose with its footnotes, and statements as quotations that can be found again."""

from collections.abc import Iterator

from annotator.core.briefing import ChapterPart, Footnote, Item, Label, Paragraph, Quotation, Remark
from annotator.exchange.docx.numbering import ChapterNumbers
from annotator.exchange.docx.roles import HEADINGS, Role
from annotator.exchange.docx.typesetting import Typesetter
from annotator.exchange.docx.xml import is_right_to_left, language_properties

TAG_PREFIX = "ann:"
_SHARED_PAGE = '<w:spacing w:before="560"/>'
# A block control of this kind stays one in LibreOffice; any other it turns into a control inside the first paragraph,
# and moves that paragraph's footnote to its beginning.
_BLOCK = '<w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj>'


def chapter(setter: Typesetter, numbers: ChapterNumbers, part: ChapterPart, shares_page: bool = False) -> Iterator[str]:
    """Write one chapter without those below it; one at the top that shares a page is set off from what precedes."""
    level = min(part.level, len(HEADINGS))
    start, end = setter.handles.bookmark(setter.handles.heading(part.uid))
    numbering = numbers.properties(part.number, part.level)
    space = _SHARED_PAGE if shares_page else ""
    yield setter.paragraph(HEADINGS[level - 1], start + setter.run(part.title) + end, numbering, part.title, space)
    for item in part.items:
        yield _item(setter, item)


def _item(setter: Typesetter, item: Item) -> str:
    match item:
        case Paragraph():
            return _paragraph(setter, item)
        case Quotation():
            return _quotation(setter, item)
        case Label():
            return setter.paragraph(Role.EVIDENCE_HEADING, setter.run(item.text))
        case Remark():
            return setter.paragraph(Role.REMARK, setter.run(item.text))


def _paragraph(setter: Typesetter, paragraph: Paragraph) -> str:
    pieces = []
    follows_footnote = False
    for part in paragraph.parts:
        if isinstance(part, Footnote):
            if follows_footnote:
                pieces.append(setter.footnote_comma())
            pieces.append(setter.footnote(part))
        else:
            pieces.append(setter.run(part.text, Role.WARNING if part.mark == "warning" else None))
        follows_footnote = isinstance(part, Footnote)
    words = next((part.text for part in paragraph.parts if not isinstance(part, Footnote)), "")
    return setter.paragraph(Role.BODY, "".join(pieces), words=words)


def _quotation(setter: Typesetter, quotation: Quotation) -> str:
    """Write a statement in a control that holds its uid, with a bookmark in each of its paragraphs.

    The bookmark encloses the words alone, and the control the source line too, so that an edited file can be read
    back: programs other than Word keep the bookmarks and the alias, but drop the tag.
    """
    handles = setter.handles
    properties = language_properties(quotation.language) if quotation.language != setter.words.language else ""
    paragraphs = []
    last = len(quotation.paragraphs) - 1
    for index, words in enumerate(quotation.paragraphs):
        start, end = handles.bookmark(handles.statement(quotation.statement_uid))
        reference = setter.footnote(quotation.footnote) if index == last else ""
        content = f"{start}{setter.run(words, None, properties)}{end}{reference}"
        rule = setter.template.mirrored_rule if is_right_to_left(words) else ""
        paragraphs.append(setter.paragraph(Role.QUOTATION, content, rule, words))
    start, end = handles.bookmark(handles.statement(quotation.statement_uid))
    source = setter.paragraph(
        Role.SOURCE_LINE, f"{start}{setter.run(quotation.source_line)}{end}", words=quotation.source_line
    )
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Statement [{quotation.code}]"/>'
        f'<w:tag w:val="{TAG_PREFIX}{quotation.statement_uid}"/><w:id w:val="{handles.control(quotation.uid)}"/>'
        f"{_BLOCK}</w:sdtPr><w:sdtContent>{''.join(paragraphs)}{source}</w:sdtContent></w:sdt>"
    )
