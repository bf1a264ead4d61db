"""The contents: a field that Word can update, filled in beforehand, in the control that Word keeps contents in."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.core.briefing import Briefing
from annotator.core.briefing.estimate import contents_share_cover
from annotator.core.briefing.tree import ChaptersPart, ContentsPart, TitlePart
from annotator.exchange.docx.roles import CONTENTS, Role
from annotator.exchange.docx.typesetting import TAB, Typesetter

DEEPEST = len(CONTENTS)
# Headings of the other parts come in through TC fields at a level of their own, whatever their style is called and
# whichever list separator the reader's system has; see back_entry.
_BACK_LEVEL = 4
_INSTRUCTION = f'TOC \\o "1-{DEEPEST}" \\h \\z \\f C'
_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    f'<w:r><w:instrText xml:space="preserve"> {_INSTRUCTION} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_HIDDEN = "<w:vanish/>"
_PAGE_BREAK = "<w:pageBreakBefore/>"
_NUMBER_COLUMNS = (397, 794, 1361)


@dataclass(frozen=True, slots=True)
class _Entry:
    role: Role
    uid: str
    number: str
    title: str


def part_heading(setter: Typesetter, name: str, layout: str = "") -> str:
    """Write the heading of a part that is no chapter, with the handles by which contents and references find it."""
    title = setter.words.parts[name]
    start, end = setter.handles.bookmark(setter.handles.heading(name))
    content = f"{_hidden_entry(setter, title)}{start}{setter.run(title)}{end}"
    return setter.paragraph(Role.BACK_HEADING, content, layout=layout)


def _hidden_entry(setter: Typesetter, title: str) -> str:
    """Write the hidden field by which Word finds such a heading when it makes the contents again."""
    words = title.replace('"', "'")
    instruction = f'TC "{setter.text.escaped(words)}" \\f C \\l {_BACK_LEVEL}'
    before = f"<w:r><w:rPr>{_HIDDEN}</w:rPr>"
    return (
        f'{before}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{before}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'{before}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def contents(setter: Typesetter, briefing: Briefing) -> str:
    """Write the contents; nothing where there is nothing to list.

    They stand in a control of their own, before the first statement: LibreOffice loses text of the first quotation
    otherwise.
    """
    entries = list(_entries(briefing))
    if not entries:
        return ""
    lines = [_line(setter, entry, _BEGIN if index == 0 else "") for index, entry in enumerate(entries)]
    is_alone = briefing.part(TitlePart) is not None and not contents_share_cover(briefing)
    words = setter.run(setter.words.parts["contents"])
    heading = setter.paragraph(Role.CONTENTS_HEADING, words, _PAGE_BREAK if is_alone else "")
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{setter.handles.control("contents")}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{heading}{''.join(lines)}{setter.paragraph(Role.SECTION_END, _END)}</w:sdtContent></w:sdt>"
    )


def _entries(briefing: Briefing) -> Iterator[_Entry]:
    for part in briefing.parts:
        if isinstance(part, ChaptersPart):
            for chapter in briefing.walk():
                if chapter.level <= DEEPEST:
                    yield _Entry(CONTENTS[chapter.level - 1], chapter.uid, chapter.number, chapter.title)
        elif not isinstance(part, TitlePart | ContentsPart):
            yield _Entry(Role.CONTENTS_BACK, part.name, "", briefing.words.parts[part.name])


def _line(setter: Typesetter, entry: _Entry, before: str) -> str:
    name = setter.handles.heading(entry.uid)
    # LibreOffice puts a character style of its own on contents, so these two are written out.
    direct = setter.template.direct
    number = setter.run(entry.number, properties=direct[Role.CONTENTS_NUMBER]) + TAB if entry.number else ""
    leader = setter.run(" \t ", properties=direct[Role.CONTENTS_LEADER])
    page = setter.pages.get(name)
    reference = setter.field(f"PAGEREF {name} \\h", setter.run(str(page) if page else ""))
    column = _NUMBER_COLUMNS[CONTENTS.index(entry.role)] if entry.number else 0
    tabs = (f'<w:tab w:val="left" w:pos="{column}"/>' if column else "") + setter.right_tab("dot")
    return setter.paragraph(
        entry.role,
        f'{before}<w:hyperlink w:anchor="{name}" w:history="1">{number}{setter.run(entry.title)}{leader}{reference}'
        "</w:hyperlink>",
        f"<w:tabs>{tabs}</w:tabs>",
    )
