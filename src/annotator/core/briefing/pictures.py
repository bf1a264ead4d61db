"""The pictures that the quoted statements cover, as far as the project has them."""

from collections.abc import Iterator, Sequence

from annotator.core.briefing.material import Material
from annotator.core.briefing.tree import Picture, PicturesPart, Reference
from annotator.core.records import IMAGE_CHARACTER, Block, Statement
from annotator.core.vocabulary import BlockKind

# Of what is told by its page alone, anything may be a picture.
_AT_PICTURES = ("image", "caption", "page")


class Pictures:
    """Find the pictures of one briefing, numbered in the order in which statements come to them.

    `of_statement` leads from each statement to its pictures.
    """

    def __init__(self, material: Material) -> None:
        self._material = material
        self._blocks: dict[str, Block] = {}
        self._first: dict[str, Statement] = {}
        self._statements: dict[str, list[Statement]] = {}
        self.of_statement: dict[str, tuple[Reference, ...]] = {}
        for statement in material.statements.values():
            if statement.uid in material.quoted_uids and _may_cover(statement):
                self._find(statement)

    def part(self) -> PicturesPart | None:
        """Make the part; None where there is no picture."""
        made = tuple(self._picture(number, uid) for number, uid in enumerate(self._blocks, 1))
        return PicturesPart(made) if made else None

    def _find(self, statement: Statement) -> None:
        references = []
        for block in _covered(self._material.reading.blocks(statement.anchor.revision_uid), statement):
            uid = str(block.attributes["sha256"])
            self._blocks.setdefault(uid, block)
            self._first.setdefault(uid, statement)
            self._statements.setdefault(uid, []).append(statement)
            number = list(self._blocks).index(uid) + 1
            references.append(Reference(uid, self._material.words.picture.format(number=number)))
        if references:
            self.of_statement[statement.uid] = tuple(references)

    def _picture(self, number: int, uid: str) -> Picture:
        block, material = self._blocks[uid], self._material
        chapters = {
            chapter.uid: chapter
            for statement in self._statements[uid]
            if (chapter := material.chapter_of.get(statement.uid)) and chapter.uid in material.present_uids
        }
        source = material.source_of[self._first[uid].source_uid]
        return Picture(
            uid=uid,
            data=material.reading.blob(uid),
            media_type=str(block.attributes.get("media_type", "")),
            number=number,
            caption=str(block.attributes.get("caption", "")),
            credit=str(block.attributes.get("credit", "")),
            source_line=", ".join((material.house.short_name(source), material.house.date(source.uid))),
            places=tuple(map(material.chapter_reference, chapters.values())),
        )


def _may_cover(statement: Statement) -> bool:
    """Tell whether it is worth reading the source's blocks: most statements are nowhere near a picture."""
    return statement.locator_kind in _AT_PICTURES or IMAGE_CHARACTER in statement.anchor.quote


def _covered(blocks: Sequence[Block], statement: Statement) -> Iterator[Block]:
    """Give the pictures in a statement's passage, and the picture whose caption it holds."""
    last: Block | None = None
    for block in blocks:
        is_inside = block.start < statement.anchor.end and block.end > statement.anchor.start
        if block.kind is BlockKind.IMAGE:
            last = block if block.attributes.get("sha256") else None
            if is_inside and last is not None:
                yield last
                last = None
        elif block.kind is BlockKind.CAPTION:
            if is_inside and last is not None:
                yield last
            last = None
