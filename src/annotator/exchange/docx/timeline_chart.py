"""The timeline as a picture: a table with a column for each month or year, in which cells are marked and shaded.

A table and no drawing, because every program that opens the document shows a table alike, it can be read aloud, its
words can be searched, and somebody can go on working in it.
"""

from collections.abc import Iterator, Sequence

from annotator.core.briefing.timeline_chart import ChartCell, ChartMark, ChartRow, TimelineChart
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.typesetting import Typesetter

_SIGNS = {
    ChartMark.DAY: "●",
    ChartMark.PART: "▬",
    ChartMark.ABOUT: "≈",
    ChartMark.ABOUT_WHOLE: "≈",
    ChartMark.WHOLE: "",
    ChartMark.NONE: "",
}
_FILLS = {ChartMark.WHOLE: "B5CBDA", ChartMark.ABOUT_WHOLE: "DFE9F0"}
_LINE, _INK = "D3D8DE", "0B5A8A"
# What the labels take of the width, and less where there are only names of speakers.
_LABELS, _NAMES = 0.4, 0.3
_SMALL = '<w:sz w:val="15"/><w:szCs w:val="15"/>'
_SIGN = f'<w:b/><w:bCs/><w:color w:val="{_INK}"/><w:sz w:val="17"/><w:szCs w:val="17"/>'
_FIGURE = f'<w:color w:val="{_INK}"/><w:sz w:val="15"/><w:szCs w:val="15"/>'
_TIGHT = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
_CENTRE = '<w:jc w:val="center"/>'
_MARGINS = (
    '<w:tcMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="{right}" w:type="dxa"/></w:tcMar>'
)
_BARE = _MARGINS.format(right=0)
_WITH_HEAD = "0020"


def timeline_chart(setter: Typesetter, chart: TimelineChart) -> Iterator[str]:
    """Write the columns with their years, a row for each statement or speaker, and what the signs mean."""
    has_dates = any(row.date for row in chart.rows)
    total, count = setter.template.text_width, len(chart.periods)
    each = int(total * (1 - (_LABELS if has_dates else _NAMES))) // count
    widths = (total - each * count, *(each for _ in chart.periods))
    yield setter.table(Role.RULED_TABLE, widths, _WITH_HEAD)
    if chart.years:
        yield _head(setter, widths, chart.years)
    yield _head(setter, widths, [(name, 1) for name in chart.periods])
    for row in chart.rows:
        yield _row(setter, widths, row)
    yield "</w:tbl>"
    yield setter.paragraph(Role.PART_TEXT, setter.run(chart.legend), words=chart.legend)


def _head(setter: Typesetter, widths: Sequence[int], spans: Sequence[tuple[str, int]]) -> str:
    cells = [_cell(setter.paragraph(Role.TABLE_HEAD, "", layout=_TIGHT), widths[0], _BARE)]
    at = 1
    for words, span in spans:
        wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        content = setter.paragraph(Role.TABLE_HEAD, setter.run(words, None, _SMALL), layout=_TIGHT + _CENTRE)
        cells.append(_cell(content, sum(widths[at : at + span]), wide + _borders() + _BARE))
        at += span
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(setter: Typesetter, widths: Sequence[int], row: ChartRow) -> str:
    date = setter.run(row.date, Role.STRONG, _SMALL) + setter.run("  ", None, _SMALL) if row.date else ""
    label = setter.paragraph(
        Role.TABLE_TEXT, date + setter.run(row.label, None, _SMALL), words=row.label, layout=_TIGHT
    )
    cells = [_cell(label, widths[0], _MARGINS.format(right=100))]
    cells += [_marked(setter, width, cell) for width, cell in zip(widths[1:], row.cells, strict=True)]
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _marked(setter: Typesetter, width: int, cell: ChartCell) -> str:
    fill = _FILLS.get(cell.mark, "")
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    words = f"{cell.count:,}" if cell.count else ""
    sign = setter.run(f"{words}{_SIGNS[cell.mark]}", None, _FIGURE if words else _SIGN)
    content = setter.paragraph(Role.TABLE_TEXT, sign if words or _SIGNS[cell.mark] else "", layout=_TIGHT + _CENTRE)
    return _cell(content, width, _borders() + shade + _BARE)


def _borders() -> str:
    return f'<w:tcBorders><w:left w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/></w:tcBorders>'


def _cell(content: str, width: int, properties: str) -> str:
    """Write a cell: its properties come in the order of the schema, span, borders, shade, margins."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'
