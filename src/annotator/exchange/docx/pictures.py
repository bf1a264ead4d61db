"""The pictures, with captions and credits."""

import io
from collections.abc import Iterator

from annotator.core.briefing.tree import Picture, PicturesPart, Reference
from annotator.exchange.docx.contents import part_heading
from annotator.exchange.docx.package import OFFICE, Part, Relationship
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.typesetting import Typesetter

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_PICTURE = f"{_DRAWING}picture"
# English Metric Units: 914,400 to the inch, so 635 to a twentieth of a point; a pixel is taken for 1/96 inch.
_PER_TWENTIETH, _PER_PIXEL = 635, 9_525
_TALLEST = 10_000 * _PER_TWENTIETH
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/bmp": "bmp", "image/tiff": "tiff"}


class PictureParts:
    """Gather the files of the pictures that are set."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.relationships: list[Relationship] = []

    def add(self, picture: Picture, ending: str) -> str:
        """Take a picture's file in and give the id of the way to it."""
        name = f"word/media/annotator-{picture.number}.{ending}"
        kind = next(kind for kind, known in _ENDINGS.items() if known == ending)
        self.parts.append(Part(name, kind, picture.data))
        self.relationships.append(Relationship(f"annPicture{picture.number}", OFFICE + "image", name))
        return f"annPicture{picture.number}"


def pictures(setter: Typesetter, part: PicturesPart, files: PictureParts) -> Iterator[str]:
    """Write each picture with its caption; one whose file Word cannot show leaves only that."""
    yield part_heading(setter, part.name)
    for picture in part.pictures:
        yield _drawing(setter, picture, files)
        yield _caption(setter, picture)


def _drawing(setter: Typesetter, picture: Picture, files: PictureParts) -> str:
    measured = _measured(picture.data)
    if measured is None:
        return setter.paragraph(Role.REMARK, setter.run(setter.words.image))
    ending, width, height = measured
    width, height = _fitted(width * _PER_PIXEL, height * _PER_PIXEL, setter.template.text_width * _PER_TWENTIETH)
    text = setter.text.escaped(picture.caption or setter.words.picture.format(number=picture.number))
    uid = files.add(picture, ending)
    name = f'id="{picture.number}" name="Picture {picture.number}" descr="{text}"'
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr {name}/>'
        f'<a:graphic xmlns:a="{_DRAWING}main"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{uid}"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return setter.paragraph(Role.PICTURE, drawing)


def _caption(setter: Typesetter, picture: Picture) -> str:
    """Write the caption; its number is a field, so that Word goes on counting where the editor adds a picture."""
    before, _, after = setter.words.picture.partition("{number}")
    number = setter.field("SEQ Picture \\* ARABIC", setter.run(str(picture.number), Role.STRONG))
    start, end = setter.handles.bookmark(setter.handles.heading(picture.uid))
    label = start + setter.run(before, Role.STRONG) + number + setter.run(after, Role.STRONG) + end
    said = " ".join(
        filter(None, (picture.caption, f"[{picture.credit}]" if picture.credit else "", f"{picture.source_line}."))
    )
    places = _places(setter, picture.places) if picture.places else ""
    return setter.paragraph(Role.CAPTION, label + setter.run(f"  {said}") + places, words=said)


def _places(setter: Typesetter, places: tuple[Reference, ...]) -> str:
    before, _, after = setter.words.quoted_in.partition("{places}")
    jumps = [setter.jump(place.target, setter.run(place.text)) for place in places]
    return setter.run(f" {before}") + setter.run(", ").join(jumps) + setter.run(after)


def _measured(data: bytes) -> tuple[str, int, int] | None:
    """Give a picture's file ending, width and height in pixels; None for a file that Word would not show."""
    # Imported late: it takes longer than everything else at the start of the program.
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        image = Image.from_file(io.BytesIO(data))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        return None
    ending = _ENDINGS.get(image.content_type)
    return (ending, image.px_width, image.px_height) if ending and image.px_width and image.px_height else None


def _fitted(width: int, height: int, widest: int) -> tuple[int, int]:
    """Make a picture as large as it is, but no wider than the text and no higher than most of a page."""
    scale = min(1.0, widest / width, _TALLEST / height)
    return max(1, int(width * scale)), max(1, int(height * scale))
