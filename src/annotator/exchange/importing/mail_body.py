"""The text of a mail: the better of its forms, with the pictures that it shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from annotator.core.errors import RefusedError
from annotator.core.text import count_words
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing import mail_parts, mail_words, shapes
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.mail_lines import Line, Thread, read_lines_of, unwrapped, wrapped_at
from annotator.exchange.importing.mail_parts import Leaf
from annotator.exchange.importing.markup import items_with_depths
from annotator.exchange.importing.pictures import image_items
from annotator.exchange.importing.plain_text import read_lines

_ADDRESS = re.compile(r"<?https?://\S+")
_LONGEST_NOTICE = 200


@dataclass(frozen=True, slots=True)
class Manner:
    """How a mail is to be read: as a newsletter, as an answer that quotes, as one that passes another on."""

    is_list: bool = False
    is_answer: bool = False
    is_forward: bool = False


@dataclass(slots=True)
class Body:
    """What a mail says. `shown` are the parts that are pictures of it; `forwarded` is the head of a mail passed on."""

    items: list[Item] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    shown: set[Leaf] = field(default_factory=set)
    encoding: str = ""
    forwarded: str = ""


@dataclass(slots=True)
class _Form:
    """One form of a text."""

    items: list[Item]
    encoding: str
    forwarded: str = ""

    @property
    def addresses(self) -> set[str]:
        """The addresses of its images."""
        return {str(item.attributes["url"]) for item in self.items if item.kind is BlockKind.IMAGE}

    @property
    def words(self) -> int:
        """How many words it says; addresses are none."""
        return sum(count_words(_ADDRESS.sub("", item.text)) for item in self.items)


def read_body(leaves: Sequence[Leaf], manner: Manner) -> Body:
    """Read the text of a mail, each part of it in the form that tells most, with the pictures where they stand."""
    by_address = {address: leaf for leaf in leaves if leaf.is_picture for address in leaf.addresses}
    chosen: dict[int, _Form] = {}
    for places in _texts(leaves):
        form = _best_form([leaves[place] for place in places], set(by_address), manner)
        if form is not None:
            chosen[places[0]] = form
    body = Body()
    used = set().union(*(form.addresses for form in chosen.values()))
    for address in used & set(by_address):
        _show(body, by_address[address], address)
    for place, leaf in enumerate(leaves):
        if place in chosen:
            form = chosen[place]
            body.items += form.items
            body.encoding, body.forwarded = body.encoding or form.encoding, body.forwarded or form.forwarded
        elif leaf.is_picture and leaf not in body.shown and not leaf.is_beside:
            name = leaf.name or f"picture {place}"
            body.items += image_items("", name, 0)
            _show(body, leaf, name)
    if manner.is_list:
        _fold_notices(body.items)
    if not any(item.text.strip() for item in body.items):
        return Body()
    return body


def _show(body: Body, leaf: Leaf, address: str) -> None:
    body.pictures[address] = mail_parts.data_of(leaf.part)
    body.shown.add(leaf)


def _texts(leaves: Sequence[Leaf]) -> list[list[int]]:
    """Give the places of the mail's texts; forms of the same text are together."""
    texts: dict[tuple[int, int], list[int]] = {}
    for place, leaf in enumerate(leaves):
        if leaf.is_body:
            texts.setdefault((leaf.choice, 0 if leaf.choice else place), []).append(place)
    return list(texts.values())


def _best_form(forms: Sequence[Leaf], pictures: set[str], manner: Manner) -> _Form | None:
    """Give the plain form, unless it is a stub of the one with mark-up, which also knows where the pictures stand.

    A newsletter is made with mark-up, and its plain form is what a machine left of it.
    """
    plain = _plain_form([leaf for leaf in forms if leaf.media_type == "text/plain"], manner)
    marked_up = [leaf for leaf in forms if leaf.media_type == "text/html"]
    if not marked_up:
        return plain
    try:
        page = _page_form(marked_up, manner)
    except RefusedError:
        if plain is None:
            raise
        return plain
    if plain is None or page.addresses & pictures or plain.words * 2 < page.words:
        return page
    return page if manner.is_list and page.words * 2 >= plain.words else plain


def _plain_form(leaves: Sequence[Leaf], manner: Manner) -> _Form | None:
    lines: list[Line] = []
    encoding = ""
    for leaf in leaves:
        text, said = mail_parts.text_of(leaf.part)
        is_flowed = leaf.parameter("format") == "flowed"
        lines += read_lines_of(text, is_flowed, leaf.parameter("delsp") == "yes")
        encoding = encoding or said
    if not any(line.text.strip() for line in lines):
        return None
    forwarded = Thread(lines, manner.is_answer, manner.is_forward).fold()
    items: list[Item] = []
    width = wrapped_at(lines)
    for (fold, is_quoted), group in groupby(lines, key=lambda line: (line.fold, line.depth > 0)):
        for item in read_lines(unwrapped(list(group), width)):
            item.line, item.fold = 0, fold
            if is_quoted and item.kind is BlockKind.PARAGRAPH:
                item.kind = BlockKind.QUOTE
            elif fold and item.kind is BlockKind.HEADING:
                # A line of an earlier mail's head looks like one.
                item.kind, item.level = BlockKind.PARAGRAPH, 0
            items.append(item)
    return _Form(items, encoding, forwarded)


def _page_form(leaves: Sequence[Leaf], manner: Manner) -> _Form:
    items: list[Item] = []
    depths: list[int] = []
    encoding = ""
    for leaf in leaves:
        text, said = mail_parts.text_of(leaf.part)
        if text.strip():
            more, their_depths = items_with_depths(text)
            items, depths = items + more, depths + their_depths
        encoding = encoding or said
    lines = [Line(item.text, depth) for item, depth in zip(items, depths, strict=True)]
    forwarded = Thread(lines, manner.is_answer, manner.is_forward).fold()
    for item, line in zip(items, lines, strict=True):
        item.fold = line.fold
        if item.kind is BlockKind.QUOTE and not line.depth:
            item.kind = BlockKind.PARAGRAPH
    return _Form(items, encoding, forwarded)


def _fold_notices(items: list[Item]) -> None:
    """Fold what a newsletter says of itself and not of its subject."""
    for item in items:
        is_line = item.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and len(item.text) <= _LONGEST_NOTICE
        if is_line and not item.fold and (shapes.is_notice(item.text) or mail_words.OF_SUBSCRIPTION.search(item.text)):
            item.fold = FoldReason.SITE_NOTICE
