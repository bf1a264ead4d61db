"""Words with mark-up that came inside another file, a mail or a row of a table: all its blocks, with no page around."""

from itertools import islice

import lxml.html

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.html_elements import Element, is_grid
from annotator.exchange.importing.html_parsing import parse_page
from annotator.exchange.importing.html_walker import read_tree
from annotator.exchange.importing.items import Item

# No thread of mails quotes so often; in the rest of one that does, quotations are not told apart.
MOST_QUOTATIONS = 1_000
# Of the range that no text uses: taken out again before anybody sees them.
_BEGIN, _END = "\ue0f0", "\ue0f1"


def markup_items(markup: str) -> list[Item]:
    """Give the blocks of HTML that is decoded already; their lines are none of the file's.

    Raises:
        RefusedError: it is larger or nested deeper than an article can be, or empty.
    """
    page = parse_page(markup)
    return _placed(read_tree(page.root), page.carried)


def items_with_depths(markup: str) -> tuple[list[Item], list[int]]:
    """Give the blocks of HTML, and for each in how many quotations it stands: a list in one is not a quote by kind.

    Raises:
        RefusedError: it is larger or nested deeper than an article can be, or empty.
    """
    page = parse_page(markup)
    _mark_quotations(page.root)
    items: list[Item] = []
    depths: list[int] = []
    depth = 0
    for item in _placed(read_tree(page.root), page.carried):
        if item.text == _BEGIN:
            depth += 1
        elif item.text == _END:
            depth -= 1
        else:
            items.append(item)
            depths.append(depth)
    return items, depths


def _mark_quotations(root: Element) -> None:
    """Put a mark at the beginning and the end of each quotation; those in the cell of a table are left alone."""
    grids: dict[Element, bool] = {}
    for quotation in list(islice(root.iter("blockquote"), MOST_QUOTATIONS)):
        for table in quotation.iterancestors("table"):
            if table not in grids:
                grids[table] = is_grid(table)
        if any(grids[table] for table in quotation.iterancestors("table")):
            continue
        begin, end = lxml.html.Element("p"), lxml.html.Element("p")
        begin.text, end.text = _BEGIN, _END
        begin.tail, quotation.text = quotation.text, None
        quotation.insert(0, begin)
        quotation.append(end)


def _placed(items: list[Item], carried: dict[str, str]) -> list[Item]:
    """Give images the data addresses that were taken out of the page; the lines of the page are not the file's."""
    for item in items:
        item.line = 0
        if item.kind is BlockKind.IMAGE:
            address = str(item.attributes["url"])
            item.attributes["url"] = carried.get(address, address)
    return items
