"""Builds small PDF files, uncompressed, with words at places that a test chooses."""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
_FONTS = {"regular": "Helvetica", "bold": "Helvetica-Bold", "serif": "Times-Roman"}


@dataclass
class PdfPage:
    """One page in the making; places are in points from the left and from the top."""

    operations: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    turn: int = 0

    def text(self, x: float, y: float, words: str, size: float = 10, font: str = "regular") -> "PdfPage":
        """Write words on a baseline."""
        name = list(_FONTS).index(font)
        self.operations.append(f"BT /F{name} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm ({_escaped(words)}) Tj ET")
        return self

    def turned(self, matrix: str, words: str, size: float = 10) -> "PdfPage":
        """Write words with a matrix of one's own."""
        self.operations.append(f"BT /F0 {size} Tf {matrix} Tm ({_escaped(words)}) Tj ET")
        return self

    def lines(self, x: float, y: float, lines: Sequence[str], size: float = 10, leading: float = 12) -> "PdfPage":
        """Write lines below each other."""
        for at, words in enumerate(lines):
            self.text(x, y + at * leading, words, size)
        return self

    def link(self, left: float, top: float, right: float, bottom: float, address: str) -> "PdfPage":
        """Lay a link over a place."""
        rectangle = f"{left} {HEIGHT - bottom} {right} {HEIGHT - top}"
        action = f"/A << /S /URI /URI ({_escaped(address)}) >>"
        self.links.append(f"<< /Type /Annot /Subtype /Link /Rect [{rectangle}] /Border [0 0 0] {action} >>")
        return self

    def picture(self, left: float, top: float, width: float, height: float, grey: int = 128) -> "PdfPage":
        """Show a picture of four grey pixels."""
        name = f"I{len(self.pictures)}"
        self.pictures.append(bytes([grey, 0, 255, grey]))
        self.operations.append(f"q {width} 0 0 {height} {left} {HEIGHT - top - height} cm /{name} Do Q")
        return self


def pdf_bytes(pages: Sequence[PdfPage], info: str = "", page_keys: str = "") -> bytes:
    """Give the file; `info` are entries of its information dictionary, as PDF writes them."""
    objects: list[bytes] = [b"", b""]
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
        for name in _FONTS.values()
    ]
    fonts = " ".join(f"/F{at} {at + 3} 0 R" for at in range(len(_FONTS)))
    kids = []
    for page in pages:
        names = []
        for at, pixels in enumerate(page.pictures):
            head = "<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8"
            objects.append(_stream(pixels, head))
            names.append(f"/I{at} {len(objects)} 0 R")
        objects.append(_stream("\n".join(page.operations).encode("cp1252"), "<<"))
        resources = f"<< /Font << {fonts} >> /XObject << {' '.join(names)} >> >>"
        keys = f"/Resources {resources} /Contents {len(objects)} 0 R /Annots [{' '.join(page.links)}]"
        box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.turn}"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} {keys} {page_keys} >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.append(f"<< {info} >>".encode("cp1252"))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>" % (size, len(objects))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF\n" % (size, table, trailer, len(data))


def _stream(data: bytes, head: str) -> bytes:
    return f"{head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
