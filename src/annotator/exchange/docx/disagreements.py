"""Where the sources disagree: the two sides beside each other, and below them what the editor makes of it."""

from collections.abc import Iterator

from annotator.core.briefing.tree import Disagreement, DisagreementsPart, Side
from annotator.exchange.docx.contents import part_heading
from annotator.exchange.docx.inline import words
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.typesetting import Typesetter
from annotator.exchange.docx.xml import language_properties

_SIDES = "0000"
_GAP = '<w:spacing w:before="100" w:after="300"/>'


def disagreements(setter: Typesetter, part: DisagreementsPart) -> Iterator[str]:
    """Write each disagreement under the chapter that it concerns."""
    yield part_heading(setter, part.name)
    chapter = ""
    for one in part.disagreements:
        if one.chapter and one.chapter != chapter:
            chapter = one.chapter
            yield setter.paragraph(Role.BACK_HEADING_2, setter.run(chapter), words=chapter)
        yield _sides(setter, one)
        label = setter.run(f"{setter.words.assessment}  ", Role.STRONG)
        yield setter.paragraph(Role.PART_TEXT, label + setter.run(one.assessment), words=one.assessment, layout=_GAP)


def _sides(setter: Typesetter, one: Disagreement) -> str:
    width = setter.template.text_width // 2
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_side(setter, side)}</w:tc>' for side in one.sides
    )
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    return f"{setter.table(Role.FACTS_TABLE, (width, width), _SIDES)}{row}</w:tbl>"


def _side(setter: Typesetter, side: Side) -> str:
    properties = language_properties(side.language) if side.language != setter.words.language else ""
    quote = setter.run(side.text, None, properties)
    source = setter.run(f"{side.source_line} (") + words(setter, side.place) + setter.run(")")
    return setter.paragraph(Role.SIDE, quote, "<w:keepNext/>", side.text) + setter.paragraph(
        Role.TABLE_TEXT, source, "<w:keepNext/>", side.source_line
    )
