"""The title page: what the document is, its title, the facts about it."""

from collections.abc import Iterator

from annotator.core.briefing import Briefing
from annotator.core.briefing.tree import Fact, TitlePart
from annotator.exchange.docx.comments import DOCUMENT
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.typesetting import TAB, Typesetter

_LABEL_WIDTH = 1570
_PADDING = 170
_SPACE_BEFORE_FACTS = 400
_PLAIN = "0000"


def cover(setter: Typesetter, briefing: Briefing, part: TitlePart) -> Iterator[str]:
    """Write the title page down to the facts."""
    if briefing.handling:
        yield setter.paragraph(Role.HANDLING, setter.run(briefing.handling), words=briefing.handling)
    day = TAB + setter.run(briefing.date_text) if briefing.date_text else ""
    line = setter.run(briefing.words.briefing, Role.COVER_LABEL) + day
    yield setter.paragraph(Role.COVER_LINE, line, f"<w:tabs>{setter.right_tab()}</w:tabs>")
    title = setter.comments.around(DOCUMENT, setter.title(briefing.title, "cover"))
    yield setter.paragraph(Role.TITLE, title, words=briefing.title)
    if briefing.subtitle:
        yield setter.paragraph(Role.SUBTITLE, setter.run(briefing.subtitle), words=briefing.subtitle)
    if part.facts:
        yield setter.paragraph(Role.SECTION_END, "", f'<w:spacing w:before="{_SPACE_BEFORE_FACTS}"/>')
        yield facts_table(setter, part.facts)


def facts_table(setter: Typesetter, facts: tuple[Fact, ...]) -> str:
    """Write facts with their labels at the left, between rules."""
    widths = (_LABEL_WIDTH, setter.template.text_width - _LABEL_WIDTH)
    rows = []
    for index, fact in enumerate(facts):
        space = f'<w:top w:w="{_PADDING}" w:type="dxa"/>' if index == 0 else ""
        space += f'<w:bottom w:w="{_PADDING}" w:type="dxa"/>' if index == len(facts) - 1 else ""
        margins = f"<w:tcMar>{space}</w:tcMar>" if space else ""
        label = setter.paragraph(Role.FACT_LABEL, setter.run(fact.label))
        words = setter.paragraph(Role.FACT, setter.run(fact.text), words=fact.text)
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margins}</w:tcPr>{content}</w:tc>'
            for width, content in zip(widths, (label, words), strict=True)
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return f"{setter.table(Role.FACTS_TABLE, widths, _PLAIN)}{''.join(rows)}</w:tbl>"
